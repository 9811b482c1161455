// The year as a herringbone, by keyboard: one stop for Tab; arrows move between sessions, Enter opens one.

const grid = document.querySelector(".hb [role=grid]");
if (grid?.querySelector("a")) {
  start(grid);
}

function start(grid) {
  const box = grid.closest(".onroll-hb");
  const says = document.querySelector(".onroll-hb-says");
  const help = "Arrow keys move between sessions, a code’s letter finds the next one of it, Enter opens its history.";
  const cells = [...grid.querySelectorAll("[role=row]")].flatMap((row, place) =>
    [...row.querySelectorAll("a")].map((link) => ({
      link,
      row: place,
      column: Number(link.parentElement.getAttribute("aria-colindex")),
      code: link.querySelector("text").textContent,
    })),
  );
  const inTime = [...cells].sort((one, other) => one.column - other.column || one.row - other.row);
  const cellOf = (target) => cells.find((one) => one.link.contains(target));
  let stop = inTime.at(-1);

  // The picture itself is the stop now, and no longer the box it scrolls in.
  grid.closest("svg").removeAttribute("aria-hidden");
  for (const name of ["tabindex", "role", "aria-label"]) {
    box.removeAttribute(name);
  }
  stop.link.setAttribute("tabindex", "0");
  says.hidden = false;
  says.textContent = help;
  box.scrollLeft = box.scrollWidth * (stop.column / Number(grid.getAttribute("aria-colcount"))) - box.clientWidth * 0.75;

  function go(cell) {
    if (!cell) {
      return;
    }
    cell.link.focus({ preventScroll: true });
    cell.link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function along(row, from, by) {
    const line = cells.filter((one) => one.row === row);
    return line[line.indexOf(from) + by];
  }

  function down(from, by) {
    const week = inTime.filter((one) => one.column === from.column);
    return week[week.indexOf(from) + by];
  }

  // The next session of a code, and round again from the first.
  function next(from, code) {
    const place = inTime.indexOf(from);
    return [...inTime.slice(place + 1), ...inTime.slice(0, place)].find((one) => one.code.startsWith(code));
  }

  function where(event, from) {
    const whole = event.ctrlKey || event.metaKey;
    const line = whole ? inTime : cells.filter((one) => one.row === from.row);
    switch (event.key) {
      case "ArrowRight":
        return along(from.row, from, 1);
      case "ArrowLeft":
        return along(from.row, from, -1);
      case "ArrowDown":
        return down(from, 1);
      case "ArrowUp":
        return down(from, -1);
      case "Home":
        return line[0];
      case "End":
        return line.at(-1);
      default:
        return !whole && !event.altKey && /^[a-z?#]$/i.test(event.key) ? next(from, event.key.toUpperCase()) : undefined;
    }
  }

  grid.addEventListener("keydown", (event) => {
    const from = cellOf(event.target);
    const to = from && where(event, from);
    if (to || (from && event.key.startsWith("Arrow"))) {
      event.preventDefault();
      go(to);
    }
  });
  // Listened for on the box: a part of a picture that listens for the focus is a stop of its own in Chromium.
  box.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (!cell) {
      return;
    }
    stop.link.setAttribute("tabindex", "-1");
    stop = cell;
    stop.link.setAttribute("tabindex", "0");
    tell(event);
  });
  grid.addEventListener("mouseover", tell);
  box.addEventListener("focusout", () => (says.textContent = help));
  grid.addEventListener("mouseleave", () => (says.textContent = help));

  function tell(event) {
    const cell = cellOf(event.target);
    if (cell) {
      says.textContent = cell.link.querySelector("title").textContent;
    }
  }
}
