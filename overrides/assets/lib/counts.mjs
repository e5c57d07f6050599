// @ts-check
// Counts as people type or paste them: whole numbers only, and no table that could be a list of people.
import { looksLike } from "./case-facts.mjs";
import { fromCsv } from "./csv.mjs";
import { normalize } from "./words.mjs";
/** @typedef {{ name: string, counts: Record<string, number | null> }} Named one column, and its counts by stage */
/** @typedef {{ columns: Named[], problem?: undefined, people?: undefined } | { problem: string, people: boolean, columns?: undefined }} Pasted */

export const COLUMNS = 12; // at most
const ROWS = 200; // at most
const PERSON = /name|birth|dob|ssn|mrn|address|phone|mail|case|client|patient/i; // in a heading
const DAY = /\b(?:19|20)\d\d-\d\d-\d\d\b/;

/** A whole number of up to seven digits; null where nothing stands, undefined where something else does. @param {string} text */
export function countOf(text) {
  const digits = text.trim().replace(/,(?=\d{3}(?:,|$))/g, "");
  if (digits === "") return null;
  return /^\d{1,7}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * Reads a table of three columns: period, stage, count. What is wrong is said by its row and never repeated.
 *
 * @param {string} text with commas, or with tabs as a spreadsheet copies it
 * @param {{ id: string, title: string }[]} stages
 * @returns {Pasted} `people`: it must not be kept, not even to correct it
 */
export function readCounts(text, stages) {
  const table = text.includes("\t") ? text.split(/\r\n?|\n/).map((line) => line.split("\t")) : fromCsv(text);
  if (!table) return refused("a quotation mark is not closed");
  const rows = table.flatMap((cells, at) => (cells.some((cell) => cell.trim()) ? [{ cells: cells.map((cell) => cell.trim()), at: at + 1 }] : []));
  const known = new Map(stages.flatMap(({ id, title }) => [id, title].map((name) => [normalize(name), id])));
  const stage = (/** @type {string[]} */ cells) => known.get(normalize(cells[1] ?? ""));
  const heading = rows.length && !stage(rows[0].cells) && countOf(rows[0].cells[2] ?? "") === undefined ? rows.shift() : undefined;
  const why = peopleIn(rows, heading?.cells ?? [], stage);
  if (why) return { problem: `This looks like a list of people: ${why}. Nothing was read, and nothing was kept.`, people: true };
  if (!rows.length) return refused("it has no rows");
  if (rows.filter(({ cells }) => !stage(cells)).length * 2 > rows.length) return refused("most rows name no stage of this page", true);
  const columns = /** @type {Map<string, Named>} */ (new Map());
  for (const { cells, at } of rows) {
    const [id, count] = [stage(cells), countOf(cells[2] ?? "")];
    if (cells.length !== 3) return refused(`row ${at} has ${cells.length} columns, not three`, true);
    if (!cells[0]) return refused(`row ${at} names no period or group`);
    if (!id) return refused(`row ${at} names no stage of this page`);
    if (count === undefined) return refused(`row ${at} has no whole number as its count`);
    const column = columns.get(cells[0]) ?? { name: cells[0], counts: Object.create(null) };
    if (id in column.counts) return refused(`row ${at} counts a stage a second time`);
    column.counts[id] = count;
    columns.set(cells[0], column);
  }
  return { columns: [...columns.values()] };
}

/**
 * Why it looks as if each row were a person.
 *
 * @param {{ cells: string[], at: number }[]} rows
 * @param {string[]} heading
 * @param {(cells: string[]) => string | undefined} stage
 */
function peopleIn(rows, heading, stage) {
  if (rows.length > ROWS) return `it has more than ${ROWS} rows`;
  if (heading.some((cell, at) => at !== 1 && PERSON.test(cell))) return "its heading asks for facts about a person";
  for (const { cells, at } of rows) {
    const what = cells.map((cell) => looksLike(cell) ?? (DAY.test(cell) ? "a date of birth" : "")).find(Boolean);
    if (what) return `row ${at} holds what could be ${what}`;
  }
  if (new Set(rows.map(({ cells }) => cells[0])).size > COLUMNS) return `it names more than ${COLUMNS} periods or groups`;
  return rows.length > 4 && rows.every(({ cells }) => stage(cells) && Number(countOf(cells[2] ?? "") ?? 2) < 2) ? "no row counts more than one" : "";
}

/** @param {string} where @param {boolean} [people] @returns {Pasted} */
const refused = (where, people = false) => ({ problem: `This does not look like counts: ${where}. Nothing was read.`, people });
