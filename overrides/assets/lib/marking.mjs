// @ts-check
// Marks one answer by the key in the page, and shows what of the key concerns it. Whatever the answer is, marking never throws: what
// does not fit counts as empty. Fetched when a check is first touched; what is typed, few checks ask for: written.mjs adds it.
import { all } from "./questions.mjs";
/** @import { Mark, Marking, Question, Result, Score } from "./types" */

/** @param {any} question @param {string} name @returns {any[]} */
export const keyed = (question, name) => all(question, `.key [data-${name}]`).map(({ dataset }) => dataset[name]);

/** @param {any} question @param {string} key */
const right = (question, key) => all(question, `${key} [data-correct]`).map(({ dataset }) => dataset.choice);

const few = (/** @type {unknown} */ list) => (Array.isArray(list) ? list.slice(0, 500) : []);
export const typed = (/** @type {unknown} */ text) => (typeof text === "string" ? text.slice(0, 500).trim() : "");

/** @param {string[]} given @param {string[]} wanted */
const share = (given, wanted) => wanted.filter((id, at) => id === given[at]).length / wanted.length;

/** @type {Marking} */
const choice = {
  facts: (question) => ({ choices: keyed(question, "choice"), correct: right(question, ".key") }),
  grade({ type, choices, correct }, answer) {
    const ticks = type === "multiple-choice" ? few(answer) : [answer];
    const picked = choices.filter((id) => ticks.includes(id));
    const good = picked.filter((id) => correct.includes(id)).length;
    return [Math.max(0, (2 * good - picked.length) / correct.length), picked];
  },
};

/** @type {Marking} */
const matching = {
  facts: (question) => ({ places: keyed(question, "pair") }),
  grade({ places }, answer) {
    const chosen = places.map((id) => (Object.hasOwn(answer, id) && !Array.isArray(answer) ? typed(answer[id]) : ""));
    return [share(chosen, places), chosen];
  },
};

/** @type {Marking} */
const ordering = {
  empty: "Move at least one item first.",
  facts: (question) => ({ places: keyed(question, "item") }),
  grade({ places }, answer) {
    const order = few(answer).filter((id) => places.includes(id));
    const points = share(order, places);
    return [points, order, points === 1 && order.length === places.length];
  },
};

/** @type {Marking} */
const scenario = {
  verdicts: ["That's a good way through.", "This way has a cost."],
  labels: ["Walk another way", "Show where each choice leads"],
  facts(question) {
    const steps = all(question, ".scenario__step").map((step) => {
      const good = right(question, `.key[data-step="${step.dataset.step}"]`);
      const ways = all(step, "input").map(({ value, dataset: { next } }) => [value, { next, acceptable: good.includes(value) }]);
      return [step.dataset.step, Object.fromEntries(ways)];
    });
    return { first: steps[0][0], steps: Object.fromEntries(steps) };
  },
  grade({ steps, first }, answer) {
    let [at, good] = [first, 0];
    const way = [];
    for (const [step, choice] of few(answer)) {
      if (at === "debrief" || step !== at || !Object.hasOwn(steps[at], choice)) break;
      way.push(`${step}/${choice}`);
      good += steps[at][choice].acceptable ? 1 : 0;
      at = steps[at][choice].next;
    }
    return [at === "debrief" ? good / way.length : 0, way];
  },
  concerns: (part) => part.matches(".question__explanation"),
};

/** @type {Marking} */
const reflection = {
  facts: () => ({}),
  grade: (_, answer) => [0, [typed(answer)]],
};

/** @type {Record<string, Marking>} by type of question */
export const MARKING = { "single-choice": choice, "multiple-choice": choice, "true-false": choice, matching, ordering, scenario, reflection };

/** @param {any} question @returns {any} */
export const markingOf = ({ dataset: { type } }) => MARKING[type];

/** What `grade` wants to know, read from the key in the page. @param {any} question @returns {Question} */
export const factsOf = (question) => ({ type: question.dataset.type, ...markingOf(question).facts(question) });

/**
 * @param {Question} question
 * @param {unknown} answer
 * @returns {Result}
 */
export function grade(question, answer) {
  try {
    const [points, picked, right = points === 1] = MARKING[question.type].grade(question, answer);
    if (picked.some(Boolean)) return { points, right, empty: false, picked };
  } catch {} // no answer
  return { points: 0, right: false, empty: true, picked: [] };
}

/**
 * The sum of marks. The percentage is rounded down: 79.9 is not 80.
 *
 * @param {Mark[]} marks
 * @returns {Score}
 */
export function score(marks) {
  const max = marks.length;
  const points = Math.round(marks.reduce((sum, one) => sum + one.points, 0) * 1e6) / 1e6;
  return { points, max, percent: Math.floor((100 * points) / (max || 1) + 1e-4) };
}

/** @param {Score} score @param {number} mark in percent */
export const passes = ({ max, percent }, mark) => max > 0 && percent >= mark;

/** A result in words, and its tone. @param {Question} question @param {Result} result @returns {[string, string]} */
export function verdict({ type, correct, places }, { points, right, empty, picked }) {
  const { verdicts } = MARKING[type];
  const [good, wrong] = verdicts ?? ["That's right.", "Not quite."];
  if (empty) return ["Not answered.", "wrong"];
  if (right) return [good, "right"];
  if (verdicts || !points) return [wrong, verdicts ? "partly" : "wrong"];
  const found = places ? Math.round(points * places.length) : picked.filter((id) => correct.includes(id)).length;
  const extra = places ? 0 : picked.length - found;
  const many = extra ? `, and ${extra} too many` : "";
  return [`Partly right: ${found} of ${(places ?? correct).length}${many}.`, "partly"];
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
export function reveal(question, { places }, { picked }, told) {
  const concerns = (/** @type {any} */ { dataset: { item, extra, pair, choice } }) => {
    const id = item ?? extra ?? pair ?? choice;
    const place = places?.indexOf(id) ?? -1;
    return place < 0 ? picked.includes(id) : id === picked[place];
  };
  let seen = false;
  for (const part of all(question, ".key__item, p.key, .key__step, .question__explanation, .question__references")) {
    part.hidden = !told && !(markingOf(question).concerns ?? concerns)(part, picked);
    seen ||= !part.hidden;
  }
  return seen;
}

/** Marks in words each chosen choice, each pair, each place in an order. @param {any} question @param {Question} facts @param {Result} result */
export function mark(question, { places, correct }, { picked }) {
  for (const [at, node] of all(question, ".match__pair, .order__item, .choices > .choice").entries()) {
    const input = node.querySelector("input");
    if (input && !input.checked) continue;
    const right = input ? correct.includes(input.value) : picked[at] === places[at];
    const word = node.ownerDocument.createElement("span");
    word.className = "question__mark";
    word.textContent = node.dataset.item ? (right ? "In place" : "Not here") : right ? "Right" : "Not this";
    node.dataset.mark = right ? "right" : "wrong";
    node.append(" ", word);
  }
}
