// The left-hand side: what shapes and lines mean, each a switch with its count.

class LegendView {
  constructor(frame) {
    this.frame = frame;
    this.switches = [];
    this.build();
  }

  build() {
    const types = countBy(contents.entities, "type");
    const status = countBy(contents.statements, "status");
    this.clear = el("button", { type: "button", class: "plain", onclick: () => { clearFilters(); change(); } }, "Show all");
    this.frame.replaceChildren(
      el("div", { class: "legend-head" }, el("h2", {}, "Legend"), this.clear),
      this.group("Entities", contents.classes.map((kind) =>
        this.item(state.hiddenTypes, kind.name, glyph(kind), capital(kind.plural), types.get(kind.name), "type"))),
      this.group("Lines", contents.statuses.map((line) =>
        this.item(state.hiddenStatuses, line.name, lineSample(line), capital(line.name), status.get(line.name), "status", line.meaning))),
      ...this.relations(),
    );
  }

  group(title, items) {
    return items.length ? el("fieldset", {}, el("legend", {}, title), ...items) : "";
  }

  item(hidden, key, mark, label, count, kind, title = null) {
    const box = el("input", { type: "checkbox", checked: true, [`data-${kind}`]: key, onchange: () => {
      if (box.checked) hidden.delete(key);
      else hidden.add(key);
      change();
    } });
    this.switches.push(() => { box.checked = !hidden.has(key); });
    return el("label", { class: "switch", title }, box, el("span", { class: "tick", "aria-hidden": "true" }), mark, el("span", { class: "grow" }, label), el("span", { class: "count" }, number(count ?? 0)));
  }

  relations() {
    const counts = countBy(contents.statements, "relation");
    const families = new Map();
    for (const relation of contents.relations) {
      if (!families.has(relation.family)) families.set(relation.family, []);
      families.get(relation.family).push(relation);
    }
    if (!families.size) return [];
    const sum = (group) => group.reduce((total, relation) => total + counts.get(relation.name), 0);
    const order = [...families].sort((a, b) => sum(b[1]) - sum(a[1]));
    return [el("h3", {}, "Relations"), ...order.map(([family, group]) => this.family(family, group, sum(group), counts))];
  }

  family(family, group, total, counts) {
    const items = group.map((relation) =>
      this.item(state.hiddenRelations, relation.name, "", capital(relation.label), counts.get(relation.name), "relation"));
    const all = el("input", { type: "checkbox", checked: true, "aria-label": `All relations: ${family}`, "data-family": family, onchange: () => {
      for (const { name: key } of group) {
        if (all.checked) state.hiddenRelations.delete(key);
        else state.hiddenRelations.add(key);
      }
      change();
    } });
    this.switches.push(() => {
      const on = group.filter((relation) => !state.hiddenRelations.has(relation.name)).length;
      all.checked = on > 0;
      all.indeterminate = on > 0 && on < group.length;
    });
    return el("details", { class: "family" },
      el("summary", {}, el("span", { class: "grow" }, capital(family)), el("span", { class: "count" }, number(total))),
      el("label", { class: "switch all" }, all, el("span", { class: "tick", "aria-hidden": "true" }), el("span", { class: "grow" }, "All of these")),
      ...items);
  }

  refresh() {
    for (const renew of this.switches) renew();
    this.clear.hidden = !isFiltered();
  }
}
