import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, readCounts } from "../../overrides/assets/lib/counts.mjs";
import { toCsv } from "../../overrides/assets/lib/csv.mjs";

const STAGES = [
  ["reported", "Named in an accepted report"],
  ["assessed", "Assessment kept"],
  ["child-home", "Completed, and the children are at home"],
].map(([id, title]) => ({ id, title }));
const read = (text) => readCounts(text, STAGES);
const plain = (pasted) => JSON.parse(JSON.stringify(pasted));

test("a count is a whole number; nothing is nothing, and all else is wrong", () => {
  for (const [text, count] of [["0", 0], [" 480 ", 480], ["1,234", 1234], ["12,345,678", undefined], ["", null], ["  ", null], ["007", 7]]) assert.equal(countOf(text), count, text);
  for (const text of ["-1", "1.5", "1e3", "12a", "about 20", "1,23", "0x1f", "½", "12345678", "123-45-6789", "Infinity"]) assert.equal(countOf(text), undefined, text);
});

test("three columns are read, by a stage's title or id, with commas or as a spreadsheet copies them", () => {
  const wanted = { columns: [{ name: "2025", counts: { reported: 480, assessed: 91 } }, { name: "2026", counts: { reported: 1200, "child-home": null } }] };
  const rows = [["period", "stage", "count"], ["2025", "Named in an accepted report", 480], ["2025", "assessed", 91], ["2026", "REPORTED", "1,200"], ["2026", "Completed, and the children are at home", ""]];
  assert.deepEqual(plain(read(toCsv(rows))), wanted);
  assert.deepEqual(plain(read(toCsv(rows.slice(1)))), wanted);
  assert.deepEqual(plain(read(rows.map((row) => row.join("\t")).join("\n"))), wanted);
});

test("a column may be called anything", () => {
  for (const name of ["__proto__", "constructor", '=1+1 "x"', "Ñ – é"]) assert.equal(read(toCsv([[name, "reported", 5]])).columns[0].name, name);
});

test("what does not fit is refused with its row, and what stood there is not repeated", () => {
  const first = "2026,reported,480\n";
  for (const [text, where] of [
    ["", "it has no rows"],
    ["period,stage,count", "it has no rows"],
    [`${first}2026,Maria,91`, "row 2 names no stage of this page"],
    [`${first}2026,assessed,many`, "row 2 has no whole number as its count"],
    [`${first}2026,reported,90`, "row 2 counts a stage a second time"],
    [`${first},assessed,91`, "row 2 names no period or group"],
    [`${first}"2026,assessed,91`, "a quotation mark is not closed"],
  ])
    assert.deepEqual(read(text), { problem: `This does not look like counts: ${where}. Nothing was read.`, people: false });
});

test("a list of people is refused, and not kept to be corrected", () => {
  const list = (rows) => rows.map((row) => row.join(",")).join("\n");
  for (const [text, why] of [
    [list([["Name", "Stage", "Count"], ["Maria Lopez", "assessed", 1]]), "heading"],
    [list([["Client ID", "Stage", "Count"], ["44", "assessed", 1]]), "heading"],
    [list([["period", "stage", "date of birth"], ["2026", "assessed", "x"]]), "heading"],
    [list([["Maria Lopez", "assessed", "4/12/1991"]]), "row 1 holds what could be a date of birth"],
    [list([["2026", "reported", 20], ["born 1991-04-12", "assessed", 1]]), "row 2 holds what could be a date of birth"],
    [list([["Case no. 20261234", "assessed", 1]]), "a case number"],
    [list([["123-45-6789", "assessed", 1]]), "a Social Security number"],
    [list([["Lopez", "Maria", 34], ["Chen", "Wei", 29]]), "most rows name no stage"],
    [list([["Lopez", "Maria", "mother", "assessed"], ["Chen", "Wei", "father", "reported"]]), "most rows name no stage"],
    [list([["2026", "reported", 20], ["Maria", "assessed", 1, "mother"]]), "row 2 has 4 columns, not three"],
    [list([["Maria Lopez", "assessed"]]), "row 1 has 2 columns, not three"],
    [list(Array.from({ length: 13 }, (_, at) => [`Parent ${at}`, "assessed", 20])), "more than 12"],
    [list(["Ana", "Ben", "Chi", "Dee", "Eli"].map((name) => [name, "assessed", 1])), "no row counts more than one"],
    [list(Array.from({ length: 201 }, () => ["2026", "assessed", 20])), "more than 200 rows"],
  ]) {
    const { problem, people } = read(text);
    assert.ok(people && problem.includes(why), `${text}: ${problem}`);
    for (const word of ["Maria", "Lopez", "1991", "2026123", "6789", "Parent"]) assert.ok(!problem.includes(word));
  }
});
