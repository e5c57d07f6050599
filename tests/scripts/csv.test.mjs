import assert from "node:assert/strict";
import { test } from "node:test";
import { fromCsv, toCsv } from "../../overrides/assets/lib/csv.mjs";
import { seeded } from "./areas.mjs";
import { ODD } from "./teams.mjs";

const cell = (text) => toCsv([[text]]).slice(2, -3).replaceAll('""', '"');
const FORMULAS = ["=1+1", "+1 555 0100", "-2", "- a note", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", "\u00a0=cmd|' /C calc'!A0", "＝1", "＋1", "－1", "＠x", "'=1", "''=1", "' =1", "'\t"];
const PLAIN = ["", "a", "1", "a=1", "'tis", "''", "'", "0.5", "5-10", "see @me", "é", "ﬁ", " x", "Children's court"];

test("a table for spreadsheets begins with the mark of UTF-8, quotes every cell and ends lines as Excel does", () => {
  assert.equal(toCsv([["a", 'b "c"'], [1, null, undefined]]), '\uFEFF"a","b ""c"""\r\n"1","",""\r\n');
});

for (const text of FORMULAS) {
  test(`${JSON.stringify(text)} gets one apostrophe, and comes back as it was`, () => {
    assert.equal(cell(text), `'${text}`);
    assert.deepEqual(fromCsv(toCsv([[text]])), [[text]]);
  });
}

for (const text of PLAIN) {
  test(`${JSON.stringify(text)} stays as it is`, () => {
    assert.equal(cell(text), text);
    assert.deepEqual(fromCsv(toCsv([[text]])), [[text]]);
  });
}

test("no cell of text begins so that a spreadsheet would run it", () => {
  const random = seeded(2);
  const parts = ["=", "+", "-", "@", "\t", "\r", "\n", " ", "'", '"', ",", "a", "1", "＝", "\u3000", "\uFEFF", "\0"];
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: Math.floor(random() * 6) }, () => parts[Math.floor(random() * parts.length)]).join("");
    assert.doesNotMatch(cell(text), /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/, JSON.stringify(text));
  }
});

test("numbers stay numbers, below zero too", () => {
  assert.equal(toCsv([[-5, 0, 1.5]]), '\uFEFF"-5","0","1.5"\r\n');
});

test("a table written, read and written again any number of times is the same, and no apostrophe grows", () => {
  const random = seeded(4);
  const texts = [...FORMULAS, ...PLAIN, ...ODD, ...ODD.map((one) => `=${one}`)];
  for (let round = 0; round < 200; round += 1) {
    const rows = Array.from({ length: 1 + Math.floor(random() * 5) }, () => Array.from({ length: 1 + Math.floor(random() * 4) }, () => texts[Math.floor(random() * texts.length)]));
    const text = toCsv(rows);
    let again = text;
    for (let cycle = 0; cycle < 5; cycle += 1) {
      const read = fromCsv(again);
      assert.deepEqual(read, rows);
      again = toCsv(read);
    }
    assert.equal(again, text);
  }
});

test("tables of other programs are read: no quotes, other line ends, no mark, no end of the last line", () => {
  assert.deepEqual(fromCsv("period,stage,n\n2026,reported,480\r2026,screened,396"), [["period", "stage", "n"], ["2026", "reported", "480"], ["2026", "screened", "396"]]);
  assert.deepEqual(fromCsv('a,,"b,c"\n\n,'), [["a", "", "b,c"], [""], ["", ""]]);
  assert.deepEqual(fromCsv(""), []);
  assert.deepEqual(fromCsv("'-5"), [["-5"]]);
});

test("a quotation that is left open, or goes on after its end, is no table", () => {
  for (const text of ['"a', 'a\n"b,c\n', '"a"b', 'a"b"']) assert.equal(fromCsv(text), undefined, text);
});

test("a text of 2 MB is read or refused at once", () => {
  for (const text of ["x".repeat(2_000_000), `"${"x".repeat(2_000_000)}`, `"${'""'.repeat(1_000_000)}`, '"'.repeat(1_999_999), "\n".repeat(200_000), ",".repeat(200_000)]) {
    const start = performance.now();
    fromCsv(text);
    assert.ok(performance.now() - start < 5000);
  }
});
