// @ts-check
// A short case, one step at a time. Fetched by checks that hold one.
import { CONTROLS, all } from "./questions.mjs";

/**
 * Shows it as far as the way leads, each step with what followed; a step leads to later ones only.
 *
 * @param {any} question
 * @param {string[][]} way
 * @returns {any} the step to decide now, none at the end
 */
function walk(question, way) {
  const steps = all(question, ".scenario__step");
  let at = steps[0].dataset.step;
  for (const step of steps) {
    const here = step.dataset.step === at;
    const [, choice, open] = (here && way.find(([id]) => id === at)) || [];
    const inputs = all(step, "input");
    const taken = inputs.find(({ value }) => value === choice);
    const past = Boolean(taken) && open === undefined;
    const feedback = step.querySelector(".scenario__feedback");
    step.hidden = !here;
    feedback.hidden = !past;
    step.querySelector("fieldset").disabled = past;
    for (const input of inputs) input.checked = input === taken;
    for (const button of all(step, "button")) button.hidden = past;
    if (!past) feedback.replaceChildren();
    else if (!feedback.firstChild) {
      const key = `.key[data-step="${at}"] [data-choice="${choice}"] `;
      for (const part of all(question, `${key}.key__mark, ${key}.key__why`)) feedback.append(part.cloneNode(true), " ");
    }
    if (past) at = taken.dataset.next;
  }
  return steps.find((step) => step.dataset.step === at);
}

CONTROLS.scenario = {
  // A choice that was not gone on with has a third part.
  read(question) {
    const picked = all(question, ".choices input:checked");
    return picked.map((input) => [input.closest(".scenario__step").dataset.step, input.value, ...(input.matches(":disabled") ? [] : [""])]);
  },
  fill: (question, answer = []) => walk(question, answer),
};
