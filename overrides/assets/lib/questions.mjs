// @ts-check
// Reads and writes one question's element: its key, its answer, and what of the key concerns that answer.
import { number, plain } from "./grading.mjs";
/** @import { Question, Result } from "./types" */

/** @param {Element} root @param {string} selector @returns {any[]} */
export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** @param {any} question @param {string} name @returns {any[]} */
const keyed = (question, name) => all(question, `.key [data-${name}]`).map(({ dataset }) => dataset[name]);

/** @param {any} question @param {string} choice @param {string} [step] */
const keyOf = (question, choice, step) => question.querySelector((step ? `.key[data-step="${step}"]` : ".key") + ` [data-choice="${choice}"]`);

/** What `grade` wants to know, read from the key in the page. @param {any} question @returns {Question} */
export function factsOf(question) {
  const steps = all(question, ".scenario__step");
  const ways = (/** @type {any} */ step) =>
    all(step, "input").map(({ value, dataset: { next } }) => [value, { next, acceptable: "correct" in keyOf(question, value, step.dataset.step).dataset }]);
  return {
    type: question.dataset.type,
    choices: all(question, ".key [data-choice]").map(({ dataset }) => ({ id: dataset.choice, correct: "correct" in dataset })),
    pairs: keyed(question, "pair"),
    items: keyed(question, "item"),
    answers: keyed(question, "answer"),
    answer: Number(keyed(question, "answer")[0]),
    tolerance: Number(keyed(question, "tolerance")[0] ?? 0),
    unit: question.querySelector(".fill__unit")?.textContent,
    first: steps[0]?.dataset.step,
    steps: Object.fromEntries(steps.map((step) => [step.dataset.step, Object.fromEntries(ways(step))])),
  };
}

/** The answer in the controls. A choice of a scenario that was not gone on with has a third part. @param {any} question @returns {any} */
export function answerOf(question) {
  const text = question.querySelector(".fill__input, .reflection__text");
  const picked = all(question, ".choices input:checked");
  switch (question.dataset.type) {
    case "matching":
      return Object.fromEntries(all(question, ".match__select").flatMap(({ value, dataset }) => (value ? [[dataset.pair, value]] : [])));
    case "ordering":
      return all(question, ".order__item").map(({ dataset }) => dataset.item);
    case "scenario":
      return picked.map((input) => [input.closest(".scenario__step").dataset.step, input.value, ...(input.matches(":disabled") ? [] : [""])]);
    case "multiple-choice":
      return picked.map(({ value }) => value);
    default:
      return text ? text.value : picked[0]?.value;
  }
}

/** @param {any} question @param {any} [answer] as `answerOf` gave it; none clears */
export function fill(question, answer) {
  const text = question.querySelector(".fill__input, .reflection__text");
  const order = question.querySelector(".order");
  if (text) text.value = answer ?? "";
  else if (question.dataset.type === "scenario") walk(question, answer ?? []);
  else if (order) arrange(order, answer ?? (order.dataset.mixed ??= answerOf(question).join(" ")).split(" "), ({ dataset }) => dataset.item);
  else for (const input of all(question, ".choices input")) input.checked = [answer].flat().includes(input.value);
  for (const select of all(question, ".match__select")) {
    select.value = answer?.[select.dataset.pair] ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
}

/** Orders what a list holds; what the order does not know comes last. @param {any} list @param {any[]} order @param {(item: any) => any} [id] */
export function arrange(list, order, id = (item) => item) {
  const place = (/** @type {any} */ item) => order.indexOf(id(item)) + 1 || 1e3;
  const sorted = [...list.children].sort((a, b) => place(a) - place(b));
  if (sorted.some((item, at) => item !== list.children[at])) list.append(...sorted);
}

/**
 * Shows a scenario as far as the way leads, each step with what followed; a step leads to later ones only.
 *
 * @param {any} question
 * @param {string[][]} way
 * @returns {any} the step to decide now, none at the end
 */
export function walk(question, way) {
  const steps = all(question, ".scenario__step");
  let at = steps[0].dataset.step;
  for (const step of steps) {
    const here = step.dataset.step === at;
    const [, choice, open] = (here && way.find(([id]) => id === at)) || [];
    const taken = all(step, "input").find(({ value }) => value === choice);
    const past = Boolean(taken) && open === undefined;
    const feedback = step.querySelector(".scenario__feedback");
    step.hidden = !here;
    feedback.hidden = !past;
    step.querySelector("fieldset").disabled = past;
    for (const input of all(step, "input")) input.checked = input === taken;
    for (const button of all(step, "button")) button.hidden = past;
    if (!past) feedback.replaceChildren();
    else if (!feedback.firstChild) for (const part of all(keyOf(question, choice, at), ".key__mark, .key__why")) feedback.append(part.cloneNode(true), " ");
    if (past) at = taken.dataset.next;
  }
  return steps.find((step) => step.dataset.step === at);
}

/** A result in words, and its tone. @param {Question} question @param {Result} result */
export function verdict({ type, choices, pairs, items }, { points, right, empty, picked }) {
  if (empty) return ["Not answered.", "wrong"];
  if (type === "scenario") return right ? ["That's a good way through.", "right"] : ["This way has a cost.", "partly"];
  if (right) return ["That's right.", "right"];
  if (!points) return ["Not quite.", "wrong"];
  const wanted = choices.filter(({ correct }) => correct);
  const good = wanted.filter(({ id }) => picked.includes(id)).length;
  const extra = wanted.length && picked.length > good ? `, and ${picked.length - good} too many` : "";
  const count = pairs.length || items.length;
  return [`Partly right: ${count ? Math.round(points * count) : good} of ${count || wanted.length}${extra}.`, "partly"];
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
export function reveal(question, { type, pairs, items }, { picked }, told) {
  const concerns = (/** @type {DOMStringMap} */ { choice, pair, extra, item, wrong }) => {
    if (pair || item) return (pair ?? item) === picked[(pair ? pairs : items).indexOf(pair ?? item ?? "")];
    if (choice || extra) return picked.includes(choice ?? extra ?? "");
    return type === "numeric" ? number(picked[0]) === Number(wrong) : plain(wrong) === picked[0];
  };
  let seen = false;
  for (const part of all(question, ".key__item, p.key, .key__step, .question__explanation, .question__references")) {
    const shown = told || (type === "scenario" ? part.matches(".question__explanation") : part.matches(".key__item") && concerns(part.dataset));
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
