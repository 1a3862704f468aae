import assert from "node:assert/strict";
import { test } from "node:test";

import { citation } from "../../../kg/viz/page/scripts/citation.js";
import { datesOf, daysOf, histogram, isWithin } from "../../../kg/viz/page/scripts/dates.js";
import { chains, distances } from "../../../kg/viz/page/scripts/paths.js";
import { Index } from "../../../kg/viz/page/scripts/search.js";
import { cell, csv } from "../../../kg/viz/page/scripts/tables.js";
import { fileName, folded, shortened } from "../../../kg/viz/page/scripts/words.js";
import { modelOf } from "./model.mjs";

const all = () => true;

test("names are compared without accents, marks and signs between words", () => {
  for (const [text, key] of [["Łódź", "lodz"], ["Ørsted", "orsted"], ["STRASSE", "strasse"], ["Straße", "strasse"], ["İstanbul", "istanbul"], ["Rolls‑Royce", "rolls royce"], ["  a\u00a0 b ", "a b"], ["阿里巴巴", "阿里巴巴"]]) assert.equal(folded(text), key);
});

test("texts are shortened by letters, not by halves of them", () => {
  assert.equal(shortened("😀😀😀😀", 3), "😀😀…");
  assert.equal(shortened("abc", 3), "abc");
});

test("files are named after the title, whatever it is", () => {
  assert.equal(fileName("Asia: what 12 articles say?", "csv"), "Asia-what-12-articles-say.csv");
  assert.equal(fileName("../../etc/passwd", "svg"), "etc-passwd.svg");
  assert.equal(fileName("<>\u0000", "png"), "graph.png");
});

test("a date lies in a period if it may", () => {
  assert.deepEqual(daysOf("2017"), ["2017-01-01", "2017-12-31"]);
  assert.equal(daysOf("soon"), null);
  assert.ok(isWithin("2017", "2017-05-01", null));
  assert.ok(!isWithin("2017-04", "2017-05-01", null));
  assert.ok(isWithin("2017-05-01T10:00", null, "2017-05"));
  assert.ok(!isWithin(null, null, null));
});

test("the histogram counts every dated statement once", () => {
  const documents = [{ published: "2017", count: 2 }, { published: "2018", count: 3 }, { published: null, count: 9 }, { published: "2018", count: 1 }];
  const dates = datesOf(documents);
  assert.deepEqual(dates, ["2017", "2018"]);
  assert.deepEqual(histogram(documents, dates, 2), [2, 4]);
});

test("all shortest chains are found, the surest first", () => {
  const model = modelOf(["a owns b", "b owns d", "a owns c", "d owns c", "a owns e", "e owns f", "f owns d", "a leads b"]);
  model.statements.get("s2").confidence = 0.9;
  const found = chains(model, "a", "d", all);
  assert.deepEqual(found.map((chain) => chain.map((step) => step.to).join("")), ["cd", "bd"]);
  assert.equal(found[1][0].statements.length, 2);
  assert.deepEqual(chains(model, "a", "a", all), []);
  assert.deepEqual(chains(model, "a", "d", (one) => one.relation === "leads"), []);
});

test("chains are no longer than the distance and are chains", () => {
  let seed = 3;
  const dice = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let turn = 0; turn < 40; turn += 1) {
    const model = modelOf(Array.from({ length: 25 }, () => `n${dice(12)} owns n${dice(12)}`));
    const [from, to] = [...model.entities.keys()];
    const away = distances(model, from, all).get(to);
    const found = chains(model, from, to, all);
    assert.equal(found.length > 0, away !== undefined);
    for (const chain of found) {
      assert.equal(chain.length, away);
      assert.deepEqual([chain[0].from, chain.at(-1).to], [from, to]);
      for (const [index, step] of chain.entries()) {
        if (index) assert.equal(step.from, chain[index - 1].to);
        for (const one of step.statements) assert.deepEqual(new Set([one.subject, one.object]), new Set([step.from, step.to]));
      }
    }
  }
});

test("a search ranks whole names, beginnings, words and parts", () => {
  const model = modelOf(["bank owns banking", "west_bank owns embankment"]);
  model.entities.get("west_bank").label = "West Bank";
  const index = new Index(model);
  assert.deepEqual(index.matches("bank").map(({ entity }) => entity.id), ["bank", "banking", "west_bank", "embankment"]);
  assert.deepEqual(index.matches("  "), []);
});

test("cells of a table run no formula and keep quotes and lines", () => {
  assert.equal(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  assert.equal(cell('-1, "x"\n'), `"'-1, ""x""\n"`);
  assert.equal(cell(null), "");
  const lines = csv(modelOf(["a owns b"]), [...modelOf(["a owns b"]).statements.values()]).trimEnd().split("\r\n");
  assert.equal(lines.length, 2);
  assert.equal(lines[0].split(",").length, lines[1].split(",").length);
});

test("a citation says sentence, publisher, title, date and address", () => {
  const quote = { pieces: [["A", "s"], [" owns ", ""], ["B", "o"], [".", ""]] };
  const document = { id: "d", title: "News", publisher: "P", published: "2017-08", url: "https://p.example/1" };
  assert.equal(citation(quote, document), "“A owns B.” P, “News”, 2017-08, https://p.example/1.");
  assert.equal(citation(quote, { id: "d", title: null, publisher: null, published: null, url: null }), "“A owns B.” d.");
});
