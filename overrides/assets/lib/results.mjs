// @ts-check
// What is kept of an answer and of a whole attempt, and when a missed question comes back. Fetched when a check is first touched.
import { LONGEST, day } from "./record.mjs";
/** @import { Answer, LearnerRecord, Mark, Results, Review } from "./types" */

const LADDER = [1, 7, 21]; // days

/**
 * Only the first answer of a day counts: trying again, or looking at what the other choices say, changes nothing.
 *
 * @param {Answer | undefined} before
 * @param {Mark} answer
 * @param {Date} now
 * @returns {Review | undefined}
 */
function nextReview(before, { right, sure }, now) {
  const today = day(now);
  const review = /** @type {any} */ (before?.review);
  const asked = review && review.due <= today;
  if ((before && day(new Date(before.at)) === today) || (right && !asked)) return review;
  const step = right ? review.step + 1 : sure === 3 && !asked ? 1 : 0;
  const why = right ? review.why : sure === 3 ? "sure-but-wrong" : "missed";
  return step in LADDER ? { step, due: day(now, LADDER[step]), why } : undefined;
}

/** @param {LearnerRecord} record @returns {Results} */
export function openResults({ read, write, now }) {
  return {
    answer(check, question, { revision, answer = null, points, right, sure }) {
      const id = `${check}#${question}`;
      let key = `answer:${id}`;
      let old = read(key);
      if (old?.revision < revision) write(`earlier:${id}@${old.revision}`, old);
      if (old?.revision > revision) old = read((key = `earlier:${id}@${revision}`)); // the page was opened before the question changed
      if (old?.revision !== revision) old = undefined;
      const mark = { points, right, sure };
      // The checks that show authors each type are nobody's training: they never come back for review.
      const review = check.startsWith("examples/") ? undefined : nextReview(old, mark, now());
      const text = typeof answer === "string" ? answer.slice(0, LONGEST) : answer;
      const entry = { revision, answer: text, ...mark, tries: (old?.tries ?? 0) + 1, first: old?.first ?? mark, at: now().toISOString(), review };
      write(key, entry);
      return entry;
    },

    attempt(check, given) {
      let at = now().toISOString();
      while (read(`attempt:${check}:${at}`)) at = new Date(Date.parse(at) + 1).toISOString();
      write(`attempt:${check}:${at}`, { ...given, at });
    },
  };
}
