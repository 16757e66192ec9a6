// The worker's script. What the page says while the Wasm is on its way is kept until it is ready.
import init, { receive } from "./worker.js";

const early = [];
self.onmessage = (event) => early.push(event.data);

try {
  await init({ module_or_path: new URL("worker_bg.wasm", import.meta.url) });
  self.onmessage = (event) => receive(event.data);
  early.forEach((message) => receive(message));
} catch (error) {
  self.postMessage(JSON.stringify({ Failed: { message: String(error?.message ?? error) } }));
}
