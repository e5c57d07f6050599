// @ts-check
// Which questions of a module come back today. Fetched by reviews only.
import { due, upcoming } from "./progress.mjs";
import { count, longDay } from "./say.mjs";
/** @import { KnowledgeCheck } from "./types" */

/** Whether no pass is under way. @param {string | undefined} phase @param {string[]} keys @param {Map<string, any>} entries */
export const waits = (phase = "", keys, entries) => keys.every((key) => entries.get(key)?.at >= phase);

/** A pass that begins now, with what is due here, soonest first. @param {KnowledgeCheck} check @returns {[string, string[]]} */
export function opening({ record, questions }) {
  const keys = due(record).map(({ check, question }) => `${check}/${question}`);
  return [record.now().toISOString(), keys.filter((key) => questions.has(key))];
}

/** @param {KnowledgeCheck} check */
export function offer({ record, draft: { drawn } }) {
  const { count: later, next } = upcoming(record);
  if (drawn.length) return [`${count(drawn.length, "question")} to look at again today.`];
  const then = next ? ` ${count(later, "question comes", "questions come")} back, the first on ${longDay(next)}.` : "";
  return [`Nothing is due today.${then}`, { buttons: [["Go through all questions", "begin", "main"]] }];
}
