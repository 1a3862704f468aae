// The right-hand panel: the sentences behind a statement, the statements about an entity, or where to start.

const QUALIFIER_ORDER = ["time", "place", "role", "amount", "share", "count", "purpose", "said_by"];

class Panel {
  constructor(frame, goTo) {
    this.frame = frame;
    this.goTo = goTo;
    this.content = null;
  }

  refresh() {
    const key = JSON.stringify([state.entity, state.statement, state.focus, [...shown.statements].length]);
    if (key === this.content) return;
    this.content = key;
    const parts =
      state.statement !== null ? this.statement(statements.get(state.statement))
      : state.entity !== null ? this.entity(entities.get(state.entity))
      : this.start();
    this.frame.replaceChildren(...parts);
    this.frame.classList.toggle("is-open", state.statement !== null || state.entity !== null);
    this.frame.scrollTop = 0;
  }

  closer() {
    return el("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: release }, "×");
  }

  start() {
    const busiest = contents.entities
      .map((entity) => [entity, statementsOf.get(entity.id).length])
      .sort((a, b) => b[1] - a[1] || b[0].documents - a[0].documents || (a[0].id < b[0].id ? -1 : 1))
      .slice(0, 10);
    const rows = busiest.map(([entity, count]) =>
      el("li", {}, el("button", { type: "button", class: "row", onclick: () => this.goTo(entity.id) },
        glyph(kindOf(entity.id)), name(entity.label, { class: "grow" }), el("span", { class: "count" }, number(count)))));
    return [
      el("h2", {}, "Evidence"),
      rows.length === 0 ? el("p", { class: "hint" }, "There is nothing to choose yet.") : el("p", { class: "hint" }, "Choose a line to read the sentences it rests on, or an entity to see all that is said about it."),
      ...(rows.length ? [el("h3", {}, "Most statements"), el("ul", { class: "rows" }, ...rows)] : []),
    ];
  }

  // An entity

  entity(entity) {
    const mine = statementsOf.get(entity.id).filter((one) => shown.statements.has(one.id));
    const hidden = statementsOf.get(entity.id).length - mine.length;
    return [
      this.closer(),
      el("p", { class: "kicker" }, glyph(kindOf(entity.id)), capital(kindOf(entity.id).label)),
      el("h2", { class: "title" }, name(entity.label)),
      entity.aliases.length ? el("p", { class: "aliases" }, "also ", ...listed(entity.aliases)) : null,
      el("p", { class: "facts" }, `${counted(entity.documents, "document")} · ${counted(entity.mentions, "mention")} · ${counted(mine.length + hidden, "statement")}`),
      this.steps(entity.id),
      ...this.groups(entity.id, mine),
      hidden ? el("p", { class: "hint" }, `${counted(hidden, "statement")} hidden by the filters.`) : null,
      mine.length + hidden ? null : el("p", { class: "hint" }, "No statement is known about it."),
    ].filter(Boolean);
  }

  steps(id) {
    const pressed = (steps) => String(Boolean(state.focus && state.focus.id === id && state.focus.steps === steps));
    const step = (steps, label) =>
      el("button", { type: "button", class: "plain", "aria-pressed": pressed(steps), onclick: () => explorer.focus(id, steps) }, label);
    return el("div", { class: "steps", role: "group", "aria-label": "Show only the neighbourhood" },
      step(1, "1 step around"), step(2, "2 steps around"),
      state.focus ? el("button", { type: "button", class: "plain", onclick: () => explorer.reset() }, "Show all") : null);
  }

  groups(id, mine) {
    const groups = new Map();
    for (const statement of mine) {
      if (!groups.has(statement.relation)) groups.set(statement.relation, []);
      groups.get(statement.relation).push(statement);
    }
    const order = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    return order.map(([relation, group]) =>
      el("section", { class: "group" },
        el("h3", {}, capital(relations.get(relation).label), el("span", { class: "count" }, number(group.length))),
        el("ul", { class: "rows" }, ...group.map((statement) => el("li", {}, this.row(statement, id))))));
  }

  row(statement, id) {
    const outward = statement.subject === id;
    const other = otherEnd(statement, id);
    const label = `${sayable(statement)}, ${statement.status}, ${counted(statement.documents, "document")}`;
    return el("button", { type: "button", class: "row", "aria-label": label, "data-statement": statement.id, onclick: () => explorer.openStatement(statement.id) },
      el("span", { class: "way", "aria-hidden": "true", title: outward ? "says this of" : "is said this by" }, outward ? "→" : "←"),
      glyph(kindOf(other)), name(labelOf(other), { class: "grow" }),
      statement.status === "asserted" ? null : badge(statement.status),
      el("span", { class: "count" }, number(statement.documents)));
  }

  // A statement

  statement(statement) {
    const documents = new Set(statement.quotes.map((quote) => quote.document)).size;
    return [
      this.closer(),
      el("p", { class: "kicker" }, capital(relations.get(statement.relation).family)),
      el("h2", { class: "claim" }, this.end(statement.subject), el("span", { class: "relation" }, statement.label), this.end(statement.object)),
      el("div", { class: "standing" }, badge(statement.status, true), sureness(statement.confidence)),
      qualifiers(statement),
      el("h3", {}, statement.quotes.length ? `${counted(statement.quotes.length, "sentence")} in ${counted(documents, "document")}` : "No sentence is recorded"),
      statement.quotes.length ? el("p", { class: "key" }, el("mark", { class: "s" }, "subject"), " ", el("mark", { class: "o" }, "object")) : null,
      el("ol", { class: "quotes" }, ...statement.quotes.map((quote) => el("li", {}, quotation(quote)))),
    ].filter(Boolean);
  }

  end(id) {
    return el("button", { type: "button", class: "end", onclick: () => this.goTo(id) }, glyph(kindOf(id)), name(labelOf(id)));
  }
}

function listed(words) {
  return words.flatMap((word, index) => (index ? [", ", name(word)] : [name(word)]));
}

function badge(status, withMeaning = false) {
  const line = statuses.get(status);
  const meaning = withMeaning && line.meaning ? el("span", { class: "meaning" }, line.meaning) : null;
  return el("span", { class: `badge tone-${line.tone}` }, lineSample(line), el("b", {}, status), meaning);
}

function sureness(confidence) {
  if (confidence === null) return null;
  const percent = Math.round(confidence * 100);
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", {}));
  bar.firstChild.style.width = `${percent}%`;
  return el("span", { class: "sureness", title: "How probable it is that the texts make this claim" }, bar, el("b", {}, `${percent} %`), " sure the text says so");
}

function qualifiers(statement) {
  if (!statement.qualifiers.length) return null;
  const ordered = [...statement.qualifiers].sort((a, b) => QUALIFIER_ORDER.indexOf(a[0]) - QUALIFIER_ORDER.indexOf(b[0]));
  const lines = ordered.flatMap(([key, values]) => [el("dt", {}, key.replace("_", " ")), el("dd", {}, ...listed(values))]);
  return el("dl", { class: "qualifiers" }, ...lines);
}

function quotation(quote) {
  const source = contents.documents[quote.document];
  const words = quote.pieces.map(([text, part]) => (part ? el("mark", { class: part === "so" ? "s o" : part }, text) : text));
  return el("figure", {},
    el("blockquote", { dir: "auto" }, ...words),
    el("figcaption", {},
      quote.source ? el("p", { class: "told" }, "as told by ", name(quote.source)) : null,
      el("p", { class: "document" }, documentLink(source)),
      el("p", { class: "imprint" },
        ...between([source.publisher && name(source.publisher), source.published && el("time", {}, source.published), source.title && el("code", {}, source.id)])),
      el("p", { class: "rule" }, "read by ", el("code", {}, quote.rule))));
}

const between = (parts) => parts.filter(Boolean).flatMap((part, index) => (index ? [" · ", part] : [part]));

/** A link only to the web; a document without address is named, not linked. */
function documentLink(source) {
  const title = source.title || source.id;
  if (!source.url || !/^https?:\/\//i.test(source.url)) return name(title);
  return el("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, name(title));
}
