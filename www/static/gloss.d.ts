export { annotate, annotateToJson, version } from "./worker.js";
export type * from "./worker.js";
