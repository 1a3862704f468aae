// What is chosen, drawn and shown. All changes go through `change`; whoever draws listens.

import { Filters } from "./filters.js";
import { chains, distances } from "./paths.js";
import { settle } from "./placing.js";
import { compare } from "./words.js";

/** Entities that join the picture at once where the neighbours of one are asked for. */
export const MOST_AT_ONCE = 60;
const MOST_AROUND = 400;

const isSame = (one, other) => one.size === other.size && [...one].every((each) => other.has(each));

export class View {
  constructor(model) {
    this.model = model;
    this.entity = null; // id of the chosen entity
    this.statement = null; // id of the chosen statement
    this.focus = null; // { id, steps }: only this entity and what is so many steps away
    this.path = null; // { from, to }: only the shortest chains between two
    this.from = null; // id of the entity a path is to begin at, while its end is looked for
    this.filters = new Filters();
    this.table = false;
    this.colour = "type"; // or "group"
    this.theme = "light";
    this.drawn = new Set(model.core);
    /** What was added to the picture, in order, so that an address can say it: see `draw`. */
    this.added = [];
    /** The ids that are drawn, pass the filters and are not outside focus or path; renewed by every change. */
    this.shown = { entities: new Set(), statements: new Set() };
    /** The chains of the path. */
    this.chains = [];
    /** How many steps each entity is away from the focus, or null without one. */
    this.near = null;
    this.listeners = [];
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  /** Take the changes over and tell all who listen; with `keep`, one can come back to what was before. */
  change(changes = {}, { keep = false } = {}) {
    Object.assign(this, changes);
    this.renew();
    for (const listener of this.listeners) listener({ keep });
  }

  renew() {
    const { model, filters } = this;
    const tests = filters.tests(model);
    const passes = (one) => this.drawn.has(one.subject) && this.drawn.has(one.object) && tests.statement(one);
    // What is denied connects nobody.
    const connects = (one) => tests.statement(one) && !model.statuses.get(one.status).struck;
    this.chains = this.path ? chains(model, this.path.from, this.path.to, connects) : [];
    this.near = this.nearby(tests.statement);
    const { near } = this;
    const statements = this.path ? this.onPath() : this.candidates(near).filter((one) => passes(one) && (!near || (near.has(one.subject) && near.has(one.object))));
    const linked = new Set(statements.flatMap((one) => [one.subject, one.object]));
    if (this.path) for (const id of [this.path.from, this.path.to]) linked.add(id);
    if (this.focus) linked.add(this.focus.id);
    const alone = (id) => !near && !this.path && tests.entity(id) && !model.about(id).length;
    // What the reader has chosen stays in sight even where no statement about it passes or is drawn.
    const wanted = (id) => id === this.entity && !this.path && (!near || near.has(id));
    const next = {
      entities: new Set([...this.drawn].filter((id) => linked.has(id) || wanted(id) || alone(id))),
      statements: new Set(statements.map((one) => one.id)),
    };
    // The same object as long as the same is shown: who draws sees at once that nothing is to be done.
    if (!isSame(next.entities, this.shown.entities) || !isSame(next.statements, this.shown.statements)) this.shown = next;
  }

  /** The entities the focus leaves, with their distance, or null where there is none. */
  nearby(passes) {
    return this.focus && distances(this.model, this.focus.id, passes, this.focus.steps);
  }

  candidates(near) {
    if (!near) return [...this.model.statements.values()];
    return [...new Set([...near.keys()].flatMap((id) => this.model.about(id)))];
  }

  onPath() {
    return [...new Set(this.chains.flatMap((chain) => chain.flatMap((step) => step.statements)))];
  }

  // Choosing

  /** Choose an entity; where a filter, the focus or the picture leaves it out, they give way. */
  chooseEntity(id) {
    if (!this.shown.entities.has(id)) this.reveal([id], () => this.shown.entities.has(id));
    this.change({ entity: id, statement: null, from: null }, { keep: true });
  }

  /** Choose a statement; where a filter, the focus or the picture leaves it out, they give way. */
  chooseStatement(id) {
    const { subject, object } = this.model.statements.get(id);
    if (!this.shown.statements.has(id)) this.reveal([subject, object], () => this.shown.statements.has(id));
    this.change({ entity: null, statement: id, from: null }, { keep: true });
  }

  reveal(ids, isShown) {
    for (const id of ids) {
      this.filters.entities.delete(id);
      if (!this.drawn.has(id)) this.draw(id);
    }
    this.renew();
    if (!isShown()) Object.assign(this, { focus: null, path: null });
    this.renew();
    if (!isShown()) this.filters.clear();
  }

  release() {
    this.change({ entity: null, statement: null, from: null }, { keep: true });
  }

  focusOn(id, steps) {
    this.draw(`${steps}*${id}`);
    this.change({ focus: { id, steps }, path: null, entity: id, statement: null, from: null }, { keep: true });
  }

  connect(from, to) {
    this.path = { from, to };
    this.renew();
    const ids = new Set([from, to, ...this.chains.flatMap((chain) => chain.map((step) => step.to))]);
    for (const id of ids) if (!this.drawn.has(id)) this.draw(id);
    this.change({ path: { from, to }, focus: null, from: null, entity: null, statement: null }, { keep: true });
  }

  hide(id) {
    this.filters.entities.add(id);
    const gone = { entity: null, statement: null, ...(this.focus?.id === id ? { focus: null } : {}) };
    this.change({ ...gone, ...(this.path && [this.path.from, this.path.to].includes(id) ? { path: null } : {}) }, { keep: true });
  }

  bringBack() {
    this.filters.entities.clear();
    this.change({}, { keep: true });
  }

  /** Show everything that is drawn; filters stay. */
  reset() {
    this.change({ focus: null, path: null, from: null, entity: null, statement: null }, { keep: true });
  }

  // The picture

  /**
   * Add to what is drawn: `id` an entity, `1*id` or `2*id` it and what is so many steps away, `*id` it and the
   * weightiest of its neighbours that are not drawn yet, `+n` the next n entities by weight.
   */
  draw(what) {
    const ids = this.meant(what).filter((id) => !this.drawn.has(id));
    if (!ids.length) return 0;
    const standing = [...this.drawn].map((id) => this.model.entities.get(id));
    settle(ids.map((id) => this.model.entities.get(id)), standing, (id) => this.neighbours(id));
    for (const id of ids) this.drawn.add(id);
    this.added.push(what);
    return ids.length;
  }

  meant(what) {
    const { model } = this;
    const found = /^(?:\+(\d+)|([12]?)\*(.*)|(.*))$/su.exec(what);
    const [, next, steps, around, single] = found;
    if (next !== undefined) return model.others.filter((id) => !this.drawn.has(id)).slice(0, Number(next));
    if (single !== undefined) return [single];
    if (!steps) return [around, ...this.undrawn(around).slice(0, MOST_AT_ONCE)];
    const away = distances(model, around, this.filters.tests(model).statement, Number(steps));
    const ranked = [...away].sort((a, b) => a[1] - b[1] || this.weight(b[0]) - this.weight(a[0]) || compare(a[0], b[0]));
    return ranked.slice(0, MOST_AROUND).map(([id]) => id);
  }

  weight(id) {
    return this.model.entities.get(id).weight;
  }

  neighbours(id) {
    return [...new Set(this.model.about(id).map((one) => this.model.other(one, id)))];
  }

  /** The neighbours of an entity that pass the filters and are not drawn, the weightiest first. */
  undrawn(id) {
    const { statement } = this.filters.tests(this.model);
    const passing = this.model.about(id).filter(statement).map((one) => this.model.other(one, id));
    const missing = [...new Set(passing)].filter((other) => !this.drawn.has(other));
    return missing.sort((a, b) => this.weight(b) - this.weight(a) || compare(a, b));
  }

  /** Draw what an address says was added, and nothing else beyond the first picture. */
  redraw(added) {
    this.drawn = new Set(this.model.core);
    this.added = [];
    for (const what of added) this.draw(what);
  }

  // For those who draw

  /** The ids of entities to which the choice leads the eye, or null where nothing is chosen but the focus itself. */
  emphasised() {
    if (this.statement !== null) {
      const { subject, object } = this.model.statements.get(this.statement);
      return new Set([subject, object]);
    }
    if (this.entity === null || this.entity === this.focus?.id) return null;
    return new Set([this.entity, ...this.statementsOfChoice().map((one) => this.model.other(one, this.entity))]);
  }

  /** The statements that are the choice or about it, as far as they are shown. */
  statementsOfChoice() {
    const about = this.statement !== null ? [this.model.statements.get(this.statement)] : this.model.about(this.entity);
    return about.filter((one) => this.shown.statements.has(one.id));
  }

  /** The colour a node is drawn in. */
  colourOf(entity) {
    const kind = this.colour === "group" ? this.model.groups.get(entity.group) : this.model.classes.get(entity.type);
    return kind[this.theme];
  }
}
