// The service worker: where the service cannot be reached, it answers with the page that says what this device keeps.
// It keeps that page and its parts and nothing else, all fetched as nobody, so that no kept page can name a child.
// KEPT is put before this by the service: {page, parts}.

const CACHE = `onroll-no-connection ${KEPT.parts.join(" ")}`;
const REGISTER = /^\/schools\/\d+\/registers\/\d+\//;
// A proxy that finds no service behind it answers with these.
const NOBODY_THERE = [502, 504];
const LONGEST_WAIT = 20_000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) {
    return;
  }
  if (request.mode === "navigate" && (request.method === "GET" || REGISTER.test(pathname))) {
    event.respondWith(opened(request));
  } else if (request.method === "GET" && KEPT.parts.includes(pathname)) {
    event.respondWith(kept(pathname).then((part) => part ?? fetch(request)));
  }
});

async function opened(request) {
  try {
    // A form is never given up while it may still arrive.
    const answer = await (request.method === "GET" ? soon(fetch(request)) : fetch(request));
    if (!NOBODY_THERE.includes(answer.status)) {
      return answer;
    }
  } catch {
    // Not reached.
  }
  return (await kept(KEPT.page)) ?? Response.error();
}

function soon(answer) {
  return Promise.race([answer, new Promise((_, refuse) => setTimeout(refuse, LONGEST_WAIT))]);
}

async function kept(path) {
  return (await caches.open(CACHE)).match(path, { ignoreVary: true });
}

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([KEPT.page, ...KEPT.parts].map((path) => new Request(path, { credentials: "omit" })));
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name !== CACHE) {
      await caches.delete(name);
    }
  }
}
