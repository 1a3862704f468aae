// Places for entities that join the picture: beside their neighbours, on nobody's feet.

const RINGS = [70, 100, 140, 190, 260, 350, 470, 630, 850];
const WAYS = 12;
const CELL = 120;

/** Places that are taken, found again by coarse cells. */
class Ground {
  constructor() {
    this.cells = new Map();
  }

  key(x, y) {
    return `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
  }

  take({ x, y, size }) {
    const key = this.key(x, y);
    if (!this.cells.has(key)) this.cells.set(key, []);
    this.cells.get(key).push({ x, y, size });
  }

  isFree(x, y, size) {
    const reach = Math.ceil((2 * size + 40) / CELL);
    for (let column = -reach; column <= reach; column += 1)
      for (let row = -reach; row <= reach; row += 1)
        for (const other of this.cells.get(this.key(x + column * CELL, y + row * CELL)) ?? [])
          if (Math.hypot(other.x - x, other.y - y) < other.size + size + 22) return false;
    return true;
  }
}

/**
 * Give a place to each new entity that has none. `standing` are the entities in the picture, `neighbours(id)` the
 * ids of those it shares a statement with. The same picture and entities give the same places.
 */
export function settle(joining, standing, neighbours) {
  const ground = new Ground();
  const placed = new Map(standing.map((entity) => [entity.id, entity]));
  for (const entity of standing) ground.take(entity);
  let waiting = joining.filter((entity) => !placed.has(entity.id));
  for (const entity of waiting.filter((one) => one.x !== undefined)) {
    ground.take(entity);
    placed.set(entity.id, entity);
  }
  waiting = waiting.filter((entity) => entity.x === undefined);
  while (waiting.length) {
    const tied = waiting.filter((entity) => neighbours(entity.id).some((id) => placed.has(id)));
    for (const entity of tied.length ? tied : waiting.slice(0, 1)) {
      Object.assign(entity, spot(entity, neighbours(entity.id).filter((id) => placed.has(id)).map((id) => placed.get(id)), placed, ground));
      ground.take(entity);
      placed.set(entity.id, entity);
    }
    waiting = waiting.filter((entity) => entity.x === undefined);
  }
}

function spot(entity, near, placed, ground) {
  const middle = near.length ? mean(near) : beside([...placed.values()]);
  for (const ring of RINGS) {
    const turns = WAYS + Math.floor(ring / 60);
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = (2 * Math.PI * turn) / turns;
      const x = Math.round(middle.x + ring * Math.cos(angle));
      const y = Math.round(middle.y + ring * Math.sin(angle));
      if (ground.isFree(x, y, entity.size)) return { x, y };
    }
  }
  return beside([...placed.values()]);
}

function mean(entities) {
  const sum = (key) => entities.reduce((total, entity) => total + entity[key], 0);
  return { x: sum("x") / entities.length, y: sum("y") / entities.length };
}

/** Below everything that stands. */
function beside(entities) {
  if (!entities.length) return { x: 0, y: 0 };
  const lowest = entities.reduce((low, entity) => Math.max(low, entity.y), -Infinity);
  return { x: Math.round(mean(entities).x), y: lowest + 160 };
}
