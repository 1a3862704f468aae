// The documents, each a switch; where they are many, those whose title or publisher has the words that are typed.

import { el, onFirstOpen } from "./dom.js";
import { folded, number } from "./words.js";

const LISTED = 12;

/** Return {element, renew}, or null where there are no two documents to choose between. */
export function documentFilter(view) {
  const { model, filters } = view;
  if (model.documents.length < 2) return null;
  let ranked = [];
  const rank = () => model.documents
    .map((document, index) => ({ document, index, key: folded([document.title, document.publisher, document.id, document.published].filter(Boolean).join(" ")) }))
    .sort((a, b) => b.document.count - a.document.count || a.index - b.index);
  const list = el("div", {});
  const input = el("input", { type: "search", placeholder: "Find a document", "aria-label": "Find a document by title or publisher", oninput: () => fill() });
  const rest = el("p", { class: "hint" });
  let boxes = [];
  const fill = () => {
    const query = folded(input.value);
    const found = ranked.filter(({ key }) => key.includes(query));
    boxes = found.slice(0, LISTED).map((each) => row(each));
    list.replaceChildren(...boxes.map(({ element }) => element));
    const more = found.length - boxes.length;
    rest.textContent = found.length ? (more ? `and ${number(more)} more` : "") : "No document matches";
    renew();
  };
  const row = ({ document, index }) => {
    const box = el("input", { type: "checkbox", "data-document": document.id, onchange: () => {
      if (box.checked) filters.documents.delete(index);
      else filters.documents.add(index);
      view.change();
    } });
    const title = document.title ?? document.id;
    const only = el("button", { type: "button", class: "only", "aria-label": `Only ${title}`, onclick: () => {
      model.documents.forEach((_, other) => filters.documents.add(other));
      filters.documents.delete(index);
      view.change();
    } }, "only");
    const words = [el("bdi", { class: "grow", title }, title), el("span", { class: "count" }, number(document.count))];
    const element = el("div", { class: "switch-row" }, el("label", { class: "switch" }, box, el("span", { class: "tick", "aria-hidden": "true" }), ...words), only);
    return { box, index, element };
  };
  const renew = () => { for (const { box, index } of boxes) box.checked = !filters.documents.has(index); };
  const element = el("details", { class: "family documents" },
    el("summary", {}, el("span", { class: "grow" }, "Documents"), el("span", { class: "count" }, number(model.documents.length))),
    model.documents.length > LISTED ? input : null, list, rest);
  onFirstOpen(element, () => {
    ranked = rank();
    fill();
  });
  return { element, renew };
}
