// Starts the page's Wasm; a file of its own because the content security policy forbids inline scripts.
import init, { openPage } from "./app.js";

try {
  await init({ module_or_path: new URL("app_bg.wasm", import.meta.url) });
  openPage();
} catch (error) {
  const message = document.createElement("p");
  message.className = "alert";
  message.setAttribute("role", "alert");
  message.textContent = "Gloss could not start (" + error.message + "). Load the page again; a browser of the last few years is needed.";
  document.querySelector("main").append(message);
}
