// Finding an entity by its name or any alias, whatever the accents.

import { el, name } from "./dom.js";
import { glyph } from "./glyphs.js";
import { compare, folded, number } from "./words.js";

const MOST_MATCHES = 12;

/** The names of all entities, folded once. */
export class Index {
  constructor(model) {
    this.model = model;
    this.entries = [];
    this.size = 0;
  }

  renew() {
    if (this.size === this.model.entities.size) return;
    this.size = this.model.entities.size;
    this.entries = [...this.model.entities.values()].map((entity) => ({
      entity,
      names: [entity.label, ...entity.aliases].map((text) => ({ text, key: folded(text) })),
    }));
  }

  /** Return the best matches: whole names before beginnings before words before parts, then the weightier. */
  matches(query) {
    const key = folded(query);
    if (!key) return [];
    this.renew();
    const found = [];
    for (const { entity, names } of this.entries) {
      let best = null;
      names.forEach(({ text, key: folding }, index) => {
        const at = folding.indexOf(key);
        if (at < 0) return;
        const rank = (folding === key ? 0 : at === 0 ? 2 : folding.includes(" " + key) ? 4 : 6) + (index ? 1 : 0);
        if (!best || rank < best.rank) best = { entity, rank, alias: index ? text : null };
      });
      if (best) found.push(best);
    }
    const weight = ({ entity }) => this.model.about(entity.id).length + entity.documents;
    return found.sort((a, b) => a.rank - b.rank || weight(b) - weight(a) || compare(a.entity.id, b.entity.id)).slice(0, MOST_MATCHES);
  }
}

export class Search {
  /** `ready` is called before the first names are looked for; `choose` gets the id that was found. */
  constructor(input, list, model, { ready, choose }) {
    this.input = input;
    this.list = list;
    this.model = model;
    this.index = new Index(model);
    this.ready = ready;
    this.choose = choose;
    this.found = [];
    this.active = -1;
    input.addEventListener("input", () => this.suggest());
    input.addEventListener("focus", () => this.suggest());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  suggest() {
    const asked = folded(this.input.value) !== "";
    if (asked) this.ready();
    this.found = this.index.matches(this.input.value);
    this.active = this.found.length ? 0 : -1;
    const options = this.found.map(({ entity, alias }, index) =>
      el("li", { role: "option", id: `match-${index}`, "data-entity": entity.id, onmousedown: (event) => { event.preventDefault(); this.take(index); } },
        glyph(this.model.kind(entity.id)), el("span", { class: "grow" }, name(entity.label), alias ? el("small", {}, " also ", name(alias)) : null),
        el("span", { class: "count" }, number(this.model.about(entity.id).length || entity.documents))));
    if (asked && !options.length) options.push(el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No name matches"));
    this.list.replaceChildren(...options);
    this.list.hidden = !asked;
    this.input.setAttribute("aria-expanded", String(asked));
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
      if (index === this.active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `match-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.found.length) {
      this.active = (this.active + steps[event.key] + this.found.length) % this.found.length;
      this.mark();
      event.preventDefault();
    } else if (event.key === "Enter" && this.active >= 0) {
      this.take(this.active);
    } else if (event.key === "Escape") {
      if (this.input.value !== "") event.stopPropagation();
      this.input.value = "";
      this.close();
      this.input.blur();
    }
  }

  take(index) {
    const { entity } = this.found[index];
    this.input.value = "";
    this.close();
    this.input.blur();
    this.choose(entity.id);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
