// @ts-check
// Counts, days and progress in words.
/** @import { Attempt } from "./types" */

/** @param {number} number @param {string} one @param {string} [many] */
export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** The day by this computer's calendar, as 2026-11-21: Swedes write it so. */
export const today = () => new Date().toLocaleDateString("sv");

/** @type {Intl.DateTimeFormat | undefined} */
let days;

/** November 21, 2026; what is no date stays as it is. @param {string} text a moment, or a day of the learner's calendar such as 2026-11-21 */
export function longDay(text) {
  days ??= new Intl.DateTimeFormat("en-US", { dateStyle: "long" }); // slow to make
  const moment = Date.parse(text.length < 20 ? `${text}T12:00` : text); // alone, "Fall 2026" would be a day in January
  return moment ? days.format(moment) : text;
}

/** How far a module is. @param {{ done: number, total: number, passed: boolean, best?: Attempt }} progress */
export function standing({ done, total, passed, best }) {
  const lessons = `${done} of ${count(total, "lesson")} done`;
  if (!best) return `${lessons}, final check not yet taken.`;
  return `${lessons}, final check ${passed ? "passed, best result" : "not yet passed, best result"} ${best.percent} percent.`;
}
