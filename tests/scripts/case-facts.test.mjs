// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { looksLike } from "../../overrides/assets/lib/case-facts.mjs";

const FOUND = {
  "Her number is 123-45-6789.": "a Social Security number",
  "ask ana.ruiz@example.org": "an e-mail address",
  "Call (555) 010-9999 first": "a phone number",
  "call 555-010-9999": "a phone number",
  "Case no. 2024-12345": "a case number",
  "docket #JD-20455 was late": "a case number",
  "Mother, DOB 4/5/1990": "a date of birth",
  "child of 04/05/2019": "a date of birth",
};
for (const [text, what] of Object.entries(FOUND)) test(`"${text}" looks like ${what}`, () => assert.equal(looksLike(text), what));

for (const text of [
  "",
  "42 CFR 2.31(a), effective 2024-04-16",
  "We met 14 times between January and June 2026.",
  "In case 3 of 4 partners agree, go on.",
  "The case plan of 2026 names 12 months.",
  "45 CFR 1355.21; 120 000 dollars a year",
  "Minutes of the meeting, 2026-11-21",
  "Title IV-E, about 120000",
])
  test(`"${text}" points to nobody`, () => assert.equal(looksLike(text), undefined));
