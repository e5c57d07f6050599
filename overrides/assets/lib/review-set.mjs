// @ts-check
// Which questions of a module come back today. Fetched by reviews only.
import { due, upcoming } from "./progress.mjs";
import { count, longDay } from "./say.mjs";
/** @import { Kit } from "./final.mjs" */

/** A pass that begins now, with what is due here, soonest first. @param {Kit} kit @returns {[string, string[]]} */
export function opening({ record, questions }) {
  const keys = due(record).map(({ check, question }) => `${check}/${question}`);
  return [record.now().toISOString(), keys.filter((key) => questions.has(key))];
}

/** @param {Kit} kit */
export function offer({ record, draft: { drawn } }) {
  const { count: later, next } = upcoming(record);
  if (drawn.length) return [`${count(drawn.length, "question")} to look at again today.`];
  const then = next ? ` ${count(later, "question comes", "questions come")} back, the first on ${longDay(next)}.` : "";
  return [`Nothing is due today.${then}`, { buttons: [["Go through all questions", "begin", "main"]] }];
}
