export { annotate, annotateToJson, version } from "./app.js";
export type * from "./app.js";
