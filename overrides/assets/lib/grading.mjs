// @ts-check
// Marks answers. Whatever the answer is, nothing here throws: what does not fit counts as empty.
/** @import { Marks, Result, Score } from "./types" */

/** @returns {Result} */
const nothing = () => ({ points: 0, right: false, empty: true, picked: [] });

/** @returns {Result} */
const mark = (points = 0, picked = [""], right = points === 1) => ({ points, right, empty: false, picked });

const few = (/** @type {unknown} */ list) => (Array.isArray(list) ? list.slice(0, 500) : []);
const typed = (/** @type {unknown} */ text) => (typeof text === "string" ? text.slice(0, 500).trim() : "");

/**
 * A text without what a writer is forgiven: case, spacing, kinds of quotes and hyphens, composition of accents, end punctuation.
 *
 * @param {unknown} text
 */
export function plain(text) {
  return typed(text)
    .replace(/[‘’′`´]/g, "'")
    .replace(/[“”„″«»]/g, '"')
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .replace(/[\xad\u200b-\u200d]/g, "")
    .replace(/\s+/g, " ")
    .replace(/[ .,;:!?]+$/, "")
    .trim()
    .toLowerCase();
}

const percent = (/** @type {unknown} */ text) => plain(text).replace(/per ?cent$/, "%");

/**
 * A number as it is written in the United States: "1,200", "−5", ".5", "$40", "60 days", "60%".
 *
 * @param {unknown} text
 * @param {string} [unit] when given, words after the number must name it
 */
export function number(text, unit = "") {
  const [, sign, digits, words] = /^([-+]?) ?\$?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+) ?(%|\p{L}[\p{L} -]*)?$/u.exec(percent(text)) ?? [];
  const wanted = percent(unit).replace(/s$/, "");
  if (!digits || (words && wanted && !words.includes(wanted) && !wanted.startsWith(words))) return NaN;
  return +(sign + digits.replaceAll(",", ""));
}

/** @type {Marks} */
const MARKS = {
  "single-choice": ({ choices }, answer) => {
    const choice = choices.find(({ id }) => id === answer);
    return choice ? mark(choice.correct ? 1 : 0, [choice.id]) : nothing();
  },
  "multiple-choice": ({ choices }, answer) => {
    const ticks = few(answer);
    const picked = choices.filter(({ id }) => ticks.includes(id));
    const good = picked.filter(({ correct }) => correct).length;
    const points = (2 * good - picked.length) / choices.filter(({ correct }) => correct).length;
    return picked.length ? mark(Math.max(0, points), picked.map(({ id }) => id)) : nothing();
  },
  matching: ({ pairs }, answer) => {
    const chosen = pairs.map((id) => (Object.hasOwn(answer, id) ? typed(answer[id]) : ""));
    return chosen.some(Boolean) && !Array.isArray(answer) ? mark(share(chosen, pairs), chosen) : nothing();
  },
  ordering: ({ items }, answer) => {
    const order = few(answer).filter((id) => items.includes(id));
    const points = share(order, items);
    return order.length ? mark(points, order, points === 1 && order.length === items.length) : nothing();
  },
  "fill-in": ({ answers }, answer) => {
    const text = plain(answer);
    return text ? mark(answers.some((one) => plain(one) === text) ? 1 : 0, [text]) : nothing();
  },
  numeric: ({ answer: wanted, tolerance = 0, unit }, answer) => {
    const text = typed(answer);
    const off = Math.abs(number(text, unit) - wanted) - 1e-9 * Math.max(1, Math.abs(wanted)); // 0.4 is within 0.1 of 0.3
    return text ? mark(off <= tolerance ? 1 : 0, [text]) : nothing();
  },
  scenario: ({ steps, first }, answer) => {
    let [at, good] = [first, 0];
    const way = [];
    for (const [step, choice] of few(answer)) {
      if (at === "debrief" || step !== at || !Object.hasOwn(steps[at], choice)) break;
      way.push(`${step}/${choice}`);
      good += steps[at][choice].acceptable ? 1 : 0;
      at = steps[at][choice].next;
    }
    return way.length ? mark(at === "debrief" ? good / way.length : 0, way) : nothing();
  },
  reflection: (_, answer) => ({ ...nothing(), empty: !typed(answer), counts: false }),
};
MARKS["true-false"] = MARKS["single-choice"];

/** @param {string[]} given @param {string[]} wanted */
const share = (given, wanted) => wanted.filter((id, at) => id === given[at]).length / wanted.length;

/**
 * @param {Record<string, any> & { type: string }} question
 * @param {unknown} answer
 */
export function grade(question, answer) {
  try {
    return MARKS[question.type](/** @type {any} */ (question), answer);
  } catch {
    return nothing();
  }
}

/**
 * The sum of results, reflections left out. The percentage is rounded down: 79.9 is not 80.
 *
 * @param {Result[]} results
 * @returns {Score}
 */
export function score(results) {
  const counted = results.filter(({ counts }) => counts !== false);
  const max = counted.length;
  const points = Math.round(counted.reduce((sum, one) => sum + one.points, 0) * 1e6) / 1e6;
  return { points, max, percent: Math.floor((100 * points) / (max || 1) + 1e-4) };
}

/** @param {Score} score @param {number} mark */
export const passes = ({ max, percent }, mark) => max > 0 && percent >= mark;

/** @template T @param {readonly T[]} list @param {() => number} random */
export function shuffled(list, random) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
}

/** Some, in the list's order. @template T @param {readonly T[]} list @param {number | undefined} count @param {() => number} random */
export function drawn(list, count, random) {
  const places = shuffled([...list.keys()], random).slice(0, count);
  return list.filter((_, at) => places.includes(at));
}
