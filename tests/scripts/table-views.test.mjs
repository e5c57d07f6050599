import assert from "node:assert/strict";
import { test } from "node:test";
import { collectedTwice, endsSoon, gaps, later, neededNotShared, path, protocol, valueOf } from "../../overrides/assets/lib/table-views.mjs";

/** Rows r1, r2 and so on with these cells. */
const rows = (...cells) => cells.map((cells, n) => ({ id: `r${n + 1}`, cells }));
const ids = (found) => found.map(({ id }) => id);

// -- cells

test("a number of days is whole and not negative", () => {
  assert.deepEqual(["0", "14", "", "3 weeks", "-1", "1.5", "1e3"].map((text) => valueOf("days", text)), [0, 14, "", undefined, undefined, undefined, undefined]);
});

test("an amount may be written as people write dollars", () => {
  assert.deepEqual(["120000", "$120,000", "$ 1,250.50", "0"].map((text) => valueOf("money", text)), [120000, 120000, 1250.5, 0]);
  for (const text of ["about 5", "12,00", "-5", "Infinity", "0x10"]) assert.equal(valueOf("money", text), undefined, text);
});

test("a date is a day that exists", () => {
  assert.equal(valueOf("date", "2028-02-29"), "2028-02-29");
  for (const text of ["2027-02-29", "2027-13-01", "2027-00-10", "6/30/2027", "soon"]) assert.equal(valueOf("date", text), undefined, text);
});

test("text is what it is", () => assert.deepEqual([valueOf("text", "3 weeks"), valueOf("long", "=1+1"), valueOf("choice", "yes")], ["3 weeks", "=1+1", "yes"]));

// -- what is open

const COLUMNS = [{ id: "fund", kind: "text", needed: true }, { id: "end", kind: "date", needed: true }, { id: "after", kind: "long", needed: false }];

test("a row is open where a needed column is empty, or holds only spaces, or something wrong", () => {
  const found = gaps(rows({ fund: "A", end: "2027-06-30" }, { fund: "B", end: "soon" }, { fund: " " }, { fund: "D", end: null }), COLUMNS);
  assert.deepEqual(found.map(({ row, open }) => [row.id, open.map(({ id }) => id)]), [["r2", ["end"]], ["r3", ["fund", "end"]], ["r4", ["end"]]]);
});

// -- facts

test("what is needed and held and does not arrive is listed; what arrives, or has no answer yet, is not", () => {
  const fact = { fact: "Attendance", partner: "treatment", "needed-by": "Courts", collected: "yes" };
  const given = [{ ...fact, shared: "no" }, { ...fact, shared: "partly" }, { ...fact, shared: "unknown" }, { ...fact, shared: "yes" }, fact];
  assert.deepEqual(ids(neededNotShared(rows(...given)).kept), ["r1", "r2", "r3"]);
  assert.deepEqual(neededNotShared(rows({ ...fact, "needed-by": " ", shared: "no" }, { ...fact, collected: "unknown", shared: "no" })).kept, []);
});

test("nobody collects a fact only if every row of it says no", () => {
  const no = { fact: "Language", "needed-by": "Treatment", collected: "no" };
  assert.deepEqual(ids(neededNotShared(rows(no, { ...no, fact: " language.", partner: "courts" })).nobody), ["r1"]);
  assert.deepEqual(neededNotShared(rows(no, { ...no, collected: "partly" })).nobody, []);
  assert.deepEqual(neededNotShared(rows({ ...no, "needed-by": "" })).nobody, []);
});

test("a fact is collected twice when two partners hold it under the same words", () => {
  const held = { collected: "yes" };
  const given = rows(
    { fact: "Drug test results", partner: "treatment", ...held },
    { fact: "drug  test results ", partner: "child-welfare", collected: "partly" },
    { fact: "Attendance", partner: "treatment", ...held },
    { fact: "Attendance", partner: "treatment", ...held },
    { fact: "Goal", partner: "courts", ...held },
    { fact: "Goal", partner: "child-welfare", collected: "no" },
    { fact: "", partner: "courts", ...held },
    { fact: "", partner: "treatment", ...held },
  );
  assert.deepEqual(collectedTwice(given).map(ids), [["r1", "r2"]]);
});

// -- funds

test("months later is the same day, or the last day of a shorter month", () => {
  assert.deepEqual([later("2026-11-22", 18), later("2026-08-31", 18), later("2026-08-30", 6), later("2026-01-31", 0)], ["2028-05-22", "2028-02-29", "2027-02-28", "2026-01-31"]);
});

test("what ends from today to the day 18 months on is listed, soonest first, with its sum", () => {
  const given = [
    { fund: "Late", end: "2028-05-23", amount: 1 },
    { fund: "Last day", end: "2028-05-22", amount: "$30,000" },
    { fund: "Today", end: "2026-11-22", amount: 12000 },
    { fund: "Over", end: "2026-11-21", amount: 5 },
    { fund: "No amount", end: "2027-06-30", amount: "some" },
    { fund: "No date", amount: 7 },
    { fund: "Bad date", end: "June" },
    {},
    { fund: " " },
  ];
  const found = endsSoon(rows(...given), "2026-11-22");
  const names = (list) => list.map(({ row }) => row.cells.fund);
  assert.deepEqual([names(found.soon), names(found.past)], [["Today", "No amount", "Last day"], ["Over"]]);
  assert.deepEqual(found.undated.map(({ cells }) => cells.fund), ["No date", "Bad date"]);
  assert.deepEqual([found.sum, found.unknown], [42000, 1]);
});

// -- the path

test("waits are summed, the longest is named, and an unknown wait is no zero", () => {
  const found = path(rows({ step: "A", wait: 0 }, { step: "B", wait: "11" }, { step: "C" }, { step: "D", wait: "two" }, {}, { wait: 1 }, { step: "E", wait: 11 }));
  assert.deepEqual(found.steps.map(({ wait }) => wait), [0, 11, null, null, 1, 11]);
  assert.deepEqual([found.total, found.unknown, found.longest.map(({ row }) => row.cells.step)], [23, 2, ["B", "E"]]);
  assert.deepEqual(path(rows({ step: "A", wait: 0 })).longest, []);
  assert.deepEqual(path([]), { steps: [], total: 0, unknown: 0, longest: [] });
});

// -- the protocol

test("events stand under their permission in the order of the permissions; without one, or with one that is not known, last", () => {
  const given = rows({ event: "A", permission: "ask" }, { event: "B", permission: "consent" }, { event: "C" }, {}, { event: "D", permission: "consent" }, { event: "E", permission: "gone" });
  const found = protocol(given, ["consent", "court", "ask"]);
  assert.deepEqual(found.map(({ permission, rows }) => [permission, rows.map(({ cells }) => cells.event)]), [["consent", ["B", "D"]], ["ask", ["A"]], ["", ["C", "E"]]]);
});
