import assert from "node:assert/strict";
import { test } from "node:test";

import { viewOf } from "./model.mjs";

const shown = (view) => [...view.shown.entities].sort().join("");

test("focus leaves what is so many steps away, and what lies between", () => {
  const view = viewOf(["a owns b", "b owns c", "c owns d", "a owns c"]);
  view.focusOn("a", 1);
  assert.equal(shown(view), "abc");
  assert.equal(view.shown.statements.size, 3);
  view.focusOn("d", 2);
  assert.equal(shown(view), "abcd");
});

test("filters take away statements, and entities that nothing else speaks of", () => {
  const view = viewOf(["a owns b", "b leads c planned", "c owns x"]);
  view.filters.statuses.add("planned");
  view.change();
  assert.equal(shown(view), "abcx");
  view.filters.types.add("Place");
  view.change();
  assert.equal(shown(view), "ab");
});

test("choosing what is filtered out brings it back", () => {
  const view = viewOf(["a owns b", "b owns x"]);
  view.filters.types.add("Place");
  view.change();
  view.chooseEntity("x");
  assert.ok(view.shown.entities.has("x"));
  view.hide("x");
  assert.ok(!view.shown.entities.has("x"));
  view.chooseStatement("s1");
  assert.ok(view.shown.entities.has("x"));
  assert.equal(view.statement, "s1");
});

test("hidden entities come back together", () => {
  const view = viewOf(["a owns b", "b owns c"]);
  view.hide("a");
  view.hide("b");
  assert.equal(shown(view), "");
  view.bringBack();
  assert.equal(shown(view), "abc");
});

test("a path draws what it needs and leaves only that", () => {
  const view = viewOf(["a owns b", "b owns c", "c owns d", "a owns e", "e owns f"], { others: ["c", "d"] });
  assert.equal(shown(view), "abef");
  view.connect("a", "d");
  assert.equal(shown(view), "abcd");
  assert.deepEqual(view.chains.map((chain) => chain.map((step) => step.to).join("")), ["bcd"]);
  view.reset();
  assert.equal(shown(view), "abcdef");
});

test("drawing what an address says gives the same picture and places", () => {
  const lines = ["a owns b", ...Array.from({ length: 30 }, (_, n) => `a owns n${n}`)];
  const others = Array.from({ length: 30 }, (_, n) => `n${n}`);
  const [one, other] = [viewOf(lines, { others }), viewOf(lines, { others })];
  one.draw("+3");
  one.draw("*a");
  other.redraw(one.added);
  assert.deepEqual([...one.drawn], [...other.drawn]);
  assert.equal(one.drawn.size, 32);
  const places = (view) => [...view.drawn].map((id) => view.model.entities.get(id)).map(({ id, x, y }) => `${id} ${x} ${y}`);
  assert.deepEqual(places(one), places(other));
  assert.equal(new Set(places(one).map((line) => line.slice(line.indexOf(" ")))).size, 32);
});

test("nothing that joins stands on another", () => {
  const others = Array.from({ length: 60 }, (_, n) => `n${n}`);
  const view = viewOf(["a owns b", ...others.map((id) => `a owns ${id}`)], { others });
  view.draw("*a");
  const nodes = [...view.drawn].map((id) => view.model.entities.get(id));
  for (const [index, one] of nodes.entries())
    for (const other of nodes.slice(index + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= one.size + other.size);
});

test("a whole view of nothing chosen emphasises nothing", () => {
  const view = viewOf(["a owns b"]);
  assert.equal(view.emphasised(), null);
  view.chooseEntity("a");
  assert.deepEqual([...view.emphasised()].sort(), ["a", "b"]);
});
