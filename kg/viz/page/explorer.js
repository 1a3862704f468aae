// The page put together: header, keys, theme, and the handle for tests.

const explorer = {
  canvas: null,

  /** Choose an entity and bring it into view. */
  goTo(id) {
    chooseEntity(id);
    if (this.canvas && !state.table) this.canvas.goTo(id);
  },

  openStatement(id) {
    chooseStatement(id);
    if (this.canvas && !state.table) this.canvas.goToStatement(id);
    byId("panel").focus({ preventScroll: true });
  },

  focus(id, steps) {
    focusOn(id, steps);
    if (this.canvas) this.canvas.fit();
  },

  reset() {
    const wasFocused = state.focus !== null;
    change({ focus: null, entity: null, statement: null });
    if (wasFocused && this.canvas) this.canvas.fit();
  },

  fit() {
    if (this.canvas) this.canvas.fit();
  },
};

function setTheme(theme, { keep = false } = {}) {
  document.documentElement.dataset.theme = theme;
  byId("toggle-theme").setAttribute("aria-pressed", String(theme === "dark"));
  state.theme = theme;
  if (keep) remember("kg-theme", theme);
  if (explorer.canvas) explorer.canvas.recolour();
}

/** A browser may refuse to store anything for a file; then the choice lasts as long as the page. */
function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    /* nothing to keep it in */
  }
}

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function startTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const own = remembered("kg-theme");
  setTheme(own === "dark" || own === "light" ? own : dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => {
    if (!remembered("kg-theme")) setTheme(dark.matches ? "dark" : "light");
  });
  byId("toggle-theme").addEventListener("click", () => setTheme(state.theme === "dark" ? "light" : "dark", { keep: true }));
}

function tellShown() {
  const all = shown.entities.size === contents.entities.length && shown.statements.size === contents.statements.length;
  byId("shown").textContent = all ? "" : `${counted(shown.entities.size, "entity", "entities")} and ${counted(shown.statements.size, "statement")} shown`;
  const bar = byId("focus-bar");
  bar.hidden = !state.focus || state.table;
  if (state.focus) {
    bar.replaceChildren(
      el("span", {}, counted(state.focus.steps, "step"), " around ", name(labelOf(state.focus.id))),
      el("button", { type: "button", class: "plain", onclick: () => explorer.reset() }, "Show all"));
  }
}

function setTable(open) {
  change({ table: open });
  byId("toggle-table").setAttribute("aria-pressed", String(open));
  byId("canvas").inert = open;
  for (const id of ["fit", "save-png"]) byId(id).disabled = open || !explorer.canvas;
}

function openLegend(open) {
  byId("legend").classList.toggle("is-open", open);
  byId("open-legend").setAttribute("aria-expanded", String(open));
}

const KEYS = {
  "/": () => byId("search").focus(),
  t: () => setTable(!state.table),
  f: () => explorer.fit(),
  1: () => state.entity !== null && explorer.focus(state.entity, 1),
  2: () => state.entity !== null && explorer.focus(state.entity, 2),
  Escape: () => {
    if (byId("legend").classList.contains("is-open")) openLegend(false);
    else explorer.reset();
  },
};

function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]), dialog");
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape") || event.target.closest("dialog")) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  if (event.key !== "Escape") event.preventDefault();
  act();
}

function wire() {
  byId("fit").addEventListener("click", () => explorer.fit());
  byId("save-png").addEventListener("click", () => explorer.canvas.savePng());
  byId("toggle-table").addEventListener("click", () => setTable(!state.table));
  byId("open-legend").addEventListener("click", () => openLegend(!byId("legend").classList.contains("is-open")));
  byId("open-about").addEventListener("click", () => byId("about").showModal());
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    setTable(true);
    byId("table").focus();
  });
  document.addEventListener("keydown", onKey);
}

function start() {
  renewShown();
  startTheme();
  const panel = new Panel(byId("panel"), (id) => explorer.goTo(id));
  const legend = new LegendView(byId("legend"));
  const table = new Table(byId("table"));
  new Search(byId("search"), byId("matches"), (id) => explorer.goTo(id));
  if (contents.entities.length) explorer.canvas = new Canvas(byId("canvas"));
  onChange(() => explorer.canvas && explorer.canvas.refresh());
  onChange(() => panel.refresh());
  onChange(() => legend.refresh());
  onChange(() => table.refresh());
  onChange(tellShown);
  wire();
  setTable(false);
  const ready = () => { document.documentElement.dataset.ready = "1"; };
  if (!explorer.canvas) return ready();
  explorer.canvas.fit({ animate: false });
  explorer.canvas.network.once("afterDrawing", () => requestAnimationFrame(ready));
  explorer.canvas.network.redraw();
}

/**
 * The handle for tests, and for nothing else.
 *   network     the vis-network, or null where the graph is empty
 *   nodeAt(id), edgeAt(id)   where an entity or the middle of a statement is, in pixels of the window
 *   labels()    how many labels are drawn
 *   shown, state             what is visible and chosen
 */
function handle() {
  const inWindow = ({ x, y }) => {
    const box = byId("canvas").getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  };
  const { canvas } = explorer;
  const network = canvas && canvas.network;
  return {
    network,
    state,
    shown,
    labels: () => (canvas ? canvas.labels : 0),
    nodeAt: (id) => inWindow(network.canvasToDOM(network.getPosition(id))),
    edgeAt: (id) => inWindow(middleOf(network, id, { width: canvas.frame.clientWidth, height: canvas.frame.clientHeight })),
  };
}

start();
window.__kg = handle();
