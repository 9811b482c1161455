// The page shown when the service cannot be reached: it counts what this device keeps, and goes back by itself.
import { keptHere } from "./register_draft.js";

const FIRST_WAIT = 3_000;
const LONGEST_WAIT = 30_000;

const trying = document.querySelector("#trying");
const again = document.querySelector("#again");
let wait = FIRST_WAIT;
let timer = null;
let asking = false;

tell();
again.hidden = false;
again.addEventListener("click", () => tryNow());
addEventListener("online", () => tryNow());
document.addEventListener("visibilitychange", () => document.hidden || tryNow());
later();

// Say which registers have marks that are not sent; a register is known here by its day and session alone.
function tell() {
  const registers = keptHere();
  const count = registers.reduce((sum, one) => sum + one.marks, 0);
  if (!count) {
    document.querySelector("#kept").textContent = "Nothing on this device waits to be sent.";
    return;
  }
  document.querySelector("#kept").textContent = `${marks(count)} kept on this device, not sent yet. ${count === 1 ? "It is" : "They are"} put back when you open the register.`;
  const list = document.querySelector("#registers");
  for (const one of registers) {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: one.address, textContent: one.name });
    item.append(link, `: ${marks(one.marks)}`);
    if (one.address === location.pathname) {
      item.append(", the one you were opening");
    }
    list.append(item);
  }
  list.hidden = false;
}

function marks(count) {
  return `${count} ${count === 1 ? "mark" : "marks"}`;
}

function later() {
  trying.textContent = `No connection. Trying again in ${wait / 1000} seconds, and as soon as the network is back.`;
  timer = setTimeout(tryNow, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

async function tryNow() {
  if (asking) {
    return;
  }
  asking = true;
  clearTimeout(timer);
  trying.textContent = "Trying…";
  if (await reached()) {
    trying.textContent = "The connection is back. Opening the page again…";
    // The address itself, with no form sent to it: what a form held is put back from what is kept.
    location.replace(location.pathname + location.search);
    return;
  }
  asking = false;
  later();
}

async function reached() {
  try {
    const answer = await fetch("/no-connection/", { cache: "no-store", credentials: "omit" });
    return answer.ok;
  } catch {
    return false;
  }
}
