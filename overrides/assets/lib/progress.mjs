// @ts-check
// What a learner's record adds up to: what to review, the best result, how far a module is.
import { day } from "./record.mjs";
/** @import { Attempt, Due, LearnerRecord } from "./types" */

/** @param {LearnerRecord} record @returns {Due[]} soonest first */
function ladder(record) {
  const waiting = record.entries("answer:").filter(([, { review }]) => Number.isFinite(Date.parse(review?.due)));
  return waiting
    .map(([id, { review, revision }]) => ({ ...named(id), revision, due: review.due, why: review.why }))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** @param {string} id */
function named(id) {
  const [check, question] = id.split("#");
  return { check, question };
}

/** Questions to review by a day, soonest first. @param {LearnerRecord} record */
export function due(record, at = record.now()) {
  return ladder(record).filter((one) => one.due <= day(at));
}

/** What comes after that day: how many questions, and the next day. @param {LearnerRecord} record */
export function upcoming(record, at = record.now()) {
  const later = ladder(record).filter((one) => one.due > day(at));
  return { count: later.length, next: later[0]?.due ?? null };
}

/** The best final; of equals the first. @param {LearnerRecord} record @param {string} check @returns {Attempt | undefined} */
export function best(record, check) {
  const [first, ...rest] = finals(record, check);
  return rest.reduce((top, one) => (one.percent > top.percent ? one : top), first);
}

/** @param {LearnerRecord} record @param {string} check */
const finals = (record, check) => record.attempts(check).filter(({ kind }) => kind === "final");

/** @param {LearnerRecord} record @param {{ lessons: string[], final?: string }} module */
export function moduleProgress(record, { lessons, final = "" }) {
  const done = record.lessons();
  return {
    done: lessons.filter((page) => done[page]).length,
    total: lessons.length,
    passed: finals(record, final).some(({ passed }) => passed === true),
    best: best(record, final),
  };
}

/** @param {LearnerRecord} record @param {string} [prefix] how the ids of the checks begin */
export function reflections(record, prefix = "") {
  const all = record.entries(`reflection:${prefix}`);
  return all.map(([rest, { text, prompt, at }]) => ({ ...named(prefix + rest), text: `${text}`, prompt: `${prompt}`, at: `${at}` }));
}
