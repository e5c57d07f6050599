// @ts-check
// The learner's record, kept on this device only: lessons, answers, attempts, reflections, drafts, settings. Answers and attempts are
// added by results.mjs.
import { openStore } from "./store.mjs";
/** @import { LearnerRecord } from "./types" */

export const LONGEST = 20_000; // characters of a text

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

/** The learner's own day, as 2026-11-21. */
export function day(date = new Date(), later = 0) {
  return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() + later)).toISOString().slice(0, 10);
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
  const table = (prefix) => Object.assign(Object.create(null), Object.fromEntries(entries(prefix)));

  /** @type {LearnerRecord} */
  const record = {
    store,
    now,
    read,
    write,
    entries,
    problems: store.problems,
    subscribe: store.subscribe,

    lessons: () => table("lesson:"),
    finishLesson: (page) => !!read(`lesson:${page}`) || write(`lesson:${page}`, { at: stamp() }),
    reopenLesson: (page) => store.remove(`lesson:${page}`),
    last: () => read("last"),
    setLast: (lesson) => write("last", { ...lesson, at: stamp() }),

    answers: (check) => table(`answer:${check}#`),
    attempts: (check) => entries(`attempt:${check}:`).map(([, value]) => value),
    reflection: (check, question) => read(`reflection:${check}#${question}`),
    reflect(check, question, text, prompt) {
      const key = `reflection:${check}#${question}`;
      if (text.trim()) write(key, { text: text.slice(0, LONGEST), prompt, at: stamp() });
      else store.remove(key);
    },

    draft(check) {
      const head = read(`draft:${check}`);
      const [answers, sure] = [Object.create(null), Object.create(null)];
      for (const [question, part] of entries(`draft:${check}#`)) {
        seen.set(`draft:${check}#${question}`, JSON.stringify(part));
        answers[question] = part.answer;
        if (part.sure) sure[question] = part.sure;
      }
      return head && { ...head, answers, sure };
    },
    saveDraft(check, { answers, sure, ...head }) {
      const start = `draft:${check}#`;
      const names = Object.keys({ ...answers, ...sure }).map((question) => start + question);
      write(`draft:${check}`, head);
      for (const key of new Set([...seen.keys(), ...names])) {
        const question = key.slice(start.length);
        const part = { answer: answers[question], sure: sure[question] };
        const text = JSON.stringify(part);
        if (!key.startsWith(start) || seen.get(key) === text) continue;
        seen.set(key, text);
        if (text === "{}") store.remove(key);
        else write(key, part);
      }
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
