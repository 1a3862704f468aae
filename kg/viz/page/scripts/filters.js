// What the reader has switched off, and which statements that leaves.

import { isWithin } from "./dates.js";

export class Filters {
  constructor() {
    this.types = new Set();
    this.statuses = new Set();
    this.relations = new Set();
    /** Indices of documents. */
    this.documents = new Set();
    /** Ids of entities that are hidden one by one. */
    this.entities = new Set();
    this.from = null;
    this.to = null;
    /** Whether documents without a date pass a period. */
    this.undated = true;
  }

  get hasPeriod() {
    return this.from !== null || this.to !== null || !this.undated;
  }

  get isOn() {
    return this.hasPeriod || [this.types, this.statuses, this.relations, this.documents].some((hidden) => hidden.size > 0);
  }

  /** Switch everything on again but the entities hidden one by one. */
  clear() {
    for (const hidden of [this.types, this.statuses, this.relations, this.documents]) hidden.clear();
    this.from = null;
    this.to = null;
    this.undated = true;
  }

  passesDocument(index, document) {
    if (this.documents.has(index)) return false;
    if (!this.hasPeriod) return true;
    return document.published === null ? this.undated : isWithin(document.published, this.from, this.to);
  }

  /** Return a test of entities and one of statements, fit to be asked thousands of times. */
  tests(model) {
    const sifts = this.documents.size > 0 || this.hasPeriod;
    const documents = sifts ? model.documents.map((document, index) => this.passesDocument(index, document)) : null;
    const entity = (id) => !this.entities.has(id) && !this.types.has(model.entities.get(id).type);
    const statement = (one) =>
      !this.statuses.has(one.status) &&
      !this.relations.has(one.relation) &&
      entity(one.subject) &&
      entity(one.object) &&
      (documents === null || one.quotes.some((quote) => documents[quote.document]));
    return { entity, statement };
  }
}
