// Says what happens when the line to the server is cut, and comes back by itself. Imports go on meanwhile: only the page is away.
const dialog = document.getElementById("components-reconnect-modal");
const steps = ["retrying", "failed", "paused"];
const show = (step) => {
  dialog.dataset.step = step;
  if (!dialog.open) { dialog.showModal(); }
};

let lastTry = 0;
const comeBack = async () => {
  if (Date.now() - lastTry < 1000) { return; }
  lastTry = Date.now();
  try {
    if (await Blazor.reconnect()) { return; }
    // The server is there but has let the page go: everything that counts is in the address.
    location.reload();
  } catch {
    show("failed");
  }
};

let timer;
const keepTrying = () => {
  clearInterval(timer);
  timer = setInterval(comeBack, 5000);
};

dialog?.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  if (detail.state === "hide") {
    clearInterval(timer);
    if (dialog.open) { dialog.close(); }
  } else if (detail.state === "rejected" || detail.state === "resume-failed") {
    location.reload();
  } else if (detail.state === "failed") {
    show("failed");
    keepTrying();
  } else {
    show(steps.includes(detail.state) ? detail.state : "retrying");
  }
});

document.getElementById("reconnect-now")?.addEventListener("click", comeBack);
document.getElementById("reconnect-resume")?.addEventListener("click", () => location.reload());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && dialog?.open) { comeBack(); }
});
