// The built ES module in Node: the same bytes as the command line's for every article, and the
// contract of `annotate`. `cargo xtask test` builds and runs it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [folder, articles] = [join(root, "dist"), join(root, "tests/articles")];
const load = (name) => import(pathToFileURL(join(folder, name)));
const { annotate, annotateToJson, version } = await load("gloss.js");
const { loadKnowledge } = await load("app.js");

/** The command line: `cargo xtask test` builds it and says where it is. */
const program = process.env.GLOSS ?? join(root, "target/debug/gloss");
const native = (...options) =>
  execFileSync(program, ["annotate", ...options], { encoding: "utf8", maxBuffer: 1 << 28 });

for (const name of readdirSync(articles).filter((name) => name.endsWith(".txt"))) {
  test(`the same bytes natively and in Wasm: ${name}`, () => {
    const file = join(articles, name);
    const text = readFileSync(file, "utf8");
    assert.equal(annotateToJson(text), native(file));
    const options = { published: "2026-11-24", offsetUnit: "utf16" };
    const printed = native("--published", "2026-11-24", "--offset-unit", "utf16", file);
    assert.equal(annotateToJson(text, options), printed);
    assert.deepEqual(annotate(text, options), JSON.parse(printed));
  });
}

test("objects are plain and their offsets slice the text", () => {
  const text = "🚨 Zoë Lind visited Tehran.\r\nShe left.";
  const article = annotate(text, { offsetUnit: "utf16" });
  assert.equal(article.document.text, text.replace("\r\n", "\n"));
  assert.equal(Object.getPrototypeOf(article.document), Object.prototype);
  for (const { start, end, text } of article.mentions) {
    assert.equal(article.document.text.slice(start, end), text);
  }
});

test("lone surrogates become U+FFFD", () => {
  assert.equal(annotate("a\ud83d b\ude00").document.text, "a\ufffd b\ufffd");
});

test("blocks are as the caller says", () => {
  const blocks = [{ start: 0, end: 7, kind: "furniture" }];
  const article = annotate("🚨 Munir\n\nMunir left.", { blocks });
  assert.deepEqual(article.document.blocks[0], blocks[0]);
  assert.ok(article.mentions.every(({ start }) => start > 7));
});

test("what makes no sense is refused in words", () => {
  for (const [text, options, words] of [
    [undefined, undefined, /the text is not a string/],
    [7, undefined, /the text is not a string/],
    ["a", { published: "Monday" }, /published is "Monday", which is not a day/],
    ["a", { offsetUnit: "bytes" }, /offsetUnit is "bytes"/],
    ["a", { offset_unit: "utf16" }, /there is no option "offset_unit"/],
    ["a", [], /the options are not a plain object/],
    ["a", new Map([["offsetUnit", "utf16"]]), /the options are not a plain object/],
    ["a", new Date(), /the options are not a plain object/],
    ["a", null, /the options are not a plain object/],
    ["a", "utf16", /the options are not a plain object/],
    ["🚨a", { blocks: [{ start: 1, end: 3, kind: "title" }] }, /the block at 1\.\.3 is no part/],
    ["🚨a", { offsetUnit: "utf16", blocks: [{ start: 1, end: 3, kind: "title" }] }, /1\.\.3/],
    ["a", { blocks: [{ start: 0, end: 1, kind: "poem" }] }, /"poem" is not the kind of a block/],
  ]) {
    assert.throws(() => annotate(text, options), words);
  }
});

test("options may have no prototype", () => {
  const options = Object.assign(Object.create(null), { published: "2026-11-24" });
  assert.equal(annotate("a", options).document.published, "2026-11-24");
});

test("a damaged knowledge file is refused, and the one before stays", () => {
  const knowledge = readFileSync(join(folder, "knowledge.gloss"));
  assert.throws(() => loadKnowledge(knowledge.subarray(0, 5000)), /the knowledge file ends inside/);
  assert.throws(() => loadKnowledge(new Uint8Array(3)), /this is not a Gloss knowledge file/);
  assert.equal(annotate("Munir left.").warnings.length, 0);
});

test("the example runs", () => {
  const example = join(root, "www/examples/node.mjs");
  const printed = execFileSync(process.execPath, [example, folder, join(articles, "example.txt")]);
  assert.ok(printed.length > 0);
});

test("the package's version is the engine's", () => {
  const { version: said } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  assert.equal(said, version());
});
