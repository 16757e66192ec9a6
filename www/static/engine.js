// The worker's script. The page's first message is the Wasm module, compiled already; what it says
// while the module starts is kept.
import init, { receive } from "./app.js";

const early = [];
self.onmessage = async ({ data: module }) => {
  self.onmessage = (event) => early.push(event.data);
  try {
    await init({ module_or_path: module });
    self.onmessage = (event) => receive(event.data);
    early.forEach((message) => receive(message));
  } catch (error) {
    self.postMessage(JSON.stringify({ Failed: { message: String(error?.message ?? error) } }));
  }
};
