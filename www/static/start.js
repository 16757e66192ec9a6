// The page's Wasm; a file of its own because the content security policy forbids inline scripts.
import start from "./page.js";

await start();
