// A sentence as one cites it, with where it stands.

import { between } from "./words.js";
import { sentenceOf } from "./tables.js";

export function citation(quote, document) {
  const title = document.title ? `“${document.title}”` : document.id;
  return `“${sentenceOf(quote).trim()}” ${between([document.publisher, title, document.published, document.url], ", ").join("")}.`;
}
