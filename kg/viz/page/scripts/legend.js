// The left-hand side: what shapes and lines mean, each a switch with its count.

import { el, onFirstOpen, plainButton } from "./dom.js";
import { documentFilter } from "./sources.js";
import { glyph, lineSample } from "./glyphs.js";
import { period } from "./period.js";
import { capital, number } from "./words.js";

export class Legend {
  constructor(frame, view) {
    this.frame = frame;
    this.view = view;
    this.renewals = [];
    this.build();
  }

  build() {
    const { model, filters } = this.view;
    this.clear = plainButton("Show all", () => { filters.clear(); this.view.change(); });
    this.frame.replaceChildren(
      el("div", { class: "legend-head" }, el("h2", {}, "Legend"), this.clear),
      this.types(),
      this.group("Lines", filters.statuses, [...model.statuses.values()].map((line) =>
        ({ key: line.name, mark: lineSample(line), label: capital(line.name), count: line.count, kind: "status", title: line.meaning || null }))),
      ...this.relations(),
      ...this.part(period(this.view)),
      ...this.part(documentFilter(this.view)),
    );
  }

  /** Take up a part that renews itself, if there is one. */
  part(made) {
    if (!made) return [];
    this.renewals.push(made.renew);
    return [made.element];
  }

  types() {
    const { model, filters } = this.view;
    const types = [...model.classes.values()].map((kind) =>
      ({ key: kind.name, mark: glyph(kind), label: capital(kind.plural), count: kind.count, kind: "type" }));
    const field = this.group("Entities", filters.types, types);
    const groups = [...model.groups.values()];
    if (!field || groups.length < 3) return field;
    const key = el("ul", { class: "groups" }, ...groups.map((group) =>
      el("li", {}, glyph({ shape: "dot", ...group }), el("bdi", { class: "grow" }, model.groupLabel(group)), el("span", { class: "count" }, group.count ? number(group.count) : ""))));
    const select = el("select", { id: "colour", onchange: () => this.view.change({ colour: select.value }) },
      el("option", { value: "type" }, "type"), el("option", { value: "group" }, "group: who is told of together"));
    this.renewals.push(() => {
      select.value = this.view.colour;
      key.hidden = this.view.colour !== "group";
      field.classList.toggle("is-grey", this.view.colour === "group");
    });
    field.append(el("label", { class: "colour-by" }, "Colour by ", select), key);
    return field;
  }

  group(title, hidden, items) {
    if (!items.length) return "";
    return el("fieldset", {}, el("legend", {}, title), ...items.map((item) => this.item(hidden, item, items.map((each) => each.key))));
  }

  /** A switch; the button beside it leaves only this one of its kind on. */
  item(hidden, { key, mark, label, count, kind, title = null }, keys) {
    const box = el("input", { type: "checkbox", checked: true, [`data-${kind}`]: key, onchange: () => {
      if (box.checked) hidden.delete(key);
      else hidden.add(key);
      this.view.change();
    } });
    const only = el("button", { type: "button", class: "only", "aria-label": `Only ${label}`, onclick: () => {
      for (const other of keys) hidden.add(other);
      hidden.delete(key);
      this.view.change();
    } }, "only");
    this.renewals.push(() => { box.checked = !hidden.has(key); });
    const meaning = title ? el("small", {}, title) : null;
    const words = [el("span", { class: "grow" }, label, meaning), el("span", { class: "count" }, number(count))];
    return el("div", { class: "switch-row" }, el("label", { class: "switch" }, box, el("span", { class: "tick", "aria-hidden": "true" }), mark, ...words), only);
  }

  relations() {
    const families = new Map();
    for (const relation of this.view.model.relations.values()) {
      if (!families.has(relation.family)) families.set(relation.family, []);
      families.get(relation.family).push(relation);
    }
    if (!families.size) return [];
    const sum = (group) => group.reduce((total, relation) => total + relation.count, 0);
    const order = [...families].sort((a, b) => sum(b[1]) - sum(a[1]));
    return [el("h3", {}, "Relations"), ...order.map(([family, group]) => this.family(family, group, sum(group)))];
  }

  family(family, group, total) {
    const hidden = this.view.filters.relations;
    const keys = [...this.view.model.relations.keys()];
    const items = () => group.map((relation) =>
      this.item(hidden, { key: relation.name, mark: "", label: capital(relation.label), count: relation.count, kind: "relation" }, keys));
    const all = el("input", { type: "checkbox", checked: true, "aria-label": `All relations: ${family}`, "data-family": family, onchange: () => {
      for (const { name } of group) {
        if (all.checked) hidden.delete(name);
        else hidden.add(name);
      }
      this.view.change();
    } });
    this.renewals.push(() => {
      const on = group.filter((relation) => !hidden.has(relation.name)).length;
      all.checked = on > 0;
      all.indeterminate = on > 0 && on < group.length;
    });
    const part = el("details", { class: "family" },
      el("summary", {}, el("span", { class: "grow" }, capital(family)), el("span", { class: "count" }, number(total))),
      el("label", { class: "switch all" }, all, el("span", { class: "tick", "aria-hidden": "true" }), el("span", { class: "grow" }, "All of these")));
    onFirstOpen(part, () => {
      part.append(...items());
      this.refresh();
    });
    return part;
  }

  refresh() {
    for (const renew of this.renewals) renew();
    this.clear.hidden = !this.view.filters.isOn;
  }
}
