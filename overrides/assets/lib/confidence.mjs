// @ts-check
// "How sure are you?" beside a question. Fetched by checks that ask it.
import { all, partOf } from "./questions.mjs";
/** @import { KnowledgeCheck } from "./types" */

const SURE = ["Guessing", "Fairly sure", "Sure"];

/** Puts the choices before the verdict. @param {KnowledgeCheck} check @param {any} question */
export function askSure({ element }, question) {
  const field = element("fieldset", "question__sure", element("legend", "", "How sure are you?"));
  for (const [at, text] of SURE.entries()) {
    const input = Object.assign(element("input", ""), { type: "radio", name: `${question.id}--sure`, value: at + 1 });
    field.append(element("label", "", input, ` ${text}`));
  }
  partOf(question, "verdict").before(field);
}

/** Shows what was chosen. @param {any} question @param {number} [sure] */
export function fillSure(question, sure) {
  for (const input of all(question, ".question__sure input")) input.checked = +input.value === sure;
}
