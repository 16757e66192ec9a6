// Starts the page's Wasm; a file of its own because the content security policy forbids inline scripts.
const [notStarted, framed] = ["not-started", "framed"].map((id) => document.getElementById(id));

const show = (message) => {
  message.hidden = false;
  message.classList.remove("late");
  message.setAttribute("role", "alert");
  if (!message.isConnected) document.body.prepend(message);
};

const start = async () => {
  // Imported here, so that a file that is missing can be told.
  const { default: init, openPage } = await import("./app.js");
  await init({ module_or_path: new URL("app_bg.wasm", import.meta.url) });
  openPage();
};

// Not every host sends the header that forbids frames.
if (self !== top) {
  notStarted.remove();
  show(framed);
} else {
  start().catch((error) => {
    notStarted.querySelector("#cause").textContent = `The browser says: ${error?.message ?? error}`;
    show(notStarted);
  });
}
