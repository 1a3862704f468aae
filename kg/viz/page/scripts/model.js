// What the page holds, as the program wrote it, with the indices the other modules need.
//
// The opening data:
//   title, scope, theme, chosen (the id of an entity, or null)
//   allEntities, allStatements    in the graph; heldEntities, heldStatements   in this file
//   parts       how many parts of other statements there are to read on demand
//   classes     name, label, plural, count, shape, light, dark
//   relations   name, label, inverse (the label as read from the object, or ""), family, count
//   statuses    name, count, dashes, tone, struck, meaning
//   groups      name, head (the id of an entity), count, light, dark; the last, "", is of those in no group
//   documents   id, title, publisher, url, published, count (of statements)
//   entities    id, label, type, aliases, identifiers ["scheme:value"], documents, mentions, group,
//               size, weight (the size before shapes were made to look alike), x, y
//   statements  id, subject, relation, label, object, status, confidence, documents, sources,
//               qualifiers [[name, values]], quotes [document (an index), pieces [[words, part]], rule,
//               source, place (the parts of the article that are the sentence)], width, smooth, selfReference
// Entities that are read on demand have no place yet.

import { compare } from "./words.js";

const byNames = (items) => new Map(items.map((item) => [item.name, item]));

export class Model {
  constructor(opening) {
    Object.assign(this, opening);
    this.classes = byNames(opening.classes);
    this.relations = byNames(opening.relations);
    this.statuses = byNames(opening.statuses);
    this.groups = byNames(opening.groups);
    this.entities = new Map();
    this.statements = new Map();
    this.ofEntity = new Map();
    /** The entities that are drawn at first. */
    this.core = opening.entities.map((entity) => entity.id);
    /** The others, the weightiest first, once they are read. */
    this.others = [];
    this.hasNames = opening.heldEntities === opening.entities.length;
    this.isWhole = this.hasNames && opening.parts === 0;
    this.takeEntities(opening.entities);
    this.takeStatements(opening.statements);
  }

  takeEntities(entities) {
    for (const entity of entities) {
      this.entities.set(entity.id, entity);
      this.ofEntity.set(entity.id, []);
    }
  }

  takeStatements(statements) {
    const touched = new Set();
    for (const statement of statements) {
      this.statements.set(statement.id, statement);
      for (const id of new Set([statement.subject, statement.object])) {
        this.ofEntity.get(id).push(statement);
        touched.add(id);
      }
    }
    for (const id of touched) this.ofEntity.get(id).sort(byWeight);
  }

  /** The statements about an entity that are read, those of most documents first. */
  about(id) {
    return this.ofEntity.get(id) ?? [];
  }

  label(id) {
    return this.entities.get(id).label;
  }

  kind(id) {
    return this.classes.get(this.entities.get(id).type);
  }

  other(statement, id) {
    return statement.subject === id ? statement.object : statement.subject;
  }

  sentence(statement) {
    return `${this.label(statement.subject)} – ${statement.label} – ${this.label(statement.object)}`;
  }

  /** The dates of the documents that make a statement, sorted. */
  dates(statement) {
    return [...new Set(statement.quotes.map((quote) => this.documents[quote.document].published).filter(Boolean))].sort();
  }

  groupLabel(group) {
    return group.head === null ? "In no group" : `Around ${this.label(group.head)}`;
  }
}

export function byWeight(a, b) {
  return b.documents - a.documents || (b.confidence ?? 0) - (a.confidence ?? 0) || compare(a.id, b.id);
}
