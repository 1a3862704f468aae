// What is chosen and what is hidden. All changes go through `change`; whoever draws listens.

const state = {
  entity: null, // id of the chosen entity
  statement: null, // id of the chosen statement
  focus: null, // { id, steps }: only this entity and what is so many steps away
  hiddenTypes: new Set(),
  hiddenStatuses: new Set(),
  hiddenRelations: new Set(),
  table: false,
  theme: "light",
};

/** The ids that pass the filters and the focus; renewed by every change. */
const shown = { entities: new Set(), statements: new Set() };

const listeners = [];
const onChange = (listener) => listeners.push(listener);

function change(changes = {}) {
  Object.assign(state, changes);
  renewShown();
  for (const listener of listeners) listener();
}

function renewShown() {
  const passing = contents.statements.filter(passes);
  const near = state.focus && neighbourhood(state.focus, passing);
  const kept = near ? passing.filter((one) => near.has(one.subject) && near.has(one.object)) : passing;
  shown.statements = new Set(kept.map((one) => one.id));
  const linked = new Set(kept.flatMap((one) => [one.subject, one.object]));
  const alone = (id) => !near && statementsOf.get(id).length === 0;
  const visible = contents.entities.filter(
    ({ id, type }) => linked.has(id) || (near && near.has(id)) || (alone(id) && !state.hiddenTypes.has(type)),
  );
  shown.entities = new Set(visible.map((entity) => entity.id));
}

function passes(statement) {
  return (
    !state.hiddenStatuses.has(statement.status) &&
    !state.hiddenRelations.has(statement.relation) &&
    !state.hiddenTypes.has(entities.get(statement.subject).type) &&
    !state.hiddenTypes.has(entities.get(statement.object).type)
  );
}

/** Return the ids at most `steps` statements away from an entity. */
function neighbourhood({ id, steps }, passing) {
  let reached = new Set([id]);
  for (let step = 0; step < steps; step += 1) {
    const further = new Set(reached);
    for (const { subject, object } of passing) {
      if (reached.has(subject)) further.add(object);
      if (reached.has(object)) further.add(subject);
    }
    reached = further;
  }
  return reached;
}

const isFiltered = () => state.hiddenTypes.size + state.hiddenStatuses.size + state.hiddenRelations.size > 0;

function clearFilters() {
  for (const hidden of [state.hiddenTypes, state.hiddenStatuses, state.hiddenRelations]) hidden.clear();
}

/** Choose an entity; where a filter or the focus hides it, they give way. */
function chooseEntity(id) {
  if (!shown.entities.has(id)) reveal(() => shown.entities.has(id));
  change({ entity: id, statement: null });
}

/** Choose a statement; where a filter or the focus hides it, they give way. */
function chooseStatement(id) {
  if (!shown.statements.has(id)) reveal(() => shown.statements.has(id));
  change({ entity: null, statement: id });
}

function reveal(isShown) {
  state.focus = null;
  renewShown();
  if (!isShown()) clearFilters();
}

const release = () => change({ entity: null, statement: null });

function focusOn(id, steps) {
  change({ focus: { id, steps }, entity: id, statement: null });
}

/** Return the ids of entities to which the choice leads the eye, or null if nothing is chosen. */
function emphasised() {
  if (state.statement !== null) {
    const { subject, object } = statements.get(state.statement);
    return new Set([subject, object]);
  }
  if (state.entity === null) return null;
  const near = statementsOf.get(state.entity).filter((one) => shown.statements.has(one.id));
  return new Set([state.entity, ...near.map((one) => otherEnd(one, state.entity))]);
}

function isEmphasised(statement) {
  if (state.statement !== null) return statement.id === state.statement;
  return statement.subject === state.entity || statement.object === state.entity;
}
