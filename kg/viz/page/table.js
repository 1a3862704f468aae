// The same statements as a table, for reading, sorting and the keyboard.

const ROWS = 200;

const COLUMNS = [
  { key: "subject", title: "Subject", value: (one) => folded(labelOf(one.subject)) },
  { key: "relation", title: "Relation", value: (one) => folded(one.label) },
  { key: "object", title: "Object", value: (one) => folded(labelOf(one.object)) },
  { key: "status", title: "Status", value: (one) => one.status },
  { key: "confidence", title: "Sure", value: (one) => one.confidence ?? -1, down: true },
  { key: "documents", title: "Documents", value: (one) => one.documents, down: true },
];

class Table {
  constructor(frame) {
    this.frame = frame;
    this.sort = { column: COLUMNS[5], down: true };
    this.query = "";
    this.limit = ROWS;
    this.filter = el("input", { type: "search", placeholder: "Filter rows", "aria-label": "Filter the rows of the table", oninput: () => {
      this.query = folded(this.filter.value);
      this.limit = ROWS;
      this.fill();
    } });
    this.heads = COLUMNS.map((column) => el("th", { scope: "col", class: `of-${column.key}` },
      el("button", { type: "button", onclick: () => this.order(column) }, column.title, el("span", { class: "arrow", "aria-hidden": "true" }))));
    this.body = el("tbody", {});
    this.caption = el("p", { class: "caption", role: "status" });
    this.more = el("button", { type: "button", class: "plain", onclick: () => { this.limit += 5 * ROWS; this.fill(); } }, "Show more rows");
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
    const way = down ? -1 : 1;
    const keyed = contents.statements
      .filter((one) => shown.statements.has(one.id) && (!this.query || folded(sayable(one)).includes(this.query)))
      .map((one) => [column.value(one), folded(sayable(one)), one]);
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return keyed.sort((a, b) => way * compare(a[0], b[0]) || compare(a[1], b[1])).map(([, , one]) => one);
  }

  fill() {
    const rows = this.rows();
    COLUMNS.forEach((column, index) => {
      const sorted = column === this.sort.column;
      this.heads[index].setAttribute("aria-sort", sorted ? (this.sort.down ? "descending" : "ascending") : "none");
    });
    this.body.replaceChildren(...rows.slice(0, this.limit).map((statement) => this.row(statement)));
    this.caption.textContent = counted(rows.length, "statement");
    this.more.hidden = rows.length <= this.limit;
  }

  row(statement) {
    const end = (id) => el("button", { type: "button", class: "link", onclick: () => chooseEntity(id) }, glyph(kindOf(id)), name(labelOf(id)));
    const evidence = el("button", { type: "button", class: "link strong", "data-statement": statement.id, "aria-label": `Evidence: ${sayable(statement)}`, onclick: () => explorer.openStatement(statement.id) }, statement.label);
    const sure = statement.confidence === null ? "–" : `${Math.round(statement.confidence * 100)} %`;
    return el("tr", { "aria-selected": String(statement.id === state.statement) },
      el("td", { class: "of-subject" }, end(statement.subject)), el("td", { class: "of-relation" }, evidence), el("td", { class: "of-object" }, end(statement.object)),
      el("td", { class: "of-status" }, badge(statement.status)), el("td", { class: "of-confidence" }, sure), el("td", { class: "of-documents" }, number(statement.documents)));
  }

  /** Fill when something else is shown; otherwise only mark the row of the choice. */
  refresh() {
    this.frame.hidden = !state.table;
    if (!state.table) return;
    const key = [...shown.statements].join();
    if (key !== this.key) this.fill();
    this.key = key;
    for (const row of this.body.rows) {
      const { statement } = row.querySelector("[data-statement]").dataset;
      row.setAttribute("aria-selected", String(statement === state.statement));
    }
  }
}
