// On Today: say which registers this person marked on this device and did not send.
import { keepPageForNoConnection } from "./no_connection_worker.js";
import { keptHere } from "./register_draft.js";

keepPageForNoConnection();

const place = document.querySelector("#kept-here");
for (const one of keptHere(place.dataset.person).filter(({ school }) => school === place.dataset.school)) {
  const said = document.createElement("p");
  said.className = "govuk-body";
  const count = Object.assign(document.createElement("strong"), { textContent: `${one.marks} ${one.marks === 1 ? "mark" : "marks"} not sent yet` });
  const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: one.address, textContent: "Open the register to send" });
  said.append(count, ` from this device: ${one.name}. `, link);
  place.append(said);
  place.hidden = false;
}
