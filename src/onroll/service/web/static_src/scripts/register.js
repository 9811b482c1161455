// Taking a register. The page works without this; with it, by keyboard, and through a lost network.
import { keepPageForNoConnection } from "./no_connection_worker.js";
import { countDown } from "./register_clock.js";
import { Draft } from "./register_draft.js";
import { takeByKeyboard } from "./register_keys.js";
import { Row } from "./register_rows.js";
import { freshToken, send, untilSent } from "./register_sending.js";

const form = document.querySelector("#register");
if (form && form.querySelector("input[type=radio]")) {
  start(form);
}

function start(form) {
  const state = document.querySelector("#state");
  const count = document.querySelector("#marked");
  const rules = rulesOf(form);
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => new Row(row, rules));
  const draft = new Draft(form.dataset.register);
  let sending = false;
  let leaving = false;

  document.body.classList.add("js-register");
  document.querySelector(".r-keys").hidden = false;
  rules.refuse = (character) => say(`No code of yours begins with ${character}. Press ? for the codes.`, true);

  function say(words, warn = false) {
    state.textContent = words;
    state.classList.toggle("warn", warn);
  }

  function unsent() {
    return Object.fromEntries(rows.filter((row) => row.code && row.isChanged).map((row) => [row.id, row.words]));
  }

  function found() {
    return Object.fromEntries(rows.map((row) => [row.id, row.stored]));
  }

  function recount() {
    const marked = rows.filter((row) => row.code).length;
    count.textContent = `${marked} of ${rows.length} marked`;
  }

  function changed() {
    draft.change(unsent(), found());
    recount();
    const waiting = Object.keys(draft.marks).length;
    say(waiting ? `${marksOf(waiting)} not sent yet: kept on this device until you save.` : "Nothing to send: all of this is saved.");
  }

  function restore() {
    let restored = 0;
    let overtaken = 0;
    rows.forEach((row) => row.settle());
    if (form.dataset.answered) {
      // The page holds what was sent and what is wrong with it: what it shows is what is to be kept now.
      draft.clear();
      draft.change(unsent(), found());
      recount();
      return;
    }
    for (const row of rows) {
      const kept = draft.marks[row.id];
      if (!kept || kept === row.words) {
        continue;
      }
      if ((draft.found[row.id] ?? row.stored) === row.stored) {
        row.words = kept;
        restored += 1;
      } else {
        overtaken += 1;
      }
    }
    const want = draft.want;
    recount();
    if (overtaken) {
      draft.clear();
      draft.change(unsent(), found());
      say(`${marksOf(overtaken)} from before not put back: somebody has entered a code since. ${restored ? `${marksOf(restored)} put back, not sent yet.` : ""}`, true);
      return;
    }
    if (draft.isEmpty || !Object.keys(draft.marks).some((id) => rows.find((row) => row.id === id)?.isChanged)) {
      draft.clear();
      return;
    }
    if (want) {
      say("Not sent yet: kept on this device. Sending it now…", true);
      save(want);
    } else if (restored) {
      say(`${marksOf(restored)} from before put back: kept on this device, not sent yet.`, true);
    }
  }

  function bodyOf(want) {
    const body = new URLSearchParams(new FormData(form)); // quicker to read than a multipart form
    body.set("key", draft.key);
    body.set("do", want);
    return body;
  }

  // The server shows what is wrong better than we could: send the form itself, as a browser without scripts does.
  function submitPlainly(want) {
    leaving = true;
    form.elements.key.value = draft.key;
    const choice = Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: want });
    form.append(choice);
    form.submit();
  }

  function save(want) {
    if (sending) {
      return;
    }
    sending = true;
    draft.change(unsent(), found());
    draft.wantSent(want);
    say("Sending…");
    const body = bodyOf(want);
    untilSent(async () => {
      let answer = await send(form, body);
      if (answer.outcome === "stale") {
        const token = await freshToken().catch(() => null);
        if (token) {
          form.elements.csrfmiddlewaretoken.value = token;
          body.set("csrfmiddlewaretoken", token);
          answer = await send(form, body);
        }
      }
      return settled(answer, want);
    });
  }

  // Say what became of a sending; true where there is nothing left to try.
  function settled(answer, want) {
    if (answer.outcome === "saved") {
      say(`Saved ${answer.at}.`);
      leaving = true;
      draft.clear();
      location.reload();
      return true;
    }
    if (answer.outcome === "refused") {
      submitPlainly(want);
      return true;
    }
    if (answer.outcome === "signed out") {
      sending = false;
      say("Sign in again to send: what you marked is kept on this device. ", true);
      const link = Object.assign(document.createElement("a"), { href: answer.signIn, textContent: "Sign in" });
      link.className = "govuk-link";
      state.append(link);
      return true;
    }
    say("Not sent yet: kept on this device. Trying again by itself.", true);
    return false;
  }

  const help = dialogOf("Codes and keys", document.querySelector("#codes .r-codes").cloneNode(true).childNodes);

  function fill() {
    const blanks = rows.filter((row) => !row.code && !row.isForTheOffice);
    if (!blanks.length) {
      say("Nobody is blank.");
      return;
    }
    const names = blanks.map((row) => row.element.querySelector("th").lastElementChild.firstChild.textContent.trim());
    const list = Object.assign(document.createElement("p"), { className: "govuk-body", textContent: `${names.join(", ")}. Only if you can see each of them. Nobody else’s code changes.` });
    const yes = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button", textContent: "Yes, they are present" });
    const ask = dialogOf(`Mark ${blanks.length} ${blanks.length === 1 ? "pupil" : "pupils"} present?`, [list, yes]);
    yes.addEventListener("click", () => {
      blanks.forEach((row) => row.set(rules.present));
      changed();
      ask.close();
    });
    ask.addEventListener("close", () => ask.remove());
    ask.showModal();
  }

  takeByKeyboard(form, rows, rules, { changed, save: () => save(rows.every((row) => row.code || row.isForTheOffice) ? "finish" : "save"), help: () => help.showModal() });
  document.querySelector("[data-help]").addEventListener("click", () => help.showModal());
  form.addEventListener("input", (event) => {
    const row = rows.find((one) => one.element.contains(event.target));
    if (!row) {
      return;
    }
    if (event.target === row.other && row.other.value) {
      row.radios.forEach((radio) => (radio.checked = false));
    } else if (event.target.type === "radio") {
      row.other.value = "";
    }
    row.settle();
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const want = event.submitter?.value ?? "save";
    want === "fill" ? fill() : save(want);
  });
  addEventListener("beforeunload", (event) => {
    // The marks are kept on this device; a note would be lost.
    if (!leaving && rows.some((row) => row.note?.value && row.isChanged)) {
      event.preventDefault();
    }
  });
  restore();
  begin();
  countDown(document.querySelector("#left"));
  keepPageForNoConnection();

  // With a keyboard, start where the first code is wanted. On a phone the page starts at its top, and so it does
  // where something is to be read first: what is wrong, or that the register has closed.
  function begin() {
    const blank = rows.find((row) => !row.code);
    const read = document.querySelector(".govuk-error-summary") || form.querySelector("#reason");
    if (blank && !read && matchMedia("(hover: hover) and (pointer: fine)").matches) {
      blank.focus();
    }
  }
}

function marksOf(count) {
  return `${count} ${count === 1 ? "mark" : "marks"}`;
}

function rulesOf(form) {
  const codes = new Set(form.dataset.codes.split(" ").filter(Boolean));
  return {
    codes,
    notes: new Set(form.dataset.notes.split(" ").filter(Boolean)),
    present: form.dataset.present,
    starts: (typed) => [...codes].some((code) => code.length > typed.length && code.startsWith(typed)),
  };
}

function dialogOf(heading, content) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "r-dialog" });
  const title = Object.assign(document.createElement("h2"), { className: "govuk-heading-m", textContent: heading, id: `dialog-${document.querySelectorAll("dialog").length}` });
  dialog.setAttribute("aria-labelledby", title.id);
  const close = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary", textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, ...content, close);
  document.body.append(dialog);
  return dialog;
}
