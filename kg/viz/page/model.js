// What the page holds, as the program wrote it, with the indices the other files need.
//
// contents: title, allEntities, allStatements (before any were left out);
//   classes     name, label, plural, shape, light, dark
//   relations   name, label, family
//   statuses    name, dashes, tone, struck, meaning
//   documents   id, title, publisher, url, published
//   entities    id, label, type, aliases, documents, mentions
//   statements  id, subject, relation, label, object, status, confidence, documents,
//               qualifiers [[name, values]], quotes [document (an index), pieces [[words, part]], rule, source]
//   nodes, edges  what vis-network draws: places, sizes, bends; the weight of a node is its size
//                 before shapes were made to look alike

const contents = JSON.parse(byId("contents").textContent);

const entities = new Map(contents.entities.map((entity) => [entity.id, entity]));
const statements = new Map(contents.statements.map((statement) => [statement.id, statement]));
const classes = new Map(contents.classes.map((kind) => [kind.name, kind]));
const relations = new Map(contents.relations.map((relation) => [relation.name, relation]));
const statuses = new Map(contents.statuses.map((status) => [status.name, status]));

/** Entity id to its statements, those of most documents first. */
const statementsOf = new Map(contents.entities.map((entity) => [entity.id, []]));
for (const statement of byWeight(contents.statements)) {
  statementsOf.get(statement.subject).push(statement);
  if (statement.object !== statement.subject) statementsOf.get(statement.object).push(statement);
}

function byWeight(some) {
  return [...some].sort((a, b) => b.documents - a.documents || (b.confidence ?? 0) - (a.confidence ?? 0));
}

const weights = new Map(contents.nodes.map((node) => [node.id, node.weight]));
const otherEnd = (statement, id) => (statement.subject === id ? statement.object : statement.subject);
const labelOf = (id) => entities.get(id).label;
const kindOf = (id) => classes.get(entities.get(id).type);
const sayable = (statement) => `${labelOf(statement.subject)} – ${statement.label} – ${labelOf(statement.object)}`;

function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(item[key], (counts.get(item[key]) ?? 0) + 1);
  return counts;
}
