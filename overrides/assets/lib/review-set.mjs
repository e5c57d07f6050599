// @ts-check
// Which questions of a module come back today. Fetched by reviews only.
import { begin as pass, write } from "./answers.mjs";
import { due, upcoming } from "./progress.mjs";
import { count, longDay } from "./say.mjs";
/** @import { KnowledgeCheck } from "./types" */

/** Whether no pass is under way. @param {KnowledgeCheck} check */
export const waits = ({ draft: { drawn }, given }) => drawn.every((key) => given.has(key));

/** A pass that begins now, with what is due here, soonest first. @param {KnowledgeCheck} check */
export function open(check) {
  const { record, questions } = check;
  const keys = due(record).map(({ check, question }) => `${check}/${question}`);
  const today = keys.filter((key) => questions.has(key));
  const { count: later, next } = upcoming(record);
  const then = next ? ` ${count(later, "question comes", "questions come")} back, the first on ${longDay(next)}.` : "";
  const none = [`Nothing is due today.${then}`, { buttons: [["Go through all questions", "begin", "main"]] }];
  check.start(record.now().toISOString(), today);
  check.show();
  write(check, "start", today.length ? [`${count(today.length, "question")} to look at again today.`] : none);
}

/** All questions. @param {KnowledgeCheck} check */
export function begin(check) {
  pass(check, null, check.record.now().toISOString(), [...check.questions.keys()]);
}
