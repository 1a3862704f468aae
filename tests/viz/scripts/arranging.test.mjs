import assert from "node:assert/strict";
import { test } from "node:test";

import { arranged, columns, rings } from "../../../kg/viz/page/scripts/arranging.js";
import { viewOf } from "./model.mjs";

const place = (view) => arranged(view, (id) => view.model.entities.get(id));
const far = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

test("the whole picture keeps its places", () => {
  assert.equal(place(viewOf(["a owns b"])).size, 0);
});

test("a neighbourhood stands in rings about its middle, which stays where it is", () => {
  const view = viewOf(["a owns b", "a owns c", "b owns d", "c owns e", "e owns f"]);
  view.focusOn("a", 2);
  const places = place(view);
  assert.deepEqual([...places.keys()].sort(), ["a", "b", "c", "d", "e"]);
  const { x, y } = view.model.entities.get("a");
  assert.deepEqual(places.get("a"), { x, y });
  const away = (id) => Math.round(far(places.get("a"), places.get(id)));
  assert.ok(Math.abs(away("b") - away("c")) <= 1 && Math.abs(away("d") - away("e")) <= 1);
  assert.ok(away("d") > away("b") + 100);
  assert.ok(far(places.get("d"), places.get("b")) < far(places.get("d"), places.get("c")), "d hangs on b");
  assert.deepEqual(place(view), places);
});

test("on a ring nobody stands on another's feet, however many there are", () => {
  const names = Array.from({ length: 90 }, (_, index) => `n${String(index).padStart(2, "0")}`);
  const near = new Map([["a", 0], ...names.map((name) => [name, 1])]);
  const spots = new Map([["a", { x: 5, y: 5 }], ...names.map((name, index) => [name, { x: index % 7, y: index % 5 }])]);
  const places = [...rings("a", near, new Set(near.keys()), () => [], (id) => spots.get(id)).values()];
  for (const [index, one] of places.entries()) for (const other of places.slice(index + 1)) assert.ok(far(one, other) > 80);
});

test("who stood to the right of the middle still does", () => {
  const spots = { a: { x: 0, y: 0 }, b: { x: 500, y: 20 }, c: { x: -400, y: 30 } };
  const near = new Map([["a", 0], ["b", 1], ["c", 1]]);
  const places = rings("a", near, new Set(["a", "b", "c"]), () => [], (id) => spots[id]);
  assert.ok(places.get("b").x > 100 && places.get("c").x < -100);
});

test("the chains of a path go from left to right, a column for each step", () => {
  const step = (from, to) => ({ from, to, statements: [] });
  const places = columns([[step("a", "b"), step("b", "d")], [step("a", "c"), step("c", "d")]], "a");
  const x = (id) => places.get(id).x;
  assert.ok(x("a") < x("b") && x("b") === x("c") && x("c") < x("d"));
  assert.ok(places.get("b").y < places.get("c").y, "the surest chain is uppermost");
  assert.equal(places.get("a").y, places.get("d").y);
});
