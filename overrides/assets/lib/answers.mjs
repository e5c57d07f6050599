// @ts-check
// What follows an answer: feedback, the record of it, and the end of a check. Fetched when a check is first touched. A function that
// takes a check and a question is what a button of its name does.
import { factsOf, grade, mark, markingOf, passes, reveal, score, verdict } from "./marking.mjs";
import { all, controlsOf, partOf } from "./questions.mjs";
import { openResults } from "./results.mjs";
/** @import { KnowledgeCheck, Mark } from "./types" */

const CONTROL = ".choices input:enabled, .fill__input, .match__select, .order__move";

// -- one question

/** Says what is right of an answer, and why; `told`: the whole key may be seen. @param {KnowledgeCheck} check @param {string} key */
export function feedback(check, key, told = check.final) {
  const question = check.questions.get(key);
  const [answer, actions] = [partOf(question, "answer"), partOf(question, "actions")];
  const facts = factsOf(question);
  const result = grade(facts, check.draft.answers[key]);
  const [again, tell] = markingOf(question).labels ?? ["Try again", "Show the answer"];
  told ||= result.right;
  check.quiet(key);
  check.tell(question, ...verdict(facts, result));
  mark(question, facts, result);
  answer.hidden = !reveal(question, facts, result, told);
  answer.open = !check.final || !result.right;
  answer.toggleAttribute("data-told", !check.final);
  if (!actions.children[1]) actions.append(check.button(again, "again"), check.button(tell, "tell", "quiet"));
  check.offer(actions, { again: !result.right || question.dataset.type === "scenario", tell: !told });
}

/** @param {KnowledgeCheck} check @param {any} question */
function ask(check, question) {
  const text = markingOf(question).empty ?? "Choose an answer first.";
  check.tell(question, text);
  check.say(text);
  question.querySelector(CONTROL)?.focus();
}

/** @param {KnowledgeCheck} element @param {any} question */
export function check(element, question) {
  const { draft, given } = element;
  const key = element.key(question);
  const { check, question: id, type, revision } = question.dataset;
  const answer = draft.answers[key];
  const { empty, points, right } = grade(factsOf(question), answer);
  if (empty) return ask(element, question);
  const mark = { revision: +revision, answer, points, right, sure: draft.sure[key] };
  const told = partOf(question, "verdict");
  if (given.has(key)) return element.look(told); // pressed twice
  given.set(key, mark);
  feedback(element, key);
  element.say(told.textContent);
  openResults(element.record).answer(check, id, mark);
  partOf(question, "changed")?.remove();
  element.save();
  emit(element, "check-answered", { check, question: id, type, ...mark });
  finished(element);
  element.look(told, partOf(question, "answer")); // last: it lays the page out
}

/** @param {KnowledgeCheck} check @param {any} question */
export function again(check, question) {
  const key = check.key(question);
  if (question.dataset.type === "scenario") controlsOf(question).fill(question, (check.draft.answers[key] = []));
  check.changed(key);
  check.look(question.querySelector(".choices input:checked") ?? question.querySelector(CONTROL));
}

/** Shows the whole key. @param {KnowledgeCheck} check @param {any} question */
export function tell(check, question) {
  feedback(check, check.key(question), true);
  check.say("The answer is shown.");
  check.look(partOf(question, "verdict"));
}

/** Goes on in a scenario. @param {KnowledgeCheck} element @param {any} question */
export function on(element, question) {
  const { read, fill } = controlsOf(question);
  const way = read(question);
  if (way.at(-1)?.length !== 3) return ask(element, question);
  way.at(-1).pop();
  const key = element.key(question);
  const step = fill(question, way);
  const feedback = all(question, ".scenario__feedback:not([hidden])").at(-1);
  element.draft.answers[key] = way;
  element.changed(key);
  if (!step) return check(element, question);
  element.say(feedback.textContent);
  element.look(step, step, feedback);
}

// -- the whole check

/** Another pass. @param {KnowledgeCheck} check @param {any} [_] @param {string} [phase] @param {string[]} [keys] */
export function begin(check, _, phase = check.record.now().toISOString(), keys = check.draw()) {
  check.record.dropDraft(check.dataset.check ?? "");
  check.start(phase, keys);
  check.save();
  check.go(keys[0]);
}

