// The visible part as GraphML, which Gephi, Cytoscape, yEd and NetworkX read. http://graphml.graphdrawing.org/specification.html

import { sentenceOf } from "./tables.js";

const SPACE = "http://graphml.graphdrawing.org/xmlns";
const NODE = { label: "string", type: "string", aliases: "string", identifiers: "string", documents: "int", mentions: "int", x: "double", y: "double" };
const EDGE = { relation: "string", label: "string", status: "string", confidence: "double", documents: "int", sources: "int", sentence: "string" };

export function graphml(model, entities, statements) {
  const file = document.implementation.createDocument(SPACE, "graphml", null);
  const make = (tag, attributes, ...children) => {
    const element = file.createElementNS(SPACE, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const data = (prefix, values) =>
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "").map(([key, value]) => make("data", { key: prefix + key }, String(value)));
  const keys = (prefix, types, of) => Object.entries(types).map(([key, type]) => make("key", { id: prefix + key, for: of, "attr.name": key, "attr.type": type }));
  const nodes = entities.map((each) => make("node", { id: each.id }, ...data("n_", nodeValues(each))));
  const edges = statements.map((each) => make("edge", { id: each.id, source: each.subject, target: each.object }, ...data("e_", edgeValues(each))));
  file.documentElement.append(...keys("n_", NODE, "node"), ...keys("e_", EDGE, "edge"), make("graph", { edgedefault: "directed" }, ...nodes, ...edges));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}\n`;
}

function nodeValues({ label, type, aliases, identifiers, documents, mentions, x, y }) {
  return { label, type, aliases: aliases.join("; "), identifiers: identifiers.join("; "), documents, mentions, x, y };
}

function edgeValues({ relation, label, status, confidence, documents, sources, quotes }) {
  return { relation, label, status, confidence, documents, sources, sentence: quotes.length ? sentenceOf(quotes[0]) : "" };
}
