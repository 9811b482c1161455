// On every page. Pages work without it; it wakes the components that are there.
import { initAll } from "./govuk-frontend.min.js";

if (document.body.dataset.idleEndsIn) {
  import("./idle.js").then((idle) => idle.watch(Number(document.body.dataset.idleEndsIn)));
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

if (document.querySelector("[data-module^='moj-']")) {
  import("./moj-frontend.min.js").then((moj) => moj.initAll());
}

for (const bar of document.querySelectorAll("[data-tick-all]")) {
  import("./tick_all.js").then((ticks) => ticks.watch(bar));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
