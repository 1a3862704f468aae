// A small graph for the tests of the page's modules: chains of statements between letters.

import { Model } from "../../../kg/viz/page/scripts/model.js";
import { View } from "../../../kg/viz/page/scripts/view.js";

const named = (names, more = {}) => names.map((name) => ({ name, label: name, plural: name, family: "f", count: 1, dashes: [], tone: "plain", light: "#111111", dark: "#eeeeee", ...more }));

/** Return a model of statements such as "a owns b planned d1": subject, relation, object, status, document. */
export function modelOf(lines, { others = [] } = {}) {
  const statements = lines.map((line, index) => {
    const [subject, relation, object, status = "asserted", document = "d0"] = line.split(" ");
    const quote = { document: Number(document.slice(1)), pieces: [[subject, "s"], [` ${relation} `, ""], [object, "o"], [".", ""]], rule: "r/1", source: null };
    return { id: `s${index}`, subject, relation, label: relation, object, status, confidence: 0.5, documents: 1, qualifiers: [], quotes: [quote], width: 1 };
  });
  const ids = [...new Set(statements.flatMap((one) => [one.subject, one.object]))].filter((id) => !others.includes(id));
  const entity = (id, index) => ({ id, label: id.toUpperCase(), type: id === "x" ? "Place" : "Company", aliases: [], identifiers: [], documents: 1, mentions: 1, group: "", size: 10, weight: 10 - index / 100 });
  const model = new Model({
    title: "T", scope: "", theme: "auto", chosen: null, allEntities: ids.length, allStatements: statements.length,
    heldEntities: ids.length + others.length, heldStatements: statements.length, parts: 0,
    classes: named(["Company", "Place"], { shape: "dot" }), relations: named([...new Set(statements.map((one) => one.relation))]),
    statuses: named(["asserted", "planned", "negated"]), groups: named([""], { head: null }),
    documents: [["2017", 2], ["2018-03", 2], ["2018-07-01", 1], [null, 1]].map(([published, count], index) => ({ id: `d${index}`, title: `Title ${index}`, publisher: "P", url: null, published, count })),
    entities: ids.map((id, index) => ({ ...entity(id, index), x: 200 * index, y: 0 })),
    statements: [],
  });
  model.takeEntities(others.map((id, index) => entity(id, 50 + index)));
  model.others = [...others];
  model.takeStatements(statements);
  return model;
}

export function viewOf(lines, options) {
  const view = new View(modelOf(lines, options));
  view.renew();
  return view;
}
