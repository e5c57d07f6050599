// @ts-check
// Reads, writes and marks one question: its key, its answer, and what of the key concerns that answer. Whatever the answer is,
// marking never throws: what does not fit counts as empty. Types that few checks hold are added by modules of their own:
// ordering.mjs, scenario.mjs, written.mjs.
/** @import { Question, Result, Score, Type } from "./types" */

/** @param {Element} root @param {string} selector @returns {any[]} */
export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** @param {any} question @param {string} name @returns {any[]} */
export const keyed = (question, name) => all(question, `.key [data-${name}]`).map(({ dataset }) => dataset[name]);

/** @param {any} question @param {string} choice @param {string} [key] */
export const keyOf = (question, choice, key = ".key") => question.querySelector(`${key} [data-choice="${choice}"]`);

export const few = (/** @type {unknown} */ list) => (Array.isArray(list) ? list.slice(0, 500) : []);
export const typed = (/** @type {unknown} */ text) => (typeof text === "string" ? text.slice(0, 500).trim() : "");

/** @param {string[]} given @param {string[]} wanted */
export const share = (given, wanted) => wanted.filter((id, at) => id === given[at]).length / wanted.length;

/** @type {Type} */
const choice = {
  facts: (question) => ({ choices: all(question, ".key [data-choice]").map(({ dataset }) => ({ id: dataset.choice, correct: "correct" in dataset })) }),
  grade({ type, choices }, answer) {
    const ticks = type === "multiple-choice" ? few(answer) : [answer];
    const picked = choices.filter(({ id }) => ticks.includes(id));
    const [good, wanted] = [picked, choices].map((list) => list.filter(({ correct }) => correct).length);
    return [Math.max(0, (2 * good - picked.length) / wanted), picked.map(({ id }) => id)];
  },
  read(question) {
    const picked = all(question, ".choices input:checked").map(({ value }) => value);
    return question.dataset.type === "multiple-choice" ? picked : picked[0];
  },
  fill(question, answer) {
    for (const input of all(question, ".choices input")) input.checked = [answer].flat().includes(input.value);
  },
};

/** @type {Type} */
const matching = {
  facts: (question) => ({ pairs: keyed(question, "pair") }),
  grade({ pairs }, answer) {
    const chosen = pairs.map((id) => (Object.hasOwn(answer, id) && !Array.isArray(answer) ? typed(answer[id]) : ""));
    return [share(chosen, pairs), chosen];
  },
  read: (question) => Object.fromEntries(all(question, ".match__select").flatMap(({ value, dataset }) => (value ? [[dataset.pair, value]] : []))),
  fill(question, answer) {
    for (const select of all(question, ".match__select")) {
      select.value = answer?.[select.dataset.pair] ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
  },
};

/** What is written into a field. @type {Type} */
export const text = {
  facts: () => ({}),
  grade: (_, answer) => [0, [typed(answer)]],
  read: (question) => question.querySelector(".fill__input, .reflection__text").value,
  fill(question, answer) {
    question.querySelector(".fill__input, .reflection__text").value = answer ?? "";
  },
};

/** @type {Record<string, Type>} */
export const TYPES = { "single-choice": choice, "multiple-choice": choice, "true-false": choice, matching, reflection: text };

/** @param {any} question @returns {any} */
export const typeOf = ({ dataset: { type } }) => TYPES[type];

/** What `grade` wants to know, read from the key in the page. @param {any} question @returns {Question} */
export const factsOf = (question) => ({ type: question.dataset.type, ...typeOf(question).facts(question) });

/**
 * @param {Question} question
 * @param {unknown} answer
 * @returns {Result}
 */
export function grade(question, answer) {
  const nothing = { points: 0, right: false, empty: true, picked: [], counts: question?.type !== "reflection" };
  try {
    const [points, picked, right = points === 1] = TYPES[question.type].grade(/** @type {any} */ (question), answer);
    if (picked.some(Boolean)) return { ...nothing, points, right, empty: false, picked };
  } catch {} // no answer
  return nothing;
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

/** Orders what a list holds; what the order does not know comes last. @param {any} list @param {any[]} order @param {(item: any) => any} [id] */
export function arrange(list, order, id = (item) => item) {
  const place = (/** @type {any} */ item) => order.indexOf(id(item)) + 1 || 1e3;
  const sorted = [...list.children].sort((a, b) => place(a) - place(b));
  if (sorted.some((item, at) => item !== list.children[at])) list.append(...sorted);
}

/** A result in words, and its tone. @param {Question} question @param {Result} result @returns {[string, string]} */
export function verdict({ type, choices = [], pairs, items }, { points, right, empty, picked }) {
  const [good, wrong] = TYPES[type].verdicts ?? ["That's right.", "Not quite."];
  if (empty) return ["Not answered.", "wrong"];
  if (right) return [good, "right"];
  if (TYPES[type].verdicts) return [wrong, "partly"];
  if (!points) return [wrong, "wrong"];
  const wanted = choices.filter(({ correct }) => correct);
  const found = wanted.filter(({ id }) => picked.includes(id)).length;
  const extra = wanted.length && picked.length > found ? `, and ${picked.length - found} too many` : "";
  const count = (pairs ?? items)?.length;
  return [`Partly right: ${count ? Math.round(points * count) : found} of ${count ?? wanted.length}${extra}.`, "partly"];
}

/**
 * Shows what of the key concerns an answer, or all of it. Nothing is written anew, so that a translation of the page stays.
 *
 * @param {any} question
 * @param {Question} facts
 * @param {Result} result
 * @param {boolean} told all may be seen
 * @returns {boolean} whether there is anything to see
 */
export function reveal(question, { pairs, items }, { picked }, told) {
  const concerns = (/** @type {any} */ { dataset: { choice, pair = choice, extra = pair, item = extra } }) => {
    const place = (pairs ?? items)?.indexOf(item) ?? -1;
    return place < 0 ? picked.includes(item) : item === picked[place];
  };
  let seen = false;
  for (const part of all(question, ".key__item, p.key, .key__step, .question__explanation, .question__references")) {
    const shown = told || (typeOf(question).concerns ?? ((/** @type {any} */ item) => item.matches(".key__item") && concerns(item)))(part, picked);
    part.hidden = !shown;
    seen ||= shown;
  }
  return seen;
}

/** Marks in words each chosen choice, each pair, each place in an order; without a result, takes the marks away. @param {any} question @param {Result} [result] */
export function mark(question, result) {
  for (const node of all(question, ".question__mark")) node.remove();
  const wanted = [...keyed(question, "pair"), ...keyed(question, "item")];
  for (const [at, node] of all(question, ".match__pair, .order__item, .choices > .choice").entries()) {
    const input = node.querySelector("input");
    delete node.dataset.mark;
    if (!result || (input && !input.checked)) continue;
    const right = input ? "correct" in keyOf(question, input.value).dataset : result.picked[at] === wanted[at];
    const word = node.ownerDocument.createElement("span");
    word.className = "question__mark";
    word.textContent = node.dataset.item ? (right ? "In place" : "Not here") : right ? "Right" : "Not this";
    node.dataset.mark = right ? "right" : "wrong";
    node.append(" ", word);
  }
}
