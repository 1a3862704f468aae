import assert from "node:assert/strict";
import { test } from "node:test";

import { read, setFilters, written } from "../../../kg/viz/page/scripts/address.js";
import { viewOf } from "./model.mjs";

const LINES = ["a owns b asserted d0", "b leads c planned d1", "c owns x asserted d2", "x owns a asserted d3"];

test("an address says all that limits the view, and is read back", () => {
  const view = viewOf(LINES, { others: ["c"] });
  view.draw("c");
  view.focusOn("b", 2);
  view.filters.types.add("Place");
  view.filters.statuses.add("negated");
  view.filters.relations.add("leads");
  view.filters.documents.add(1);
  view.filters.entities.add("a");
  Object.assign(view.filters, { from: "2017", to: "2018-03", undated: false });
  view.change({ table: true, colour: "group" });
  const text = written(view, { x: 10.4, y: -3, scale: 0.51234 });
  const again = viewOf(LINES, { others: ["c"] });
  const said = read(text, again.model);
  setFilters(again.filters, said.filters);
  again.redraw(said.added);
  again.change(said.changes);
  assert.equal(written(again, said.seen), text);
  assert.deepEqual(said.seen, { x: 10, y: -3, scale: 0.512 });
  assert.equal(said.unknown, false);
  assert.deepEqual([...again.shown.entities].sort(), [...view.shown.entities].sort());
});

test("ids are taken as they are, whatever letters they have", () => {
  const view = viewOf(["a&b=c#%é owns <b>"]);
  view.chooseEntity("a&b=c#%é");
  assert.equal(read(written(view), view.model).changes.entity, "a&b=c#%é");
});

test("what the page does not hold is said and left out", () => {
  const { model } = viewOf(LINES);
  const said = read("e=nobody&f=none&n=9&t=Nothing&a=%2B5x&a=gone&z=1,2,NaN&from=<script>&c=%00&v=1", model);
  assert.equal(said.unknown, true);
  assert.deepEqual(said.changes, { entity: null, statement: null, focus: null, path: null, from: null, table: false, colour: "type" });
  assert.deepEqual([said.added, said.seen, said.filters.types, said.filters.from], [[], null, [], null]);
});

test("where most documents are hidden the address names the others", () => {
  const view = viewOf(LINES);
  for (const index of [0, 1, 2]) view.filters.documents.add(index);
  view.change();
  assert.equal(written(view), "od=d3");
  assert.deepEqual(read("od=d3", view.model).filters.documents, [0, 1, 2]);
});

test("any text is read without harm", () => {
  const { model } = viewOf(LINES);
  let seed = 7;
  const dice = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let turn = 0; turn < 2000; turn += 1) {
    const text = Array.from({ length: dice(40) }, () => "efnspta&=%+*,.09-xzvc#\u0000é".charAt(dice(24))).join("");
    const said = read(text, model);
    assert.ok(said.changes.entity === null || model.entities.has(said.changes.entity));
    assert.ok(said.seen === null || Number.isFinite(said.seen.scale));
  }
});
