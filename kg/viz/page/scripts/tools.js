// The header's buttons: theme, menu of what can be taken away, notes on the page.

import { byId, copyText, saveFile } from "./dom.js";
import { graphml } from "./graphml.js";
import { png, svgOf } from "./picture.js";
import { csv } from "./tables.js";
import { fileName } from "./words.js";

const THEME = "kg-theme";

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

/** Set light or dark: as the reader chose before, as the page says, or as the system is set. */
export function startTheme(model, set) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = () => (dark.matches ? "dark" : "light");
  const own = remembered(THEME);
  const given = model.theme === "auto" ? system() : model.theme;
  let theme = null;
  const apply = (wanted) => {
    theme = wanted;
    document.documentElement.dataset.theme = wanted;
    byId("toggle-theme").setAttribute("aria-pressed", String(wanted === "dark"));
    set(wanted);
  };
  apply(own === "dark" || own === "light" ? own : given);
  dark.addEventListener("change", () => {
    if (!remembered(THEME) && model.theme === "auto") apply(system());
  });
  byId("toggle-theme").addEventListener("click", () => {
    apply(theme === "dark" ? "light" : "dark");
    remember(THEME, theme);
  });
  // Paper is light, whatever the screen is.
  let before = null;
  addEventListener("beforeprint", () => {
    before ??= theme;
    apply("light");
  });
  addEventListener("afterprint", () => {
    if (before !== null) apply(before);
    before = null;
  });
}

/** A menu that a button opens: arrow keys go through it, Escape closes it. */
export function startMenu(button, menu) {
  const items = () => [...menu.querySelectorAll("[role=menuitem]:not(:disabled)")];
  const open = (wanted) => {
    menu.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    if (wanted) items()[0]?.focus();
  };
  button.addEventListener("click", () => open(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = items();
    if (step) all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    else if (event.key === "Escape") {
      open(false);
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener("click", (event) => {
    if (!event.target.closest("[role=menuitem]")) return;
    open(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !menu.contains(event.target) && !button.contains(event.target)) open(false);
  });
}

/** Wire what can be taken away; `canvas` is null where nothing is drawn. */
export function startTaking(view, canvas, say) {
  const { model } = view;
  const entities = () => [...view.shown.entities].map((id) => model.entities.get(id));
  const statements = () => [...view.shown.statements].map((id) => model.statements.get(id));
  const save = (ending, type, parts) => saveFile(new Blob(parts, { type }), fileName(model.title, ending));
  const acts = {
    "save-png": async () => saveFile(await png(canvas), fileName(model.title, "png")),
    "save-svg": () => save("svg", "image/svg+xml", [svgOf(canvas, model.title)]),
    // Excel takes a file for UTF-8 only if it begins with a byte order mark.
    "save-csv": () => save("csv", "text/csv;charset=utf-8", ["\ufeff", csv(model, statements())]),
    "save-graphml": () => save("graphml", "application/graphml+xml", [graphml(model, entities(), statements())]),
    "copy-link": async () => say((await copyText(location.href)) ? "The address of this view is copied" : "The address could not be copied; it stands in the address bar"),
    print: () => window.print(),
  };
  for (const [id, act] of Object.entries(acts)) byId(id).addEventListener("click", act);
}
