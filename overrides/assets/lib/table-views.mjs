// @ts-check
// What follows from the rows of a team's table: what is open, what does not arrive, what ends, how long a path takes.
import { normalize } from "./words.mjs";
/** @import { Row } from "./team" */
/** @typedef {{ id: string, kind: string, needed: boolean }} Column */

const DAY = /^\d{4}-\d\d-\d\d$/;
const NUMBER = { days: /^\d{1,5}$/, money: /^\$? ?\d{1,3}(,?\d{3}){0,4}(\.\d{1,2})?$/, number: /^-?\d{1,12}(\.\d{1,6})?$/ };
const HELD = ["yes", "partly"];

/** A cell as text without spaces around it. @param {Row} row @param {string} column */
export const textOf = (row, column) => String(row.cells[column] ?? "").trim();

/** What a text says in a column of this kind: a number where it takes one; nothing where it is wrong. @param {string} kind @param {string} text */
export function valueOf(kind, text) {
  if (!text || !(kind === "date" || kind in NUMBER)) return text;
  if (kind === "date") return DAY.test(text) && later(text, 0) === text ? text : undefined;
  return NUMBER[/** @type {keyof typeof NUMBER} */ (kind)].test(text) ? Number(text.replace(/[$, ]/g, "")) : undefined;
}

/** @param {Row} row @param {string} column @param {string} kind @returns {number | null} */
function numberOf(row, column, kind) {
  const value = valueOf(kind, textOf(row, column));
  return typeof value === "number" ? value : null;
}

/** Whether anything stands in a row. @param {Row} row */
const begun = (row) => Object.keys(row.cells).some((column) => textOf(row, column));

/** Rows with nothing, or something wrong, in a needed column. @template {Column} C @param {Row[]} rows @param {C[]} columns */
export function gaps(rows, columns) {
  const open = (/** @type {Row} */ row) => columns.filter(({ id, kind, needed }) => (needed && !textOf(row, id)) || valueOf(kind, textOf(row, id)) === undefined);
  return rows.map((row) => ({ row, open: open(row) })).filter(({ open }) => open.length);
}

// -- facts and who holds them

/** @param {Row[]} rows @returns {Row[][]} rows of the same fact together, in the order in which facts come first */
function facts(rows) {
  const found = /** @type {Map<string, Row[]>} */ (new Map());
  for (const row of rows) {
    const fact = normalize(textOf(row, "fact"));
    if (fact.trim()) found.set(fact, [...(found.get(fact) ?? []), row]);
  }
  return [...found.values()];
}

/** @param {Row} row */
const held = (row) => HELD.includes(textOf(row, "collected"));

/** Rows of what somebody holds and does not pass on to those who need it, and of what is needed and nobody collects. @param {Row[]} rows */
export function neededNotShared(rows) {
  const needed = (/** @type {Row} */ row) => Boolean(textOf(row, "needed-by"));
  return {
    kept: rows.filter((row) => needed(row) && held(row) && ["no", "partly", "unknown"].includes(textOf(row, "shared"))),
    nobody: facts(rows).filter((same) => same.some(needed) && same.every((row) => textOf(row, "collected") === "no")).map(([row]) => row),
  };
}

/** For each fact that several partners collect, a row of each of them. @param {Row[]} rows */
export function collectedTwice(rows) {
  const each = (/** @type {Row[]} */ same) => [...new Map(same.filter((row) => held(row) && textOf(row, "partner")).map((row) => [textOf(row, "partner"), row])).values()];
  return facts(rows).map(each).filter((same) => same.length > 1);
}

// -- dates and waits

/** A day some months on; the last of the month where that has no such day. @param {string} day such as 2026-11-30 @param {number} months */
export function later(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return Number.isNaN(+last) ? "" : last.toISOString().slice(0, 10);
}

/** What ends within 18 months, soonest first; what has ended, what has no date. @param {Row[]} rows @param {string} today such as 2026-11-22 */
export function endsSoon(rows, today) {
  const dated = rows.filter(begun).map((row) => ({ row, end: String(valueOf("date", textOf(row, "end")) ?? ""), amount: numberOf(row, "amount", "money") }));
  const sorted = dated.filter(({ end }) => end).sort((a, b) => (a.end < b.end ? -1 : Number(a.end > b.end)));
  const soon = sorted.filter(({ end }) => end >= today && end <= later(today, 18));
  return {
    soon,
    past: sorted.filter(({ end }) => end < today),
    undated: dated.filter(({ end }) => !end).map(({ row }) => row),
    sum: soon.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    unknown: soon.filter(({ amount }) => amount === null).length,
  };
}

/** The steps with the days before each; a wait that nobody knows is null. @param {Row[]} rows */
export function path(rows) {
  const steps = rows.filter(begun).map((row) => ({ row, wait: numberOf(row, "wait", "days") }));
  const waits = steps.flatMap(({ wait }) => wait ?? []);
  const most = Math.max(0, ...waits);
  return {
    steps,
    total: waits.reduce((sum, wait) => sum + wait, 0),
    unknown: steps.length - waits.length,
    longest: most ? steps.filter(({ wait }) => wait === most) : [],
  };
}

/** Events under the permission on which they rest, in the order of `permissions`; what is not settled comes last. @param {Row[]} rows @param {string[]} permissions */
export function protocol(rows, permissions) {
  const under = (/** @type {Row} */ row) => (permissions.includes(textOf(row, "permission")) ? textOf(row, "permission") : "");
  const groups = [...permissions, ""].map((permission) => ({ permission, rows: rows.filter((row) => begun(row) && under(row) === permission) }));
  return groups.filter((group) => group.rows.length);
}
