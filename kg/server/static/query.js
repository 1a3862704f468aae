"use strict";
// The editor for SPARQL: runs a query, shows rows as a table and what they connect as a graph.

const RESULTS = "application/sparql-results+json";
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const byId = (id) => document.getElementById(id);
const editor = CodeMirror.fromTextArea(byId("query"), {
  mode: "application/sparql-query",
  lineNumbers: true,
  matchBrackets: true,
  extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": complete },
});
let vocabulary = { prefixes: {}, terms: [] };
let last = null;
let drawn = null;

fetch("/vocabulary").then((answer) => answer.json()).then((words) => { vocabulary = words; });
const given = new URLSearchParams(location.search).get("query");
if (given) editor.setValue(given);

byId("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
byId("examples").addEventListener("change", (event) => { if (event.target.value) editor.setValue(event.target.value); });
byId("as-table").addEventListener("click", () => show("table"));
byId("as-graph").addEventListener("click", () => show("graph"));
byId("save").addEventListener("click", save);
byId("run").disabled = false;

function complete() {
  editor.showHint({ hint: hints, completeSingle: false });
}

// Prefixes, terms of the ontology, variables of the query, and after "ent:" the entities by name.
async function hints(cm) {
  const cursor = cm.getCursor();
  const before = cm.getLine(cursor.line).slice(0, cursor.ch);
  const word = /[?$]?[\w:.-]*$/.exec(before)[0];
  const from = CodeMirror.Pos(cursor.line, cursor.ch - word.length);
  let list;
  if (word.startsWith("ent:")) {
    const answer = await fetch("/suggest?q=" + encodeURIComponent(word.slice(4).replaceAll("-", " ")));
    list = (await answer.json()).map((each) => ({ text: entity(each.id), displayText: `${each.label} (${each.type})` }));
  } else if (/^[?$]/.test(word)) {
    const names = new Set(cm.getValue().match(/[?$]\w+/g));
    names.delete(word);
    list = [...names].filter((name) => name.startsWith(word)).map((text) => ({ text }));
  } else {
    const lower = word.toLowerCase();
    const prefixes = Object.keys(vocabulary.prefixes).map((name) => ({ text: name + ":", note: "prefix" }));
    list = [...prefixes, ...vocabulary.terms]
      .filter(({ text, note }) => text.toLowerCase().includes(lower) || note.toLowerCase().includes(lower))
      .map(({ text, note }) => ({ text, displayText: `${text}  ${note}` }));
  }
  return { list, from, to: cursor };
}

// An id as a prefixed name where SPARQL allows it, else as a whole IRI.
function entity(id) {
  return /^\w[\w-]*$/.test(id) ? "ent:" + id : `<${vocabulary.prefixes.ent}${encodeURIComponent(id)}>`;
}

async function run() {
  byId("message").textContent = "…";
  byId("views").hidden = true;
  const body = new URLSearchParams({ query: editor.getValue(), partial: "true" });
  const started = performance.now();
  try {
    const answer = await fetch("/sparql", { method: "POST", body, headers: { Accept: `${RESULTS}, application/n-triples` } });
    if (!answer.ok) throw new Error((await answer.text()).trim());
    last = answer.headers.get("content-type").startsWith(RESULTS) ? solutions(await answer.json()) : triples(await answer.text());
    const time = Math.round(performance.now() - started);
    const cut = answer.headers.get("x-complete") === "false" ? ", cut at the limit: there are more" : "";
    byId("message").textContent = last.truth === undefined ? `${last.rows.length} rows in ${time} ms${cut}` : last.truth ? "yes" : "no";
    byId("views").hidden = last.truth !== undefined;
    show("table");
  } catch (error) {
    byId("message").textContent = error.message;
  }
}

function solutions(json) {
  if ("boolean" in json) return { truth: json.boolean };
  const names = json.head.vars;
  return { names, rows: json.results.bindings.map((row) => names.map((name) => row[name])) };
}

// N-Triples, which the server writes a line each.
function triples(text) {
  const rows = text.split("\n").filter(Boolean).map((line) => {
    const [, subject, predicate, object] = /^(\S+) (\S+) (.+) \.$/.exec(line);
    return [subject, predicate, object].map(term);
  });
  return { names: ["subject", "predicate", "object"], rows };
}

function term(text) {
  if (text.startsWith("<")) return { type: "uri", value: text.slice(1, -1) };
  if (text.startsWith("_:")) return { type: "bnode", value: text };
  return { type: "literal", value: JSON.parse(/^"(?:[^"\\]|\\.)*"/.exec(text)[0]) };
}

function short(value) {
  for (const [name, iri] of Object.entries(vocabulary.prefixes)) {
    if (value.startsWith(iri) && value.length > iri.length) return name + ":" + decodeURIComponent(value.slice(iri.length));
  }
  return value;
}

// The page of a thing of this graph; what is elsewhere gets no link.
function page(value) {
  for (const [name, kind] of [["ent", "entity"], ["stmt", "statement"], ["doc", "document"]]) {
    const iri = vocabulary.prefixes[name];
    if (iri && value.startsWith(iri)) return `/page/${kind}/${value.slice(iri.length)}`;
  }
  return null;
}

function show(view) {
  byId("table").hidden = view !== "table";
  byId("graph").hidden = view !== "graph";
  byId("as-table").setAttribute("aria-pressed", view === "table");
  byId("as-graph").setAttribute("aria-pressed", view === "graph");
  if (!last || last.truth !== undefined) return;
  if (view === "table") byId("table").replaceChildren(tableOf(last));
  else draw(last);
}

function tableOf({ names, rows }) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of names) head.append(Object.assign(document.createElement("th"), { textContent: name }));
  const body = table.createTBody();
  for (const row of rows.slice(0, 2000)) {
    const line = body.insertRow();
    for (const cell of row) line.insertCell().append(shown(cell));
  }
  return table;
}

