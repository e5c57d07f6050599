// @ts-check
// The controls of one question, read and written; and in what order things come. Scenarios have a module of their own:
// scenario.mjs. What an answer is worth, marking.mjs tells.
/** @import { Controls } from "./types" */

/** @param {Element} root @param {string} selector @returns {any[]} */
export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** @param {any} question @param {string} name @returns {any} */
export const partOf = (question, name) => question.querySelector(`.question__${name}`);

/** @type {Controls} */
const choice = {
  read(question) {
    const picked = all(question, ".choices input:checked").map(({ value }) => value);
    return question.dataset.type === "multiple-choice" ? picked : picked[0];
  },
  fill(question, answer) {
    for (const input of all(question, ".choices input")) input.checked = [answer].flat().includes(input.value);
  },
};

/** @type {Controls} */
const matching = {
  read: (question) => Object.fromEntries(all(question, ".match__select").flatMap(({ value, dataset }) => (value ? [[dataset.pair, value]] : []))),
  fill(question, answer) {
    for (const select of all(question, ".match__select")) {
      select.value = answer?.[select.dataset.pair] ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
  },
};

/** @type {Controls} */
const ordering = {
  read: (question) => all(question, ".order__item").map(({ dataset }) => dataset.item),
  fill(question, answer) {
    const order = question.querySelector(".order");
    for (const moves of all(order, ".order__moves")) moves.hidden = false;
    for (const button of all(order, ".order__move")) button.dataset.action = "move";
    arrange(order, answer ?? (order.dataset.mixed ??= this.read(question).join(" ")).split(" "), ({ dataset }) => dataset.item);
  },
  move(button) {
    const up = button.dataset.move === "up";
    const item = button.closest(".order__item");
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (up) other?.before(item);
    else other?.after(item);
    button.focus();
    const items = [...item.parentElement.children];
    return [Boolean(other), `${other ? "Moved to" : "Already at"} place ${items.indexOf(item) + 1} of ${items.length}.`];
  },
};

/** What is written into a field. @type {Controls} */
const text = {
  read: (question) => question.querySelector(".fill__input, .reflection__text").value,
  fill(question, answer) {
    question.querySelector(".fill__input, .reflection__text").value = answer ?? "";
  },
};

/** @type {Record<string, Controls>} by type of question */
export const CONTROLS = { "single-choice": choice, "multiple-choice": choice, "true-false": choice, matching, ordering, "fill-in": text, numeric: text, reflection: text };

/** @param {any} question @returns {any} */
export const controlsOf = ({ dataset: { type } }) => CONTROLS[type];

/** @template T @param {readonly T[]} list @param {() => number} random */
export function shuffled(list, random) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
}

/** Some, in the list's order. @template T @param {readonly T[]} list @param {number | undefined} count @param {() => number} random */
export function drawn(list, count, random) {
  const some = shuffled(list, random).slice(0, count);
  return list.filter((one) => some.includes(one));
}

/** Orders what a list holds; what the order does not know comes last. @param {any} list @param {any[]} order @param {(item: any) => any} [id] */
export function arrange(list, order, id = (item) => item) {
  const place = (/** @type {any} */ item) => order.indexOf(id(item)) + 1 || 1e3;
  const sorted = [...list.children].sort((a, b) => place(a) - place(b));
  if (sorted.some((item, at) => item !== list.children[at])) list.append(...sorted);
}
