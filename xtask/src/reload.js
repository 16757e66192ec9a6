// Loads the page again when it was built anew. The development server adds it.
const built = async () =>
  (await fetch("app_bg.wasm", { method: "HEAD", cache: "no-store" })).headers.get("last-modified");

const first = await built();
setInterval(async () => {
  const now = await built().catch(() => null); // between two pages, or the server has stopped
  if (now && now !== first) location.reload();
}, 1000);
