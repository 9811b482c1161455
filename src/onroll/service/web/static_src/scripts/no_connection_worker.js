// Have the browser keep the page that is shown when the service cannot be reached (worker.js), over a school's pages.

export function keepPageForNoConnection() {
  // A browser without service workers, or that refuses them, shows its own page; the marks are kept all the same.
  navigator.serviceWorker?.register("/no-connection.js", { scope: "/schools/" }).catch(() => {});
}
