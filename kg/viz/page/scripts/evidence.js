// A statement with every sentence it rests on, and the article a sentence stands in.

import { citation } from "./citation.js";
import { copyText, el, name, plainButton } from "./dom.js";
import { lineSample } from "./glyphs.js";
import { between, counted } from "./words.js";

const QUALIFIER_ORDER = ["time", "place", "role", "amount", "share", "count", "purpose", "said_by"];
const MOST_QUOTES = 40;

export function badge(model, status, withMeaning = false) {
  const line = model.statuses.get(status);
  const meaning = withMeaning && line.meaning ? el("span", { class: "meaning" }, line.meaning) : null;
  return el("span", { class: `badge tone-${line.tone}` }, lineSample(line), el("b", {}, status), meaning);
}

export function sureness(confidence) {
  if (confidence === null) return null;
  const percent = Math.round(confidence * 100);
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", {}));
  bar.firstChild.style.width = `${percent}%`;
  return el("span", { class: "sureness", title: "How probable it is that the texts make this claim" }, bar, el("b", {}, `${percent} %`), " sure the text says so");
}

export function listed(words) {
  return words.flatMap((word, index) => (index ? [", ", name(word)] : [name(word)]));
}

export function qualifiers(statement) {
  if (!statement.qualifiers.length) return null;
  const ordered = [...statement.qualifiers].sort((a, b) => QUALIFIER_ORDER.indexOf(a[0]) - QUALIFIER_ORDER.indexOf(b[0]));
  const lines = ordered.flatMap(([key, values]) => [el("dt", {}, key.replace("_", " ")), el("dd", {}, ...listed(values))]);
  return el("dl", { class: "qualifiers" }, ...lines);
}

/** Return the sentences of a statement, the first of many at once and the others on demand. */
export function quotations(statement, model, reserve) {
  const documents = new Set(statement.quotes.map((quote) => quote.document)).size;
  if (!statement.quotes.length) return [el("h3", {}, "No sentence is recorded")];
  const list = el("ol", { class: "quotes" });
  const add = (quotes) => list.append(...quotes.map((quote) => el("li", {}, quotation(quote, model, reserve))));
  add(statement.quotes.slice(0, MOST_QUOTES));
  const rest = statement.quotes.slice(MOST_QUOTES);
  const more = rest.length ? plainButton(`Show ${counted(rest.length, "more sentence")}`, () => { add(rest); more.remove(); }) : "";
  return [
    el("h3", {}, `${counted(statement.quotes.length, "sentence")} in ${counted(documents, "document")}`),
    documents > 1 && statement.sources ? el("p", { class: "key" }, `${counted(statement.sources, "independent source")}: copies and quotes of one speaker count once`) : "",
    el("p", { class: "key" }, el("mark", { class: "s" }, "subject"), " ", el("mark", { class: "o" }, "object")),
    list,
    more,
    statement.quotes.some((quote) => quote.place) ? "" : el("p", { class: "hint" }, "The texts of the articles are not in this file."),
  ];
}

const marked = (pieces) => pieces.map(([text, part]) => (part ? el("mark", { class: part === "so" ? "s o" : part }, text) : text));

function quotation(quote, model, reserve) {
  const source = model.documents[quote.document];
  return el("figure", {},
    el("blockquote", { dir: "auto" }, ...marked(quote.pieces)),
    el("figcaption", {},
      quote.source ? el("p", { class: "told" }, "as told by ", name(quote.source)) : null,
      el("p", { class: "document" }, documentLink(source)),
      el("p", { class: "imprint" },
        ...between([source.publisher && name(source.publisher), source.published && el("time", {}, source.published), source.title && el("code", {}, source.id)], " · ")),
      el("p", { class: "rule" }, "read by ", el("code", {}, quote.rule)),
      el("p", { class: "acts" }, copyButton(quote, source), quote.place ? plainButton("Read in the article", () => openArticle(quote, source, reserve)) : null)));
}

function copyButton(quote, source) {
  const button = plainButton("Copy citation", async () => {
    button.textContent = (await copyText(citation(quote, source))) ? "Copied" : "Could not copy";
    setTimeout(() => { button.textContent = "Copy citation"; }, 2000);
  });
  return button;
}

/** A link only to the web; a document without address is named, not linked. */
function documentLink(source) {
  const title = source.title || source.id;
  if (!source.url || !/^https?:\/\//i.test(source.url)) return name(title);
  return el("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, name(title));
}

/** Show the whole text of a document, the sentence marked and in view. */
function openArticle(quote, source, reserve) {
  const parts = reserve.article(quote.document);
  const [first, last] = quote.place;
  const sentence = el("mark", { class: "sentence", tabindex: "-1" }, ...marked(quote.pieces));
  const dialog = el("dialog", { class: "article", "aria-label": source.title || source.id },
    el("header", {},
      el("form", { method: "dialog" }, el("button", { type: "submit", class: "close", "aria-label": "Close the article" }, "×")),
      el("h2", {}, documentLink(source)),
      el("p", { class: "imprint" }, ...between([source.publisher && name(source.publisher), source.published && el("time", {}, source.published)], " · "))),
    el("div", { class: "text", dir: "auto" }, parts.slice(0, first).join(""), sentence, parts.slice(last).join("")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  sentence.scrollIntoView({ block: "center" });
  sentence.focus({ preventScroll: true });
}
