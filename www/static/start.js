// Starts the page's Wasm; a file of its own because the content security policy forbids inline scripts.
import start from "./page.js";

try {
  await start({ module_or_path: new URL("page_bg.wasm", import.meta.url) });
} catch (error) {
  const message = document.createElement("p");
  message.className = "alert";
  message.setAttribute("role", "alert");
  message.textContent = "Gloss could not start (" + error.message + "). Load the page again; a browser of the last few years is needed.";
  document.querySelector("main").append(message);
}
