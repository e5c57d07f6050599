import assert from "node:assert/strict";
import { test } from "node:test";
import { workbook } from "../../overrides/assets/lib/workbook.mjs";
import { zip } from "../../overrides/assets/lib/zip.mjs";
import { ODD, PARTNER } from "./teams.mjs";

// tests/test_workbook.py opens the same files as a spreadsheet does.

/** Files of a ZIP by name, read from their own heads, which Excel compares with the list at the end. */
async function unzipped(blob) {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const found = {};
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const [version, flags, method] = [4, 6, 8].map((place) => bytes.readUInt16LE(at + place));
    assert.deepEqual([version, flags, method], [20, 0, 0]);
    const [size, name] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)];
    found[bytes.toString("ascii", at + 30, at + 30 + name)] = bytes.toString("utf8", at + 30 + name, at + 30 + name + size);
    at += 30 + name + size;
  }
  return found;
}

const sheets = (...names) => names.map((name) => ({ name, rows: [["Head"], ["text"]] }));
const namesOf = async (...names) => [...(await unzipped(await workbook(sheets(...names))))["xl/workbook.xml"].matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
const first = async (...rows) => (await unzipped(await workbook([{ name: "One", rows }])))["xl/worksheets/sheet1.xml"];

test("a ZIP says how long each file is before it begins, at no time of day", async () => {
  const blob = zip({ "a.txt": "é", "b/c.txt": "" }, "application/zip");
  assert.deepEqual(await unzipped(blob), { "a.txt": "é", "b/c.txt": "" });
  assert.equal(blob.type, "application/zip");
});

test("a workbook is the same bytes whenever it is made", async () => {
  const [one, other] = [await workbook(sheets(PARTNER)), await workbook(sheets(PARTNER))];
  assert.deepEqual(await one.arrayBuffer(), await other.arrayBuffer());
  assert.equal(one.type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
});

test("no cell is a formula, and no text stands in a sheet itself", async () => {
  const text = await first(["=1+1", "+1"], ["-2", "@SUM(A1)"], ["\t=1", "＝1"], ...ODD.map((one) => [one]));
  assert.equal(/<f\b| t="(?!s")|<is>/.test(text), false);
});

test("text that a spreadsheet would run once it is edited is marked to stay text; other text is not", async () => {
  const text = await first(["Head"], ["=1+1"], [" - note"], ["plain"], ["1=1"]);
  assert.deepEqual([...text.matchAll(/ s="(\d)"/g)].map(([, style]) => style), ["3", "2", "2", "1", "1"]);
});

test("a number is a number; nothing, an empty text and what is no number are no cell", async () => {
  const text = await first(["A", "B"], [1.5, -3], [0, null], [Number.NaN, ""], [Infinity, undefined]);
  assert.deepEqual([...text.matchAll(/<c r="(\w+)" s="0"><v>([^<]*)</g)].map(([, place, value]) => [place, value]), [["A2", "1.5"], ["B2", "-3"], ["A3", "0"]]);
  assert.equal([...text.matchAll(/<c /g)].length, 5);
});

test("columns are named as a spreadsheet names them", async () => {
  const text = await first(Array.from({ length: 703 }, (_, at) => `${at}`));
  const places = [...text.matchAll(/<c r="([A-Z]+)1"/g)].map(([, place]) => place);
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map((at) => places[at]), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});

test("a column is as wide as its longest line, 8 at least and 60 at most", async () => {
  const text = await first(["a", "Twelve chars", "long"], ["b", "one\ntwo", "x".repeat(300)]);
  assert.deepEqual([...text.matchAll(/ width="(\d+)"/g)].map(([, width]) => width), ["8", "14", "60"]);
});

test("a row is as high as the lines of its fullest cell, up to what Excel takes", async () => {
  const text = await first(["Head"], ["one\ntwo\n"], ["x".repeat(150)], ["a\n".repeat(20_000)]);
  assert.deepEqual([...text.matchAll(/ ht="(\d+)"/g)].map(([, height]) => height), ["15", "45", "45", "405"]);
});

test("a sheet's name has at most 31 characters, none that Excel refuses, and is never taken twice", async () => {
  assert.deepEqual(await namesOf("a[b]c:d*e?f/g\\h"), ["a b c d e f g h"]);
  assert.deepEqual(await namesOf("One", "one", "ONE"), ["One", "one (2)", "ONE (3)"]);
  assert.deepEqual(await namesOf("", "///", "'", "History"), ["Sheet", "Sheet (2)", "Sheet (3)", "History (2)"]);
  assert.deepEqual(await namesOf("y".repeat(40), "y".repeat(40)), ["y".repeat(31), `${"y".repeat(27)} (2)`]);
  assert.deepEqual(await namesOf(PARTNER), ["Children's &quot;Family&quot; Court – Ñ"]);
  assert.deepEqual(await namesOf("'quoted'", `${"z".repeat(30)}🏳️‍🌈`), ["quoted", "z".repeat(30)]);
});

test("characters that XML cannot hold are dropped, and a code that Excel would read is written out", async () => {
  const texts = (await unzipped(await workbook([{ name: "One", rows: [["a\0b\u001fc\ufffe\ud800d"], ["_x0041_ <&> _xZZZZ_"], ["one\r\ntwo\rthree"]] }])))["xl/sharedStrings.xml"];
  assert.deepEqual([...texts.matchAll(/<t[^>]*>([^<]*)</g)].map(([, text]) => text), ["abcd", "_x005F_x0041_ &lt;&amp;&gt; _xZZZZ_", "one\ntwo\nthree"]);
});

test("a text longer than a cell may be is cut where Excel would refuse the file", async () => {
  const texts = (await unzipped(await workbook([{ name: "One", rows: [[`${"x".repeat(32_766)}👩`]] }])))["xl/sharedStrings.xml"];
  assert.equal(texts.match(/<t[^>]*>([^<]*)</)[1].length, 32_766);
});
