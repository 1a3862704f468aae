// What the file holds beyond the first picture, read when it is first needed, a part at a time, so that the page goes on answering.

import { byId, pause } from "./dom.js";

export class Reserve {
  constructor(model) {
    this.model = model;
    this.reading = null;
    this.articles = null;
  }

  /** Read the names of all entities. */
  names() {
    if (this.model.hasNames) return;
    const entities = JSON.parse(byId("names").textContent);
    this.model.takeEntities(entities);
    this.model.others = entities.map((entity) => entity.id);
    this.model.hasNames = true;
  }

  /** Read everything; the same promise for all who wait. */
  whole() {
    if (this.model.isWhole) return Promise.resolve();
    this.reading ??= this.read();
    return this.reading;
  }

  async read() {
    this.names();
    for (let part = 0; part < this.model.parts; part += 1) {
      await pause();
      this.model.takeStatements(JSON.parse(byId(`part-${part}`).textContent));
    }
    this.model.isWhole = true;
  }

  /** Return the parts of a document's text, or null where the file does not have it. */
  article(document) {
    this.articles ??= JSON.parse(byId("articles").textContent);
    return this.articles[document] ?? null;
  }
}
