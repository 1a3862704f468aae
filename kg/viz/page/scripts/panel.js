// The right-hand panel: a statement, an entity with all that is said of it, a path, or where to start.

import { el, name, plainButton } from "./dom.js";
import { badge, listed, qualifiers, quotations, sureness } from "./evidence.js";
import { glyph } from "./glyphs.js";
import { MOST_AT_ONCE } from "./view.js";
import { capital, compare, counted, number } from "./words.js";

/** Statements of a relation that are listed at once: of an entity with many, fewer. */
const MOST_ROWS = 40;
const LONG = 120;
const FEW_ROWS = 8;
const REGISTERS = {
  wikidata: ["Wikidata", (value) => /^Q\d+$/.test(value) && `https://www.wikidata.org/wiki/${value}`],
  geonames: ["GeoNames", (value) => /^\d+$/.test(value) && `https://www.geonames.org/${value}`],
};

export class Panel {
  constructor(frame, view, reserve, app) {
    this.frame = frame;
    this.view = view;
    this.model = view.model;
    this.reserve = reserve;
    this.app = app;
    this.content = null;
  }

  refresh() {
    const { view } = this;
    const key = JSON.stringify([view.entity, view.statement, view.focus, view.path, view.from, [...view.shown.statements].length, view.drawn.size, this.model.isWhole]);
    if (key === this.content) return;
    const same = this.content !== null && JSON.parse(this.content).slice(0, 2).join() === [view.entity, view.statement].join();
    this.content = key;
    const parts =
      view.statement !== null ? this.statement(this.model.statements.get(view.statement))
      : view.entity !== null ? this.entity(this.model.entities.get(view.entity))
      : view.path ? this.path()
      : this.start();
    // Before the new content is there: the old one is laid out already.
    if (!same) this.frame.scrollTop = 0;
    this.frame.replaceChildren(...parts.filter(Boolean));
    this.frame.classList.toggle("is-open", view.statement !== null || view.entity !== null || view.path !== null);
  }