function shown(cell) {
  if (!cell) return "";
  if (cell.type !== "uri") return cell.value;
  const target = page(cell.value);
  if (!target) return short(cell.value);
  return Object.assign(document.createElement("a"), { href: target, textContent: short(cell.value) });
}

// What stands in one row is connected: triples by their predicate, solutions from their first thing to the others.
function draw({ names, rows }) {
  const nodes = new Map();
  const edges = new Map();
  const isTriple = names.join() === "subject,predicate,object";
  const node = (cell) => {
    if (!nodes.has(cell.value)) nodes.set(cell.value, { id: cell.value, label: short(cell.value).slice(0, 40), shape: "box" });
    return cell.value;
  };
  for (const row of rows.slice(0, 1000)) {
    if (isTriple) {
      if (row[2].type === "uri") link(node(row[0]), node(row[2]), short(row[1].value));
      else if (row[1].value === LABEL) nodes.get(node(row[0])).label = row[2].value.slice(0, 40);
    } else {
      let things = row.map((cell, index) => [cell, names[index]]).filter(([cell]) => cell && cell.type === "uri" && !cell.value.startsWith(vocabulary.prefixes.rel));
      const ends = things.filter(([cell]) => !cell.value.startsWith(vocabulary.prefixes.stmt));
      if (ends.length > 1) things = ends;  // the statement is what connects them
      const relation = row.find((cell) => cell && cell.type === "uri" && cell.value.startsWith(vocabulary.prefixes.rel));
      if (things.length) node(things[0][0]);
      for (const [other, name] of things.slice(1)) link(things[0][0].value, node(other), relation ? short(relation.value) : name);
    }
  }
  function link(from, to, label) {
    edges.set([from, to, label].join("\n"), { from, to, label, arrows: "to" });
  }
  if (drawn) drawn.destroy();
  const options = { physics: { stabilization: { iterations: 120 } }, edges: { font: { size: 10 } }, interaction: { hover: true } };
  drawn = new vis.Network(byId("graph"), { nodes: [...nodes.values()], edges: [...edges.values()] }, options);
  drawn.on("doubleClick", ({ nodes: chosen }) => { const target = chosen.length && page(chosen[0]); if (target) location.href = target; });
}

function save() {
  const cell = (value) => `"${(value ? value.value : "").replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const lines = [last.names.map((name) => `"${name}"`), ...last.rows.map((row) => row.map(cell))].map((line) => line.join(","));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
  link.download = "answer.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}
