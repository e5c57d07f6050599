// @ts-check
// Takes a check up where the learner left it. Fetched when something of it is kept.
import { partOf } from "./questions.mjs";
/** @import { KnowledgeCheck } from "./types" */

/** @param {KnowledgeCheck} check @param {any} more of a final or a review: how it opens and marks */
export function resume(check, { open, gradeAll }) {
  const { record, questions, dataset, draft: fresh } = check;
  const old = record.draft(dataset.check ?? "");
  const entries = new Map(record.entries("answer:"));
  const every = [...questions.keys()];
  let keys = old?.drawn.filter((key) => questions.has(key)) ?? [];
  if (!open && (!old || !dataset.draw)) keys = [...new Set([...keys, ...fresh.drawn])];
  if (!open && !dataset.shuffle?.includes("questions")) keys = every.filter((key) => keys.includes(key));
  check.start("", keys);
  Object.assign(check.draft, old, { drawn: keys });
  const { phase, answers, sure } = check.draft;
  for (const [key, question] of questions) {
    const { check: id, question: name, revision } = question.dataset;
    const entry = entries.get(`${id}#${name}`);
    const same = JSON.stringify(entry?.answer) === JSON.stringify(answers[key]);
    if (!check.graded(key)) answers[key] = record.reflection(id, name)?.text;
    else if (entry && entry.revision !== +revision) {
      if (same) delete answers[key];
      if (!partOf(question, "changed")) question.prepend(check.element("p", "question__changed", "This question has changed since you answered it."));
    } else if (entry && (same || !old)) {
      [answers[key], sure[key]] = [entry.answer, entry.sure];
      if (entry.at >= phase) check.given.set(key, entry);
    }
  }
  if (phase === "result") gradeAll(check);
}
