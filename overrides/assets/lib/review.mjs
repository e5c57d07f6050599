// @ts-check
// When a missed question comes back.
/** @import { Answer, Mark, Review } from "./types" */

const LADDER = [1, 7, 21]; // days

/** The learner's own day, as 2026-11-21. */
export function day(date = new Date(), later = 0) {
  return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() + later)).toISOString().slice(0, 10);
}

/**
 * Only the first answer of a day counts: trying again, or looking at what the other choices say, changes nothing.
 *
 * @param {Answer | undefined} before
 * @param {Mark} answer
 * @param {Date} now
 * @returns {Review | undefined}
 */
export function nextReview(before, { right, sure }, now) {
  const today = day(now);
  const review = before?.review;
  const asked = review && review.due <= today;
  if ((before && day(new Date(before.at)) === today) || (right && !asked)) return review;
  const step = right && asked ? review.step + 1 : sure === 3 && !asked ? 1 : 0;
  const why = right && asked ? review.why : sure === 3 ? "sure-but-wrong" : "missed";
  return step in LADDER ? { step, due: day(now, LADDER[step]), why } : undefined;
}
