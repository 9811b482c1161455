// How long a register stays open, counted down while the page is: a teacher looks up from it and back.

export function countDown(place) {
  if (!place) {
    return;
  }
  const closes = performance.now() + Number(place.dataset.seconds) * 1_000;
  const timer = setInterval(tell, 5_000);
  addEventListener("pageshow", tell);

  function tell() {
    const left = Math.floor((closes - performance.now()) / 1_000);
    const minutes = Math.floor(left / 60);
    place.textContent = left < 0 ? `it closed at ${place.dataset.closes}` : minutes ? `${minutes} ${minutes === 1 ? "minute" : "minutes"} left` : "less than a minute left";
    if (left < 0) {
      clearInterval(timer);
    }
  }
}