/** @param {KnowledgeCheck} check */
export function finish(check) {
  check.look(write(check, "result", summary(check)));
}

/** All questions with their answers. @param {KnowledgeCheck} check */
export function print(check) {
  const folded = all(check, ".question__answer:not([open])");
  const unfold = (/** @type {boolean} */ open) => {
    check.toggleAttribute("data-answers", open);
    for (const details of folded) details.open = open;
  };
  addEventListener("afterprint", () => unfold(false), { once: true });
  unfold(true);
  globalThis.print();
}

/** Once in each pass of practice: every graded question has been answered. @param {KnowledgeCheck} check */
function finished(check) {
  const { draft, given, record, dataset } = check;
  const done = draft.drawn.every((key) => given.has(key) || !check.graded(key));
  if ((done && !draft.at) || !check.box("result").hidden) write(check, "result", summary(check));
  if (!done) return;
  if (dataset.lesson) record.finishLesson(dataset.lesson);
  if (!check.ended && record.attempts(dataset.check ?? "").every(({ at }) => at <= draft.phase)) end(check);
}

/** @param {KnowledgeCheck} check */
function summary(check) {
  const keys = check.draft.drawn.filter(check.graded);
  const states = keys.map((key) => {
    const { right } = check.given.get(key) ?? {};
    return right ? "right" : right === false ? "not right yet" : "not answered yet";
  });
  const [right, open] = ["right", "not answered yet"].map((state) => states.filter((one) => one === state).length);
  return [
    { score: `${right} of ${keys.length} right` },
    open ? `${open} still to answer.` : `Every question is answered${check.dataset.lesson ? ": this lesson now counts as done" : ""}.`,
    { list: keys.map((key, at) => [link(check, key), `: ${states[at]}`]) },
    { buttons: [["Go through it again", "begin"]] },
  ];
}

/**
 * Writes rows into a part, which it returns: texts, a score, a list, buttons.
 *
 * @param {KnowledgeCheck} check
 * @param {string} name
 * @param {any[]} rows
 */
export function write(check, name, rows) {
  const box = check.box(name);
  const nodes = rows.map((row) => {
    const { score, list, buttons } = row;
    if (list) return check.element("ul", "check__list", ...list.map((/** @type {Node[]} */ item) => check.element("li", "", ...item)));
    if (buttons) return check.element("p", "check__row", ...buttons.map((/** @type {[string, string]} */ one) => check.button(...one)));
    return check.element("p", score ? "check__score" : "", score ?? row);
  });
  box.replaceChildren(...nodes);
  box.hidden = false;
  return box;
}

/** @param {KnowledgeCheck} check @param {string} key */
export function link({ draft, questions, element }, key) {
  const link = element("a", "", `Question ${draft.drawn.indexOf(key) + 1}`);
  link.href = `#${questions.get(key).id}`;
  Object.assign(link.dataset, { action: "go", go: key });
  return link;
}

/** What the record keeps and listeners hear of the whole check. @param {KnowledgeCheck} check */
export function end(check, /** @type {any} */ kind = check.dataset.kind) {
  const { check: id = "", edition } = check.dataset;
  const result = facts(check);
  check.ended = true;
  if (kind !== "review") openResults(check.record).attempt(id, { kind, edition, ...result });
  emit(check, "check-finished", { check: id, kind, ...result });
}

/** @param {KnowledgeCheck} check */
export function facts({ draft: { drawn, phase }, dataset: { passMark }, given, questions, graded }) {
  const keys = drawn.filter(graded);
  const sureWrong = [];
  /** @type {Record<string, number[]>} */
  const objectives = {};
  for (const key of keys) {
    const { points, right, sure } = /** @type {Mark} */ (given.get(key));
    const tally = (objectives[questions.get(key).dataset.objective] ??= [0, 0]);
    tally[0] += points;
    tally[1] += 1;
    if (sure === 3 && !right) sureWrong.push(key);
  }
  const total = score(keys.map((key) => /** @type {Mark} */ (given.get(key))));
  return { ...total, passed: phase !== "before" && passes(total, Number(passMark)), objectives, sureWrong, questions: keys };
}

/** @param {KnowledgeCheck} check @param {string} type @param {object} detail */
export function emit(check, type, detail) {
  check.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}