  closer() {
    return el("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: () => this.app.close() }, "×");
  }

  start() {
    const { model } = this;
    const counts = new Map([...this.view.shown.entities].map((id) => [id, 0]));
    for (const id of this.view.shown.statements) {
      const { subject, object } = model.statements.get(id);
      for (const end of new Set([subject, object])) counts.set(end, counts.get(end) + 1);
    }
    const busiest = [...counts]
      .map(([id, count]) => [model.entities.get(id), count])
      .sort((a, b) => b[1] - a[1] || b[0].documents - a[0].documents || compare(a[0].id, b[0].id))
      .slice(0, 10);
    const rows = busiest.map(([entity, count]) =>
      el("li", {}, el("button", { type: "button", class: "row", onclick: () => this.app.goTo(entity.id) },
        glyph(model.kind(entity.id)), name(entity.label, { class: "grow" }), el("span", { class: "count" }, number(count)))));
    return [
      el("h2", {}, "Evidence"),
      rows.length === 0 ? el("p", { class: "hint" }, "There is nothing to choose.") : el("p", { class: "hint" }, "Choose a line to read the sentences it rests on, or an entity to see all that is said about it."),
      ...(rows.length ? [el("h3", {}, "Most statements"), el("ul", { class: "rows" }, ...rows)] : []),
    ];
  }

  // An entity

  entity(entity) {
    const all = this.model.about(entity.id);
    const { statement: passes } = this.view.filters.tests(this.model);
    const mine = all.filter(passes);
    return [
      this.closer(),
      el("p", { class: "kicker" }, glyph(this.model.kind(entity.id)), capital(this.model.kind(entity.id).label)),
      el("h2", { class: "title" }, name(entity.label)),
      entity.aliases.length ? el("p", { class: "aliases" }, "also ", ...listed(entity.aliases)) : null,
      el("p", { class: "facts" }, `${counted(entity.documents, "document")} · ${counted(entity.mentions, "mention")} · ${counted(all.length, "statement")}`),
      this.identifiers(entity),
      this.acts(entity.id),
      ...this.groups(entity.id, mine),
      mine.length < all.length ? el("p", { class: "hint" }, `${counted(all.length - mine.length, "statement")} hidden by the filters.`) : null,
      this.model.isWhole ? (all.length ? null : el("p", { class: "hint" }, "No statement is known about it.")) : el("p", { class: "hint", role: "status" }, "Reading the other statements …"),
    ];
  }

  identifiers(entity) {
    if (!entity.identifiers.length) return null;
    const entries = entity.identifiers.map((text) => {
      const [scheme, value] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)];
      const [label, address] = REGISTERS[scheme] ?? [scheme, () => null];
      const href = address(value);
      return el("li", {}, `${label} `, href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, value) : el("code", {}, value));
    });
    return el("ul", { class: "identifiers", "aria-label": "Identifiers" }, ...entries);
  }

  acts(id) {
    const { view, app } = this;
    const pressed = (steps) => String(Boolean(view.focus && view.focus.id === id && view.focus.steps === steps));
    const step = (steps, label) => plainButton(label, () => app.focus(id, steps), { "aria-pressed": pressed(steps), title: `Show only what is so near (${steps})` });
    const missing = view.undrawn(id).length;
    const adding = missing > MOST_AT_ONCE ? `Draw ${MOST_AT_ONCE} of ${number(missing)} more neighbours` : `Draw ${counted(missing, "more neighbour")}`;
    return el("div", { class: "acts", role: "group", "aria-label": "What to show" },
      step(1, "1 step around"), step(2, "2 steps around"),
      plainButton("Path to …", () => app.beginPath(id), { "aria-pressed": String(view.from === id), title: "Find how it is connected with another (P)" }),
      plainButton("Hide", () => view.hide(id), { title: "Take it out of the picture (H)" }),
      missing ? plainButton(adding, () => app.draw(`*${id}`)) : null);
  }

  groups(id, mine) {
    const groups = new Map();
    for (const statement of mine) {
      const heading = this.readFrom(statement, id);
      if (!groups.has(heading)) groups.set(heading, []);
      groups.get(heading).push(statement);
    }
    const order = [...groups].sort((a, b) => b[1].length - a[1].length || compare(a[0], b[0]));
    const most = mine.length > LONG ? FEW_ROWS : MOST_ROWS;
    return order.map(([heading, group]) => this.group(id, heading, group, most));
  }

  /** What a relation is called as seen from one of its ends: "leads" and "led by". */
  readFrom(statement, id) {
    const { label, inverse } = this.model.relations.get(statement.relation);
    return statement.subject === id ? label : inverse || label;
  }

  group(id, heading, group, most) {
    const list = el("ul", { class: "rows" });
    const add = (some) => list.append(...some.map((statement) => el("li", {}, this.row(statement, id))));
    add(group.slice(0, most));
    const rest = group.slice(most);
    const more = rest.length ? plainButton(`Show ${number(rest.length)} more`, () => { add(rest); more.remove(); }) : "";
    return el("section", { class: "group" },
      el("h3", {}, capital(heading), el("span", { class: "count" }, number(group.length))), list, more);
  }

  row(statement, id) {
    const { model } = this;
    const outward = statement.subject === id;
    const other = model.other(statement, id);
    const unseen = (words) => el("span", { class: "unseen" }, words);
    return el("button", { type: "button", class: "row", "data-statement": statement.id, onclick: () => this.app.openStatement(statement.id) },
      el("span", { class: "way", "aria-hidden": "true", title: outward ? "says this of" : "is said this by" }, outward ? "→" : "←"),
      outward ? unseen(`${model.label(id)} ${statement.label} `) : null,
      glyph(model.kind(other)), name(model.label(other), { class: "grow" }),
      outward ? null : unseen(` ${statement.label} ${model.label(id)} `),
      statement.status === "asserted" ? null : badge(model, statement.status),
      this.count(statement));
  }

  count(statement) {
    return el("span", { class: "count" }, number(statement.documents), el("span", { class: "unseen" }, statement.documents === 1 ? " document" : " documents"));
  }

  // A path

  path() {
    const { view, model } = this;
    const { from, to } = view.path;
    const ends = [name(model.label(from)), " and ", name(model.label(to))];
    const [first] = view.chains;
    return [
      this.closer(),
      el("p", { class: "kicker" }, "Path"),
      el("h2", { class: "title" }, ...ends),
      first
        ? el("p", { class: "facts" }, `${first.length > 1 ? "No statement is about both. " : ""}${counted(first.length, "step")} · ${counted(view.chains.length, "shortest chain")}, facts and the surest first; what is denied connects nobody`)
        : el("p", { class: "hint" }, "Nothing that is switched on in the legend connects them."),
      ...view.chains.map((chain) => el("ol", { class: "chain" }, ...chain.map((step) => this.step(step)))),
    ];
  }

  step({ from, to, statements }) {
    return el("li", {},
      this.end(from),
      el("ul", { class: "rows" }, ...statements.slice(0, 5).map((statement) => el("li", {}, this.link(statement, from)))),
      this.end(to));
  }

  link(statement, from) {
    const { model } = this;
    return el("button", { type: "button", class: "row", "data-statement": statement.id, onclick: () => this.app.openStatement(statement.id) },
      el("span", { class: "way", "aria-hidden": "true" }, statement.subject === from ? "↓" : "↑"),
      el("span", { class: "grow" }, statement.label),
      statement.status === "asserted" ? null : badge(model, statement.status),
      this.count(statement));
  }

  // A statement

  statement(statement) {
    const { model } = this;
    return [
      this.closer(),
      el("p", { class: "kicker" }, capital(model.relations.get(statement.relation).family)),
      el("h2", { class: "claim" }, this.end(statement.subject), el("span", { class: "relation" }, statement.label), this.end(statement.object)),
      el("div", { class: "standing" }, badge(model, statement.status, true), sureness(statement.confidence)),
      qualifiers(statement),
      ...quotations(statement, model, this.reserve),
    ];
  }

  end(id) {
    return el("button", { type: "button", class: "end", onclick: () => this.app.goTo(id) }, glyph(this.model.kind(id)), name(this.model.label(id)));
  }
}
