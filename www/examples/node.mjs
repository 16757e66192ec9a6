// Annotates articles in Node: node www/examples/node.mjs dist article.txt [more.txt]
//
// A program of its own would say `import { annotate } from "gloss"`; this one is told where the
// built package lies.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const { annotate } = await import(new URL("gloss.js", pathToFileURL(`${folder}/`)));

for (const file of files) {
  const article = annotate(await readFile(file, "utf8"), { offsetUnit: "utf16" });
  const nameOf = new Map(article.entities.map(({ id, name }) => [id, name]));
  console.log(article.document.title ?? file);
  for (const { subject, type, object, evidence } of article.relations) {
    console.log(`  ${nameOf.get(subject)} ${type} ${nameOf.get(object)}: ${evidence.text}`);
  }
}
