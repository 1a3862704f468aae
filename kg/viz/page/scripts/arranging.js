// Places of their own for a part of the graph: a neighbourhood in rings, the chains of a path from left to right.

import { compare } from "./words.js";

/** The room a label takes beside its node, and between two rings or columns. */
const ROOM = 96;
const BETWEEN = 210;

/**
 * Return a Map from id to {x, y} for what is shown, empty where the picture is whole. `places(id)` is where an
 * entity stands in the whole picture: what was right of the middle stays right of it.
 */
export function arranged({ shown, focus, path, chains, near, model }, places) {
  if (focus) return rings(focus.id, near, shown.entities, (id) => parents(model, id, near), places);
  if (path && chains.length) return columns(chains, path.from);
  return new Map();
}

/** The neighbours of an entity that are one step nearer to the middle. */
function parents(model, id, near) {
  const nearer = model.about(id).map((one) => model.other(one, id)).filter((other) => near.get(other) === near.get(id) - 1);
  return [...new Set(nearer)];
}

/** Each entity on the ring of its distance, in the order of directions; from the second on, near those it hangs on. */
export function rings(middle, near, shown, parentsOf, places) {
  const centre = places(middle);
  const result = new Map([[middle, { x: centre.x, y: centre.y }]]);
  const directions = new Map();
  const last = Math.max(0, ...near.values());
  let radius = 0;
  for (let step = 1; step <= last; step += 1) {
    const ring = [...shown].filter((id) => near.get(id) === step);
    if (!ring.length) break;
    const wanted = new Map(ring.map((id) => [id, direction(id, step, centre, parentsOf, directions, places)]));
    ring.sort((a, b) => wanted.get(a) - wanted.get(b) || compare(a, b));
    radius = Math.max(radius + BETWEEN, (ring.length * ROOM) / (2 * Math.PI));
    const share = (2 * Math.PI) / ring.length;
    // Turned as a whole so that the entities stand, on the average, in the direction they come from.
    const turn = meanAngle(ring.map((id, index) => wanted.get(id) - index * share));
    ring.forEach((id, index) => {
      const angle = turn + index * share;
      directions.set(id, angle);
      result.set(id, { x: Math.round(centre.x + radius * Math.cos(angle)), y: Math.round(centre.y + radius * Math.sin(angle)) });
    });
  }
  return result;
}

function direction(id, step, centre, parentsOf, directions, places) {
  const above = step > 1 ? parentsOf(id).filter((other) => directions.has(other)) : [];
  if (above.length) return meanAngle(above.map((other) => directions.get(other)));
  const { x, y } = places(id);
  return Math.atan2(y - centre.y, x - centre.x);
}

function meanAngle(angles) {
  const sum = (part) => angles.reduce((total, angle) => total + part(angle), 0);
  return Math.atan2(sum(Math.sin), sum(Math.cos));
}

/** A column for each step, the entities of the surest chain uppermost. */
export function columns(chains, from) {
  const found = chains[0].map(() => []);
  for (const chain of chains)
    chain.forEach(({ to }, step) => {
      if (!found[step].includes(to)) found[step].push(to);
    });
  const all = [[from], ...found];
  return new Map(all.flatMap((ids, column) =>
    ids.map((id, row) => [id, { x: column * BETWEEN, y: Math.round((row - (ids.length - 1) / 2) * ROOM) }])));
}
