// Before a session that nobody uses ends: say so, and let it be kept with one key. After it has: leave the page, which names pupils.
// Typing and pointing are use, though nothing is sent: the service is told of them now and then. Clocks of the wall are
// compared, because a closed laptop's timers stand still.

const WARN_BEFORE = 120_000;
const TELL_EVERY = 300_000;
const ASK_AGAIN = 15_000;
const ADDRESS = "/account/still-here/";

export function watch(seconds) {
  let endsAt = 0;
  let toldAt = Date.now();
  let timer = null;
  let dialog = null;

  function until(secondsLeft) {
    endsAt = Date.now() + secondsLeft * 1000;
    wake(endsAt - WARN_BEFORE - Date.now());
  }

  function wake(wait) {
    clearTimeout(timer);
    timer = setTimeout(judge, Math.max(wait, 1000));
  }

  // Another window may have kept the session: ask before saying anything.
  async function judge() {
    const left = await ask("GET");
    if (left !== null && left * 1000 > WARN_BEFORE) {
      dialog?.close();
      until(left);
      return;
    }
    if (left !== null) {
      endsAt = Date.now() + left * 1000;
      dialog ??= warning(keep);
      if (!dialog.open) {
        dialog.showModal();
      }
    }
    wake(Math.min(ASK_AGAIN, endsAt > Date.now() ? endsAt - Date.now() : ASK_AGAIN));
  }

  async function keep() {
    dialog?.close();
    toldAt = Date.now();
    const left = await ask("POST");
    if (left === null) {
      wake(ASK_AGAIN);
    } else {
      until(left);
    }
  }

  function used() {
    if (!dialog?.open && Date.now() - toldAt > TELL_EVERY) {
      keep();
    }
  }

  for (const kind of ["keydown", "pointerdown", "input"]) {
    addEventListener(kind, used, { passive: true, capture: true });
  }
  addEventListener("visibilitychange", () => document.hidden || (Date.now() > endsAt - WARN_BEFORE && judge()));
  until(seconds);
}

// How many seconds are left; null where the service was not reached. Signed out, the page is left for the sign-in page.
async function ask(method) {
  let answer;
  try {
    answer = await fetch(ADDRESS, {
      method,
      headers: {
        "X-Requested-With": "fetch",
        ...(method === "GET"
          ? { "X-By-Itself": "1" }
          : { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value }),
      },
    });
  } catch {
    return null;
  }
  if (answer.status === 401) {
    location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`);
    return null;
  }
  return answer.ok ? (await answer.json()).ends_in : null;
}

function warning(keep) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "onroll-idle" });
  dialog.setAttribute("aria-labelledby", "idle-heading");
  dialog.innerHTML = `<h2 class="govuk-heading-m" id="idle-heading">Are you still there?</h2>
    <p class="govuk-body">Nobody has used this page for a while. In less than two minutes you will be signed out, so that nobody else can read this screen.</p>
    <p class="govuk-body">The codes of a register you have not saved stay on this device until you sign in again.</p>
    <p class="onroll-idle__choices"><button type="button" class="govuk-button">Stay signed in</button> <a class="govuk-link" href="/sign-out/">Sign out</a></p>`;
  dialog.querySelector("button").addEventListener("click", keep);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    keep();
  });
  document.body.append(dialog);
  return dialog;
}
