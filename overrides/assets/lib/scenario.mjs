// @ts-check
// A short case, one step at a time. Fetched by checks that hold one.
import { TYPES, all, few, keyOf } from "./questions.mjs";

/** @param {any} question @returns {any[]} */
const stepsOf = (question) => all(question, ".scenario__step");

/**
 * Shows it as far as the way leads, each step with what followed; a step leads to later ones only.
 *
 * @param {any} question
 * @param {string[][]} way
 * @returns {any} the step to decide now, none at the end
 */
function walk(question, way) {
  const steps = stepsOf(question);
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
    else if (!feedback.firstChild) for (const part of all(keyed(question, step, choice), ".key__mark, .key__why")) feedback.append(part.cloneNode(true), " ");
    if (past) at = taken.dataset.next;
  }
  return steps.find((step) => step.dataset.step === at);
}

/** @param {any} question @param {any} step @param {string} choice */
const keyed = (question, step, choice) => keyOf(question, choice, `.key[data-step="${step.dataset.step}"]`);

TYPES.scenario = {
  verdicts: ["That's a good way through.", "This way has a cost."],
  labels: ["Walk another way", "Show where each choice leads"],
  facts(question) {
    const steps = stepsOf(question);
    const ways = (/** @type {any} */ step) =>
      all(step, "input").map(({ value, dataset: { next } }) => [value, { next, acceptable: "correct" in keyed(question, step, value).dataset }]);
    return { first: steps[0].dataset.step, steps: Object.fromEntries(steps.map((step) => [step.dataset.step, Object.fromEntries(ways(step))])) };
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
  // A choice that was not gone on with has a third part.
  read(question) {
    const picked = all(question, ".choices input:checked");
    return picked.map((input) => [input.closest(".scenario__step").dataset.step, input.value, ...(input.matches(":disabled") ? [] : [""])]);
  },
  fill: (question, answer = []) => walk(question, answer),
  concerns: (part) => part.matches(".question__explanation"),
  goOn(question) {
    const way = this.read(question);
    if (way.at(-1)?.length !== 3) return [];
    way.at(-1).pop();
    const step = walk(question, way);
    return [way, step, all(question, ".scenario__feedback:not([hidden])").at(-1)];
  },
};
