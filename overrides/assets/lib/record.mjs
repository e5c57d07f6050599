// @ts-check
// The learner's record, kept on this device only: lessons, answers, attempts, reflections, drafts, settings.
import { openStore } from "./store.mjs";
/** @import { Answer, LearnerRecord, Mark, Review } from "./types" */

const LONGEST = 20_000; // characters of a text

// What entries are like, enough to work with them safely; a file is looked at more closely (record-file.mjs).
const at = (/** @type {any} */ value) => typeof value === "string" && Date.parse(value) > 0;
const mark = { points: 0, right: true };
const answer = { ...mark, revision: 1, tries: 1, first: mark, at };
/** @type {Record<string, object>} */
const MODELS = {
  lesson: { at },
  answer,
  earlier: answer,
  attempt: { at, kind: "", points: 0, max: 0, percent: 0 },
  reflection: { text: "", prompt: "", at },
  draft: { phase: "", drawn: [], order: {} },
  part: {},
  setting: {},
  // A path of this site: nothing that a link could run.
  last: { title: "", url: (/** @type {any} */ value) => typeof value === "string" && /^(?!\/\/)[\w.~%?=&#+/-]*$/.test(value), at },
};

/** @param {any} value @param {any} model @returns {boolean} */
function like(value, model) {
  if (typeof model === "function") return model(value);
  if (typeof value !== typeof model || typeof model !== "object") return typeof value === typeof model;
  return value && Array.isArray(value) === Array.isArray(model) && Object.keys(model).every((name) => like(value[name], model[name]));
}

// When a missed question comes back.
const LADDER = [1, 7, 21]; // days

/** The learner's own day, as 2026-11-21. */
export function day(date = new Date(), later = 0) {
  return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() + later)).toISOString().slice(0, 10);
}

/**
 * Only the first answer of a day counts: trying again, or looking at what the other choices say, changes nothing.
 *
 * @param {Answer | undefined} before
 * @param {Mark} answer
 * @param {Date} now
 * @returns {Review | undefined}
 */
function nextReview(before, { right, sure }, now) {
  const today = day(now);
  const review = before?.review;
  const asked = review && review.due <= today;
  if ((before && day(new Date(before.at)) === today) || (right && !asked)) return review;
  const step = right && asked ? review.step + 1 : sure === 3 && !asked ? 1 : 0;
  const why = right && asked ? review.why : sure === 3 ? "sure-but-wrong" : "missed";
  return step in LADDER ? { step, due: day(now, LADDER[step]), why } : undefined;
}

export function openRecord(store = openStore(), now = () => new Date()) {
  const seen = new Map(); // parts of drafts as this tab last saw them
  const stamp = () => now().toISOString();

  /** @param {string} key */
  const read = (key) => store.get(key, (value) => like(value, MODELS[/^draft:.*#/.test(key) ? "part" : key.split(":", 1)[0]]));

  /** An unreadable entry is set aside first. @param {string} key @param {unknown} value */
  const write = (key, value) => (read(key), store.set(key, value));

  /** @param {string} prefix @returns {[string, any][]} */
  const entries = (prefix) => {
    const all = store.keys(prefix).map((key) => /** @type {[string, any]} */ ([key.slice(prefix.length), read(key)]));
    return all.filter(([, value]) => value !== undefined);
  };

  /** @param {string} prefix */
  const table = (prefix) => {
    const found = Object.create(null);
    for (const [name, value] of entries(prefix)) found[name] = value;
    return found;
  };

  /** @type {LearnerRecord} */
  const record = {
    store,
    now,
    entries,
    problems: store.problems,
    subscribe: store.subscribe,

    lessons: () => table("lesson:"),
    finishLesson: (page) => !!read(`lesson:${page}`) || write(`lesson:${page}`, { at: stamp() }),
    reopenLesson: (page) => store.remove(`lesson:${page}`),
    last: () => read("last"),
    setLast: (lesson) => write("last", { ...lesson, at: stamp() }),

    answers: (check) => table(`answer:${check}#`),
    current: (entry, revision) => entry?.revision === revision,
    answer(check, question, { revision, answer = null, points, right, sure }) {
      const id = `${check}#${question}`;
      let key = `answer:${id}`;
      let old = read(key);
      if (old?.revision < revision) write(`earlier:${id}@${old.revision}`, old);
      if (old?.revision > revision) old = read((key = `earlier:${id}@${revision}`)); // the page was opened before the question changed
      if (old?.revision !== revision) old = undefined;
      const mark = { points, right, sure };
      // The checks that show authors each type are nobody's training: they never come back for review.
      const review = check.startsWith("examples/") ? undefined : nextReview(old, mark, now());
      const text = typeof answer === "string" ? answer.slice(0, LONGEST) : answer;
      const entry = { revision, answer: text, ...mark, tries: (old?.tries ?? 0) + 1, first: old?.first ?? mark, at: stamp(), review };
      write(key, entry);
      return entry;
    },

    attempts: (check) => entries(`attempt:${check}:`).map(([, value]) => value),
    attempt(check, given) {
      let at = stamp();
      while (read(`attempt:${check}:${at}`)) at = new Date(Date.parse(at) + 1).toISOString();
      const attempt = { ...given, at };
      write(`attempt:${check}:${at}`, attempt);
      return attempt;
    },

    reflection: (check, question) => read(`reflection:${check}#${question}`),
    reflect(check, question, text, prompt) {
      const key = `reflection:${check}#${question}`;
      if (text.trim()) write(key, { text: text.slice(0, LONGEST), prompt, at: stamp() });
      else store.remove(key);
    },

    draft(check) {
      const head = read(`draft:${check}`);
      if (!head) return;
      const [answers, sure] = [Object.create(null), Object.create(null)];
      for (const [question, part] of entries(`draft:${check}#`)) {
        seen.set(`draft:${check}#${question}`, JSON.stringify(part));
        answers[question] = part.answer;
        if (part.sure) sure[question] = part.sure;
      }
      return { ...head, answers, sure };
    },
    saveDraft(check, { answers, sure, ...head }) {
      let kept = write(`draft:${check}`, head);
      for (const question of Object.keys({ ...answers, ...sure })) {
        const key = `draft:${check}#${question}`;
        const part = { answer: answers[question], sure: sure[question] };
        if (seen.get(key) === JSON.stringify(part)) continue;
        seen.set(key, JSON.stringify(part));
        kept = write(key, part) && kept;
      }
      for (const key of seen.keys()) {
        const [name, question] = key.slice(6).split("#");
        if (name !== check || Object.hasOwn({ ...answers, ...sure }, question)) continue;
        seen.delete(key);
        store.remove(key);
      }
      return kept;
    },
    dropDraft(check) {
      for (const key of [`draft:${check}`, ...store.keys(`draft:${check}#`)]) {
        seen.delete(key);
        store.remove(key);
      }
    },

    setting: (name) => read(`setting:${name}`)?.value,
    setSetting(name, value) {
      if (value == null) store.remove(`setting:${name}`);
      else write(`setting:${name}`, { value });
    },

    clear() {
      seen.clear();
      store.clear();
    },
  };
  return record;
}
