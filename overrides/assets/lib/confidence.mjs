// @ts-check
// "How sure are you?" beside a question. Fetched by checks that ask it.

const SURE = ["Guessing", "Fairly sure", "Sure"];

/** Puts the choices before the verdict. @param {any} question */
export function askSure(question) {
  const make = (/** @type {string} */ tag, /** @type {string} */ text) => Object.assign(question.ownerDocument.createElement(tag), { textContent: text });
  const field = make("fieldset", "");
  field.className = "question__sure";
  field.append(make("legend", "How sure are you?"));
  for (const [at, text] of SURE.entries()) {
    const label = make("label", ` ${text}`);
    label.prepend(Object.assign(make("input", ""), { type: "radio", name: `${question.id}--sure`, value: at + 1 }));
    field.append(label);
  }
  question.querySelector(".question__verdict").before(field);
}
