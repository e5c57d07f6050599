// @ts-check
// What a final says before it begins, before it is handed in, and at its end. Fetched by finals only.
import { grade } from "./grading.mjs";
import { best } from "./progress.mjs";
import { factsOf } from "./questions.mjs";
import { count } from "./say.mjs";
/** @import { Attempt, Draft, LearnerRecord, Mark } from "./types" */

/**
 * What the element lends: its settings (`dataset`), the record, and what is in play.
 *
 * @typedef {{ settings: DOMStringMap, record: LearnerRecord, draft: Draft, given: Map<string, Mark>, questions: Map<string, any>,
 *   facts: () => Omit<Attempt, "at" | "kind">, emit: (type: string, detail: object) => void, end: (kind: string) => void }} Kit
 */

/** Points with one digit at most, never rounded up. @param {number} points */
const figure = (points) => Math.floor(points * 10 + 1e-6) / 10;

/** @param {{ points: number, max: number, percent: number }} score */
const amount = ({ points, max, percent }) => `${figure(points)} of ${max}, ${percent} percent`;

/** @param {LearnerRecord} record @param {string} check @returns {Attempt | undefined} the last check before the start */
const start = (record, check) => record.attempts(check).filter(({ kind }) => kind === "before").at(-1);

/** How it opens: with nothing drawn. @returns {[string, string[]]} */
export const opening = () => ["", []];

/** The page before the start. @param {Kit} kit */
export function offer({ settings: { passMark, before, draw, check = "" }, record, questions: { size } }) {
  const top = best(record, check);
  const earlier = start(record, check);
  const invited = before && !top;
  return [
    `You get ${count(+(draw ?? size), "question")}${draw ? ", drawn from " + size : ""}. Answer them all, then see one result. The pass mark is ${passMark} percent, and you can take it as often as you like. What you enter stays in this browser.`,
    top && `Your best result so far: ${amount(top)}${top.passed ? ", passed" : ""}.`,
    earlier && `Before you started: ${amount(earlier)}.`,
    invited && `New to the module? ${count(+before, "question")} before you start will show later what you gained. Nothing depends on them.`,
    { buttons: [["Begin", "begin", "main"], ...(invited ? [[`Before you start: ${count(+before, "question")}`, "before"]] : [])] },
  ].filter(Boolean);
}

/** Some questions are open. @param {string[]} open */
export function warning(open) {
  return [
    `${count(open.length, "question")} not answered yet. Go back to ${open.length === 1 ? "it" : "them"}, or see your result anyway.`,
    { keys: open },
    { buttons: [["See my result anyway", "anyway"]] },
  ];
}

/** Marks all answers. @param {Kit} kit */
export function gradeAll({ draft: { drawn, answers, sure }, given, questions }) {
  for (const key of drawn) given.set(key, { ...grade(factsOf(questions.get(key)), answers[key]), sure: sure[key] });
}

/** Hands a final in, or the check before the start. @param {Kit} kit */
export function handIn(kit) {
  const { drawn, answers, phase } = kit.draft;
  gradeAll(kit);
  for (const key of drawn) {
    const { check, question, type, revision } = kit.questions.get(key).dataset;
    const { points, right, sure } = /** @type {Mark} */ (kit.given.get(key));
    kit.emit("check-answered", { check, question, type, revision: +revision, answer: answers[key], points, right, sure });
  }
  kit.end(phase);
}

/**
 * The result: what the list of objectives shows, and the rows above it.
 *
 * @param {Kit} kit
 * @param {any} list
 */
export function outcome({ settings: { passMark, check = "" }, record, facts }, list) {
  const result = facts();
  const { passed, objectives = {}, sureWrong = [] } = result;
  const earlier = start(record, check);
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
    sureWrong.length && { keys: sureWrong },
    lessons.size && (passed ? "Worth another look:" : "Look again at these lessons, then take it again:"),
    lessons.size && { links: [...lessons.values()] },
    { buttons: [["Take it again", "begin", passed ? "" : "main"]] },
    list.querySelector("li:not([hidden])") && "By objective:",
  ].filter(Boolean);
}
