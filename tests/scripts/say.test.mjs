import assert from "node:assert/strict";
import { test } from "node:test";
import { longDay } from "../../overrides/assets/lib/say.mjs";

test("a day and a moment are written out", () => {
  assert.equal(longDay("2026-11-21"), "November 21, 2026");
  assert.equal(longDay(new Date(2026, 10, 21, 9).toISOString()), "November 21, 2026");
});

for (const text of ["", "yesterday", "soon", "31/12/2026", "2026-13-45", "Fall 2026", "an hour after the last meeting"]) {
  test(`what is no date stays as it is: "${text}"`, () => assert.equal(longDay(text), text));
}
