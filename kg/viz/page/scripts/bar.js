// What limits the picture just now, said over it, each with the way back.

import { el, name, plainButton } from "./dom.js";
import { counted, number } from "./words.js";

export const MORE = 500;

/** Return the lines of the bar as {words, act, label}. */
function limits(view, app) {
  const { model } = view;
  const lines = [];
  if (view.from !== null) lines.push({ words: ["Path from ", name(model.label(view.from)), ": find or choose its other end"], label: "Cancel", act: () => view.change({ from: null }) });
  if (view.path) lines.push({ words: ["Only the shortest ways from ", name(model.label(view.path.from)), " to ", name(model.label(view.path.to))], label: "Show all", act: () => app.reset() });
  if (view.focus) lines.push({ words: [counted(view.focus.steps, "step"), " around ", name(model.label(view.focus.id))], label: "Show all", act: () => app.reset() });
  if (view.filters.entities.size) lines.push({ words: [counted(view.filters.entities.size, "entity", "entities"), " hidden by you"], label: "Bring back", act: () => view.bringBack() });
  return lines;
}

export class Bar {
  constructor(frame, status, view, app) {
    this.frame = frame;
    this.status = status;
    this.view = view;
    this.app = app;
    /** What is said while something is read. */
    this.busy = "";
  }

  refresh() {
    const { view, app } = this;
    const lines = view.table ? [] : limits(view, app);
    this.frame.hidden = lines.length === 0;
    this.frame.replaceChildren(...lines.map(({ words, label, act }) => el("p", {}, el("span", {}, ...words), plainButton(label, act))));
    this.tell();
  }

  /** Say how much is seen, and offer what the file has beyond it. */
  tell() {
    const { shown, drawn, model } = this.view;
    const isAll = shown.entities.size === model.heldEntities && shown.statements.size === model.heldStatements;
    const missing = model.heldEntities - drawn.size;
    const words = isAll ? "" : `${number(shown.entities.size)} of ${counted(model.heldEntities, "entity", "entities")} and ${number(shown.statements.size)} of ${counted(model.heldStatements, "statement")} shown`;
    const more = missing > 0 && !this.view.focus && !this.view.path ? plainButton(`Draw ${number(Math.min(missing, MORE))} more`, () => this.app.draw(`+${MORE}`)) : null;
    this.status.replaceChildren(this.busy || words, ...(more ? [more] : []));
  }
}
