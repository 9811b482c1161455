// A part of a page that fetches itself again: it waits while someone is in it, and says aloud only what has changed.

const said = Object.assign(document.createElement("p"), { className: "govuk-visually-hidden" });
said.setAttribute("role", "status");
document.querySelector("main").append(said);
let summary = summaryOf(document);

function summaryOf(place) {
  return place.querySelector("[data-summary]")?.textContent.trim() ?? "";
}

// Whoever is at a button, or has opened a list, would lose their place. Where each thing has an id, focus comes back by itself.
document.addEventListener("htmx:beforeRequest", (event) => {
  const part = event.target;
  if (!part.matches("[data-refreshes]")) {
    return;
  }
  const here = document.activeElement;
  if (document.hidden || part.querySelector("details[open]") || (part.contains(here) && !here.id)) {
    event.preventDefault();
  }
});

document.addEventListener("htmx:afterSettle", () => {
  const now = summaryOf(document);
  if (now !== summary) {
    summary = now;
    said.textContent = now;
  }
});
