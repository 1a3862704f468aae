// The same statements as a table, for reading, sorting and the keyboard.

import { el, name, plainButton } from "./dom.js";
import { badge } from "./evidence.js";
import { glyph } from "./glyphs.js";
import { compare, counted, folded, number, percent } from "./words.js";

const ROWS = 200;

export class Table {
  constructor(frame, view, app) {
    this.frame = frame;
    this.view = view;
    this.app = app;
    const { model } = view;
    this.columns = [
      { key: "subject", title: "Subject", value: (one) => folded(model.label(one.subject)) },
      { key: "relation", title: "Relation", value: (one) => folded(one.label) },
      { key: "object", title: "Object", value: (one) => folded(model.label(one.object)) },
      { key: "status", title: "Status", value: (one) => one.status },
      { key: "date", title: "Published", value: (one) => model.dates(one).at(-1) ?? "", down: true },
      { key: "confidence", title: "Sure", value: (one) => one.confidence ?? -1, down: true },
      { key: "documents", title: "Documents", value: (one) => one.documents, down: true },
    ];
    this.sort = { column: this.columns.at(-1), down: true };
    this.query = "";
    this.limit = ROWS;
    this.filter = el("input", { type: "search", placeholder: "Filter rows", "aria-label": "Filter the rows of the table", oninput: () => {
      this.query = folded(this.filter.value);
      this.limit = ROWS;
      this.fill();
    } });
    this.heads = this.columns.map((column) => el("th", { scope: "col", class: `of-${column.key}` },
      el("button", { type: "button", onclick: () => this.order(column) }, column.title, el("span", { class: "arrow", "aria-hidden": "true" }))));
    this.body = el("tbody", {});
    this.caption = el("p", { class: "caption", role: "status" });
    this.more = plainButton("Show more rows", () => { this.limit += 5 * ROWS; this.fill(); });
    frame.append(
      el("div", { class: "table-head" }, this.caption, this.filter),
      el("table", {}, el("caption", { class: "unseen" }, "Statements; the relation opens the evidence"), el("thead", {}, el("tr", {}, ...this.heads)), this.body),
      this.more);
  }

  order(column) {
    this.sort = this.sort.column === column ? { column, down: !this.sort.down } : { column, down: Boolean(column.down) };
    this.fill();
  }

  rows() {
    const { column, down } = this.sort;
    const { model, shown } = this.view;
    const way = down ? -1 : 1;
    const keyed = [...shown.statements]
      .map((id) => model.statements.get(id))
      .map((one) => ({ one, words: folded(model.sentence(one)) }))
      .filter(({ words }) => words.includes(this.query))
      .map(({ one, words }) => ({ one, words, value: column.value(one) }));
    return keyed.sort((a, b) => way * compare(a.value, b.value) || compare(a.words, b.words)).map(({ one }) => one);
  }

  fill() {
    const rows = this.rows();
    this.columns.forEach((column, index) => {
      const sorted = column === this.sort.column;
      this.heads[index].setAttribute("aria-sort", sorted ? (this.sort.down ? "descending" : "ascending") : "none");
    });
    this.body.replaceChildren(...rows.slice(0, this.limit).map((statement) => this.row(statement)));
    this.caption.textContent = counted(rows.length, "statement");
    this.more.hidden = rows.length <= this.limit;
  }

  row(statement) {
    const { model } = this.view;
    const end = (id) => el("button", { type: "button", class: "link", onclick: () => this.view.chooseEntity(id) }, glyph(model.kind(id)), name(model.label(id)));
    const evidence = el("button", { type: "button", class: "link strong", "data-statement": statement.id, "aria-label": `Evidence: ${model.sentence(statement)}`, onclick: () => this.app.openStatement(statement.id) }, statement.label);
    const cells = [end(statement.subject), evidence, end(statement.object), badge(model, statement.status), model.dates(statement).at(-1) ?? "–", percent(statement.confidence), number(statement.documents)];
    // A click anywhere but on a name opens the evidence; keys and screen readers have the button.
    const open = (event) => event.target.closest("button") || this.app.openStatement(statement.id);
    return el("tr", { "aria-selected": String(statement.id === this.view.statement), onclick: open }, ...cells.map((content, index) => el("td", { class: `of-${this.columns[index].key}` }, content)));
  }

  /** Fill when something else is shown; otherwise only mark the row of the choice. */
  refresh() {
    this.frame.hidden = !this.view.table;
    if (!this.view.table) return;
    const key = [...this.view.shown.statements].join("\n");
    if (key !== this.key) this.fill();
    this.key = key;
    for (const row of this.body.rows) {
      const { statement } = row.querySelector("[data-statement]").dataset;
      row.setAttribute("aria-selected", String(statement === this.view.statement));
    }
  }
}
