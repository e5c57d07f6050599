// @ts-check
// What a final says before it begins, before it is handed in, and at its end. Fetched by finals only. Its buttons do what the
// functions of their names do, here before answers.mjs.
import { begin as pass, emit, end, facts, feedback, link, write } from "./answers.mjs";
import { factsOf, grade } from "./marking.mjs";
import { best } from "./progress.mjs";
import { all } from "./questions.mjs";
import { count } from "./say.mjs";
/** @import { Attempt, KnowledgeCheck, LearnerRecord, Mark } from "./types" */

/** Points with one digit at most, never rounded up. @param {number} points */
const figure = (points) => Math.floor(points * 10 + 1e-6) / 10;

/** @param {{ points: number, max: number, percent: number }} score */
const amount = ({ points, max, percent }) => `${figure(points)} of ${max}, ${percent} percent`;

/** @param {LearnerRecord} record @param {string} check @returns {Attempt | undefined} the last check before the start */
const start = (record, check) => record.attempts(check).filter(({ kind }) => kind === "before").at(-1);

/** Whether none is under way. @param {KnowledgeCheck} check */
export const waits = ({ draft: { phase, drawn } }) => !phase || !drawn.length;

/** The page before the start, with nothing drawn. @param {KnowledgeCheck} element */
export function open(element) {
  const { passMark, before, draw, check = "" } = element.dataset;
  const { record, questions } = element;
  const top = best(record, check);
  const earlier = start(record, check);
  const invited = before && !top;
  const pool = draw ? `, drawn from ${questions.size}` : "";
  element.start("", []);
  element.show();
  return write(
    element,
    "start",
    [
      `You get ${count(+(draw ?? questions.size), "question")}${pool}. Answer them all, then see one result. The pass mark is ${passMark} percent, and you can take it as often as you like. What you enter stays in this browser.`,
      top && `Your best result so far: ${amount(top)}${top.passed ? ", passed" : ""}.`,
      earlier && `Before you started: ${amount(earlier)}.`,
      invited && `New to the module? ${count(+before, "question")} before you start will show later what you gained. Nothing depends on them.`,
      { buttons: [["Begin", "begin", "main"], ...(invited ? [[`Before you start: ${count(+before, "question")}`, "before"]] : [])] },
    ].filter(Boolean),
  );
}

/** @param {KnowledgeCheck} check */
export function begin(check) {
  lock(check, false);
  pass(check, null, "final");
}

/** @param {KnowledgeCheck} check */
export function before(check) {
  pass(check, null, "before", check.draw(check.dataset.before));
}

/** Hands it in, unless some questions are open. @param {KnowledgeCheck} check */
export function finish(check) {
  const open = check.draft.drawn.filter((key) => !check.answered(key));
  if (!open.length) return anyway(check);
  const result = write(check, "result", [
    `${count(open.length, "question")} not answered yet. Go back to ${open.length === 1 ? "it" : "them"}, or see your result anyway.`,
    { list: open.map((key) => [link(check, key)]) },
    { buttons: [["See my result anyway", "anyway"]] },
  ]);
  check.look(result);
}

/** Marks all answers. @param {KnowledgeCheck} check */
export function gradeAll({ draft: { drawn, answers, sure }, given, questions }) {
  for (const key of drawn) given.set(key, { ...grade(factsOf(questions.get(key)), answers[key]), sure: sure[key] });
}

/** Hands it in, or the check before the start. @param {KnowledgeCheck} check */
export function anyway(check) {
  const { drawn, answers, phase } = check.draft;
  gradeAll(check);
  for (const key of drawn) {
    const { check: id, question, type, revision } = check.questions.get(key).dataset;
    const { points, right, sure } = /** @type {Mark} */ (check.given.get(key));
    emit(check, "check-answered", { check: id, question, type, revision: +revision, answer: answers[key], points, right, sure });
  }
  end(check, phase);
  if (phase === "before") {
    check.record.dropDraft(check.dataset.check ?? "");
    return check.look(open(check));
  }
  Object.assign(check.draft, { phase: "result", at: null });
  check.save();
  check.show();
  for (const key of drawn) feedback(check, key);
  check.say(check.box("score").textContent);
  check.look(check.box("result"));
}

/**
 * The result, above what the list of objectives shows; no answer can be changed any more.
 *
 * @param {KnowledgeCheck} element
 */
export function outcome(element) {
  const { passMark, certificate, check = "" } = element.dataset;
  const result = facts(element);
  const { passed, objectives, sureWrong } = result;
  const earlier = start(element.record, check);
  const list = element.box("objectives");
  const lessons = new Map();
  for (const item of list.children) {
    const [points, max] = objectives[item.dataset.objective] ?? [];
    const tally = item.querySelector(".check__tally") ?? element.element("strong", "check__tally");
    tally.textContent = `${figure(points)} of ${max} `;
    item.prepend(tally);
    item.hidden = !max;
    if (points < max) for (const link of item.querySelectorAll("a")) lessons.set(link.href, link);
  }
  list.hidden = false;
  lock(element, true);
  write(
    element,
    "result",
    [
      { score: `${amount(result)}. ${passed ? "You passed: the" : "The"} pass mark is ${passMark} percent.` },
      passed && certificate && Object.assign(element.element("a", "", "Your certificate, once all lessons are done"), { href: certificate }),
      earlier && `${result.percent > earlier.percent ? "What you gained: before the start" : "Before the start:"} ${amount(earlier)}; now ${amount(result)}.`,
      sureWrong.length && "You were sure of these, and they were not right. Look at them first:",
      sureWrong.length && { list: sureWrong.map((key) => [link(element, key)]) },
      lessons.size && (passed ? "Worth another look:" : "Look again at these lessons, then take it again:"),
      lessons.size && { list: [...lessons.values()].map((link) => [link.cloneNode(true)]) },
      { buttons: [["Take it again", "begin", passed ? "" : "main"]] },
      list.querySelector("li:not([hidden])") && "By objective:",
    ].filter(Boolean),
  );
}

/** @param {KnowledgeCheck} check @param {boolean} locked */
function lock(check, locked) {
  for (const control of all(check, ".question > .question__field, .question__sure, .fill__input")) control.disabled = locked;
}
