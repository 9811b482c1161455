// Sending a register so that it is kept once: under one key, again and again until the service has answered.

const FIRST_WAIT = 3_000;
const LONGEST_WAIT = 30_000;

// Resolves to "saved", "refused", "signed out" or "not reached".
export async function send(form, body) {
  let answer;
  try {
    answer = await fetch(form.action || location.href, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    });
  } catch {
    return { outcome: "not reached" };
  }
  if (answer.status === 401) {
    return { outcome: "signed out", signIn: (await answer.json()).sign_in };
  }
  if (answer.ok) {
    return { outcome: "saved", at: (await answer.json()).saved };
  }
  if (answer.status === 409) {
    return { outcome: "refused" };
  }
  return { outcome: answer.status === 403 ? "stale" : "not reached" };
}

// A page that was open across a sign-in holds an old token: read the new one from a fresh copy of the page.
export async function freshToken() {
  const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("#register [name=csrfmiddlewaretoken]")?.value ?? null;
}

// Try now, then after longer and longer waits, and at once when the connection or the page is back, until `attempt`
// resolves true.
export function untilSent(attempt) {
  let wait = FIRST_WAIT;
  let timer = null;
  let trying = false;
  async function go() {
    if (trying) {
      return;
    }
    trying = true;
    clearTimeout(timer);
    const done = await attempt();
    trying = false;
    if (done) {
      removeEventListener("online", go);
      document.removeEventListener("visibilitychange", seen);
      return;
    }
    timer = setTimeout(go, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  function seen() {
    document.hidden || go();
  }
  addEventListener("online", go);
  document.addEventListener("visibilitychange", seen);
  go();
}
