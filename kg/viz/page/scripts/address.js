// What the reader sees, as the fragment of an address, so that it can be sent and come back to.
//
//   e, s      the chosen entity or statement          f, n      focus on an entity, steps about it
//   pf, pt    a path from one entity to another       a         what was added to the picture, in order
//   t, st, r  hidden types, statuses, relations       x         hidden entities
//   d, od     hidden documents; or the only ones shown, by id
//   from, to, undated=0   the period                  v=table, c=group
//   z         x, y and scale of what is seen

const HIDDEN = { t: "types", st: "statuses", r: "relations", x: "entities" };

/** Return the fragment, without its `#`; `seen` is {x, y, scale} or null. */
export function written(view, seen = null) {
  const { model, filters } = view;
  const words = new URLSearchParams();
  const set = (key, value) => value !== null && value !== undefined && words.append(key, value);
  set("e", view.entity);
  set("s", view.statement);
  if (view.focus) words.append("f", view.focus.id), words.append("n", view.focus.steps);
  if (view.path) words.append("pf", view.path.from), words.append("pt", view.path.to);
  for (const what of view.added) words.append("a", what);
  for (const [key, hidden] of Object.entries(HIDDEN)) for (const value of [...filters[hidden]].sort()) words.append(key, value);
  const few = filters.documents.size * 2 <= model.documents.length;
  model.documents.forEach((document, index) => filters.documents.has(index) === few && filters.documents.size && words.append(few ? "d" : "od", document.id));
  set("from", filters.from);
  set("to", filters.to);
  if (!filters.undated) words.append("undated", "0");
  if (view.table) words.append("v", "table");
  if (view.colour === "group") words.append("c", "group");
  if (seen) words.append("z", [Math.round(seen.x), Math.round(seen.y), Number(seen.scale.toPrecision(3))].join(","));
  return words.toString();
}

/** Return {changes, filters, added, seen, unknown} as a fragment says; `unknown` tells that it names what the page does not hold. */
export function read(text, model) {
  const words = new URLSearchParams(text);
  let unknown = false;
  const known = (key, map) => {
    const id = words.get(key);
    if (id === null) return null;
    if (map.has(id)) return id;
    unknown = true;
    return null;
  };
  const focus = known("f", model.entities);
  const [from, to] = [known("pf", model.entities), known("pt", model.entities)];
  const statement = known("s", model.statements);
  const changes = {
    entity: statement === null ? known("e", model.entities) : null,
    statement,
    focus: focus === null ? null : { id: focus, steps: words.get("n") === "2" ? 2 : 1 },
    path: from === null || to === null ? null : { from, to },
    from: null,
    table: words.get("v") === "table",
    colour: words.get("c") === "group" ? "group" : "type",
  };
  const added = words.getAll("a").filter((what) => {
    const fits = /^\+\d{1,6}$/.test(what) || model.entities.has(what.replace(/^[12]?\*/, ""));
    unknown ||= !fits;
    return fits;
  });
  return { changes, added, filters: filtersIn(words, model), seen: seenIn(words.get("z")), unknown };
}

function filtersIn(words, model) {
  const only = (key, map) => words.getAll(key).filter((value) => map.has(value));
  const shown = new Set(words.getAll("od"));
  const hidden = new Set(words.getAll("d"));
  const isHidden = (document) => (shown.size ? !shown.has(document.id) : hidden.has(document.id));
  const date = (key) => (/^\d{4}(-\d\d){0,2}$/.test(words.get(key) ?? "") ? words.get(key) : null);
  return {
    types: only("t", model.classes),
    statuses: only("st", model.statuses),
    relations: only("r", model.relations),
    entities: only("x", model.entities),
    documents: model.documents.flatMap((document, index) => (isHidden(document) ? [index] : [])),
    from: date("from"),
    to: date("to"),
    undated: words.get("undated") !== "0",
  };
}

function seenIn(text) {
  const numbers = (text ?? "").split(",").map(Number);
  if (numbers.length !== 3 || !numbers.every(Number.isFinite) || numbers[2] < 0.005 || numbers[2] > 50) return null;
  const [x, y, scale] = numbers;
  return { x, y, scale };
}

/** Take over the filters that `read` returned. */
export function setFilters(filters, given) {
  for (const key of ["types", "statuses", "relations", "entities", "documents"]) {
    filters[key].clear();
    for (const value of given[key]) filters[key].add(value);
  }
  filters.from = given.from;
  filters.to = given.to;
  filters.undated = given.undated;
}
