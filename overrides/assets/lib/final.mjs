// @ts-check
// What a final says before it begins, before it is handed in, and at its end. Fetched by finals only.
import { best } from "./progress.mjs";
import { factsOf, grade } from "./questions.mjs";
import { count } from "./say.mjs";
/** @import { Attempt, KnowledgeCheck, LearnerRecord, Mark, Score } from "./types" */

/** Points with one digit at most, never rounded up. @param {number} points */
const figure = (points) => Math.floor(points * 10 + 1e-6) / 10;

/** @param {{ points: number, max: number, percent: number }} score */
const amount = ({ points, max, percent }) => `${figure(points)} of ${max}, ${percent} percent`;

/** @param {LearnerRecord} record @param {string} check @returns {Attempt | undefined} the last check before the start */
const start = (record, check) => record.attempts(check).filter(({ kind }) => kind === "before").at(-1);

/** @param {Score} score @param {number} mark */
export const passes = ({ max, percent }, mark) => max > 0 && percent >= mark;

/** Only the final itself can be passed. @param {KnowledgeCheck} check @param {Score} score */
export const passed = ({ draft: { phase }, dataset: { passMark } }, score) => phase !== "before" && passes(score, Number(passMark));

/** Whether none is under way. @param {string | undefined} phase @param {string[]} keys */
export const waits = (phase, keys) => !phase || !keys.length;

/** How it opens: with nothing drawn. @returns {[string, string[]]} */
export const opening = () => ["", []];

/** The page before the start. @param {KnowledgeCheck} check */
export function offer({ dataset: { passMark, before, draw, check = "" }, record, questions: { size } }) {
  const top = best(record, check);
  const earlier = start(record, check);
  const invited = before && !top;
  const pool = draw ? `, drawn from ${size}` : "";
  return [
    `You get ${count(+(draw ?? size), "question")}${pool}. Answer them all, then see one result. The pass mark is ${passMark} percent, and you can take it as often as you like. What you enter stays in this browser.`,
    top && `Your best result so far: ${amount(top)}${top.passed ? ", passed" : ""}.`,
    earlier && `Before you started: ${amount(earlier)}.`,
    invited && `New to the module? ${count(+before, "question")} before you start will show later what you gained. Nothing depends on them.`,
    { buttons: [["Begin", "begin", "main"], ...(invited ? [[`Before you start: ${count(+before, "question")}`, "before"]] : [])] },
  ].filter(Boolean);
}

/** Some questions are open. @param {Node[]} open links to them */
export function warning(open) {
  return [
    `${count(open.length, "question")} not answered yet. Go back to ${open.length === 1 ? "it" : "them"}, or see your result anyway.`,
    { list: open.map((link) => [link]) },
    { buttons: [["See my result anyway", "anyway"]] },
  ];
}

/** Marks all answers. @param {KnowledgeCheck} check */
export function gradeAll({ draft: { drawn, answers, sure }, given, questions }) {
  for (const key of drawn) given.set(key, { ...grade(factsOf(questions.get(key)), answers[key]), sure: sure[key] });
}

/** Hands a final in, or the check before the start. @param {KnowledgeCheck} check */
export function handIn(check) {
  const { drawn, answers, phase } = check.draft;
  gradeAll(check);
  for (const key of drawn) {
    const { check: id, question, type, revision } = check.questions.get(key).dataset;
    const { points, right, sure } = /** @type {Mark} */ (check.given.get(key));
    check.emit("check-answered", { check: id, question, type, revision: +revision, answer: answers[key], points, right, sure });
  }
  check.end(phase);
}

/**
 * The result: what the list of objectives shows, and the rows above it.
 *
 * @param {KnowledgeCheck} element
 * @param {any} list
 */
export function outcome(element, list) {
  const { passMark, check = "" } = element.dataset;
  const result = element.facts();
  const { passed, objectives = {}, sureWrong = [] } = result;
  const earlier = start(element.record, check);
  const lessons = new Map();
  for (const item of list.children) {
    const [points, max] = objectives[item.dataset.objective] ?? [];
    const tally = item.querySelector(".check__tally") ?? item.ownerDocument.createElement("strong");
    tally.className = "check__tally";
    tally.textContent = `${figure(points)} of ${max} `;
    item.prepend(tally);
    item.hidden = !max;
    if (points < max) for (const link of item.querySelectorAll("a")) lessons.set(link.href, link);
  }
  list.hidden = false;
  return [
    { score: `${amount(result)}. ${passed ? "You passed: the" : "The"} pass mark is ${passMark} percent.` },
    earlier && `${result.percent > earlier.percent ? "What you gained: before the start" : "Before the start:"} ${amount(earlier)}; now ${amount(result)}.`,
    sureWrong.length && "You were sure of these, and they were not right. Look at them first:",
    sureWrong.length && { list: sureWrong.map((key) => [element.link(key)]) },
    lessons.size && (passed ? "Worth another look:" : "Look again at these lessons, then take it again:"),
    lessons.size && { list: [...lessons.values()].map((link) => [link.cloneNode(true)]) },
    { buttons: [["Take it again", "begin", passed ? "" : "main"]] },
    list.querySelector("li:not([hidden])") && "By objective:",
  ].filter(Boolean);
}
