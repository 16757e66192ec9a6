// The ES module: `import { annotate } from "gloss"`, on any page and in Node.
import init, { annotate, annotateToJson, loadKnowledge, version } from "./app.js";

/** A file beside this one, as bytes. */
async function bytesOf(name) {
  const address = new URL(name, import.meta.url);
  if (address.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return readFile(address);
  }
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address} cannot be had: ${response.status} ${response.statusText}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

const [module, knowledge] = await Promise.all(["app_bg.wasm", "knowledge.gloss"].map(bytesOf));
await init({ module_or_path: module });
loadKnowledge(knowledge);

export { annotate, annotateToJson, version };
