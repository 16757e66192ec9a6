// How long an article takes in Wasm: `cargo xtask build && node tests/node/bench.mjs`.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { annotate } = await import(pathToFileURL(join(root, "dist/gloss.js")));

/** A text of about so many words: the paragraphs of our articles, numbered so that none repeats. */
function textOf(words) {
  const names = ["example", "takeover", "profile", "sahel"];
  const paragraphs = names.flatMap((name) =>
    readFileSync(join(root, `tests/articles/${name}.txt`), "utf8").split("\n\n"),
  );
  const parts = [];
  for (let count = 0; count < words; ) {
    const paragraph = paragraphs[parts.length % paragraphs.length];
    count += paragraph.split(/\s+/).filter(Boolean).length;
    parts.push(`${paragraph} (${parts.length})`);
  }
  return parts.join("\n\n");
}

for (const [words, runs] of [[500, 200], [20_000, 9], [100_000, 5]]) {
  const text = textOf(words);
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    annotate(text);
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  const median = times[Math.floor(runs / 2)];
  console.log(`${words} words: median ${median.toFixed(1)} ms, fastest ${times[0].toFixed(1)} ms`);
}
