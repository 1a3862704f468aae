// Shortest chains of statements between two entities.

import { byWeight } from "./model.js";
import { compare } from "./words.js";

/** Return how many statements each entity is away from one, over statements that pass; up to where `until` is reached. */
export function distances(model, from, passes, until = Infinity) {
  const away = new Map([[from, 0]]);
  let border = [from];
  for (let step = 1; border.length && step <= until; step += 1) {
    const next = [];
    for (const id of border)
      for (const statement of model.about(id)) {
        const other = model.other(statement, id);
        if (!away.has(other) && passes(statement)) {
          away.set(other, step);
          next.push(other);
        }
      }
    border = next;
  }
  return away;
}

/**
 * Return the shortest chains, the surest first, at most so many: each a list of steps {from, to, statements},
 * the statements between the two, facts first. A chain is as sure as the product of its steps' surest statements,
 * one that is no fact counting half.
 */
export function chains(model, from, to, passes, most = 10) {
  if (from === to) return [];
  const away = distances(model, to, passes);
  if (!away.has(from)) return [];
  let begun = [{ end: from, steps: [], sureness: 1 }];
  for (let left = away.get(from); left > 0; left -= 1) {
    const longer = begun.flatMap((chain) => stepsFrom(model, chain, passes, (id) => away.get(id) === left - 1));
    begun = longer.sort(surer).slice(0, most);
  }
  return begun.map((chain) => chain.steps);
}

function stepsFrom(model, chain, passes, leadsOn) {
  const between = new Map();
  for (const statement of model.about(chain.end)) {
    const other = model.other(statement, chain.end);
    if (!leadsOn(other) || !passes(statement)) continue;
    if (!between.has(other)) between.set(other, []);
    between.get(other).push(statement);
  }
  return [...between].map(([id, statements]) => ({
    end: id,
    steps: [...chain.steps, { from: chain.end, to: id, statements: statements.sort((a, b) => sure(b) - sure(a) || byWeight(a, b)) }],
    sureness: chain.sureness * Math.max(...statements.map(sure)),
  }));
}

const sure = (one) => (one.confidence ?? 0.5) * (one.status === "asserted" ? 1 : 0.5);

const nodesOf = (chain) => chain.steps.map((step) => step.to).join("\n");
const surer = (a, b) => b.sureness - a.sureness || compare(nodesOf(a), nodesOf(b));
