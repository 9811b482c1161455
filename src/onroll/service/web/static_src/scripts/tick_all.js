// Ticks every box of a form's list, or none, without asking the server, and says how many are.
export function watch(bar) {
  const form = bar.closest("form");
  const boxes = [...form.querySelectorAll(`input[type="checkbox"][name="${bar.dataset.tickAll}"]`)];
  const said = bar.querySelector("[data-ticked]");
  const say = () => {
    said.textContent = `${boxes.filter((box) => box.checked).length} of ${boxes.length} ticked`;
  };

  bar.hidden = boxes.length < 2;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tick]");
    if (!button) return;
    event.preventDefault();
    for (const box of boxes) box.checked = button.dataset.tick === "all";
    say();
  });
  form.addEventListener("change", say);
  say();
}
