// @ts-check
// The learner's record as a file: saved, read with suspicion, merged without losing the better result.
import { MOST, NEVER, Refusal, each, faulty, id, list, maybe, one, own, shape, table, text, wrong } from "./shapes.mjs";
/** @import { Fields, Test } from "./shapes.mjs" */
/** @import { Answer, Attempt, Changes, LearnerRecord, Reading, Reflection, SavedFile } from "./types" */

const KIND = "collaborative-practice-toolkit/learner-record";
const FORMAT = 1;
export const MAX_SIZE = 5_000_000; // bytes; look at File.size before reading a file
const ENTRIES = 20_000; // at most

// -- what a file may hold

/** @type {Test} */
const flag = (value) => typeof value === "boolean";
/** @type {Test} */
const amount = (value) => Number.isFinite(value) && value >= 0;
/** @type {Test} */
const share = (value) => amount(value) && value <= 1;
/** @type {Test} */
const moment = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && Date.parse(value) > 0;
/** @type {Test} */
const day = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && Date.parse(value) > 0;

/** @type {Fields} */
const ANSWER = {
  revision: amount,
  answer: (value) => value === null || [text, flag, amount, list(text), list(list(text)), each(text)].some((test) => test(value)),
  points: share,
  right: flag,
  sure: maybe(one(1, 2, 3)),
  tries: amount,
  first: shape({ points: share, right: flag, sure: maybe(one(1, 2, 3)) }),
  at: moment,
  review: maybe(shape({ step: one(0, 1, 2), due: day, why: one("missed", "sure-but-wrong") })),
};

/** @type {Fields} */
const ATTEMPT = {
  at: moment,
  kind: one("practice", "final", "before"),
  edition: maybe(text),
  points: amount,
  max: amount,
  percent: (value) => amount(value) && value <= 100,
  passed: maybe(flag),
  objectives: maybe(each((value) => list(amount)(value) && value.length === 2)),
  sureWrong: maybe(list(id)),
  questions: maybe(list(id)),
};

/** @typedef {"lessons" | "answers" | "earlier" | "attempts" | "reflections" | "settings"} Section */
/** @typedef {(here: any, there: any, spare: Spare) => any} Merge */
/** @type {Record<Section, { prefix: string, name: Test, fields: Fields, merge: Merge, one: string, many: string }>} */
const SECTIONS = {
  lessons: { prefix: "lesson:", name: id, fields: { at: moment }, merge: earliest, one: "finished lesson", many: "finished lessons" },
  answers: { prefix: "answer:", name: pair, fields: ANSWER, merge: mergedAnswer, one: "answer", many: "answers" },
  earlier: {
    prefix: "earlier:",
    name: (value) => pair(value.replace(/@\d+(\.\d+)?$/, "")),
    fields: ANSWER,
    merge: mergedAnswer,
    one: "answer to an earlier form of a question",
    many: "answers to earlier forms of questions",
  },
  attempts: {
    prefix: "attempt:",
    name: (value) => id(value.slice(0, value.indexOf(":"))) && moment(value.slice(value.indexOf(":") + 1)),
    fields: ATTEMPT,
    merge: betterAttempt,
    one: "attempt",
    many: "attempts",
  },
  reflections: {
    prefix: "reflection:",
    name: pair,
    fields: { text, prompt: text, at: moment },
    merge: bothTexts,
    one: "reflection",
    many: "reflections",
  },
  settings: {
    prefix: "setting:",
    name: id,
    fields: { value: (value) => text(value) || flag(value) || Number.isFinite(value) },
    merge: (here) => here,
    one: "setting",
    many: "settings",
  },
};
const NAMES = /** @type {Section[]} */ (Object.keys(SECTIONS));

/** The id of a check and of its question. @param {string} value */
function pair(value) {
  const parts = value.split("#");
  return parts.length === 2 && parts.every(id);
}

/** @param {Section} section @param {string} name @param {any} value */
function sound(section, name, value) {
  const { name: named, fields } = SECTIONS[section];
  return named(name) && name.length <= 2 * MOST.id && shape(fields)(value);
}

// -- saving

/**
 * The whole record as pretty JSON, drafts left out. Entries that no reader would take are put with what was set aside.
 *
 * @param {LearnerRecord} record
 */
export function toFile(record) {
  /** @type {Record<string, any>} */
  const file = { kind: KIND, format: FORMAT, saved: record.now().toISOString() };
  const odd = [];
  for (const section of NAMES) {
    const { prefix } = SECTIONS[section];
    file[section] = Object.create(null);
    for (const [name, value] of record.entries(prefix)) {
      if (sound(section, name, value)) file[section][name] = value;
      else odd.push({ key: prefix + name, text: JSON.stringify(value) });
    }
  }
  file.aside = [...record.store.aside(), ...odd];
  return `${JSON.stringify(file, null, 2)}\n`;
}

// -- reading

/**
 * Looks at a file and says what would change. Nothing changes before `merge`.
 *
 * @param {LearnerRecord} record
 * @param {string} content
 * @param {number} [size] bytes, as File.size
 * @returns {Reading}
 */
export function readFile(record, content, size = 0) {
  try {
    const incoming = trusted(content, size);
    return { ok: true, incoming, changes: changes(record, incoming) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    return { ok: false, reason: "This file could not be read as a saved record." };
  }
}

/** @param {string} content @param {number} size @returns {SavedFile} only what is known, copied */
function trusted(content, size) {
  if (Math.max(size, content.length) > MAX_SIZE) throw new Refusal("This file is larger than 5 MB. A saved record is much smaller.");
  let file;
  try {
    file = JSON.parse(content);
  } catch {
    throw new Refusal("This file is not a saved record: it is not JSON. It may be damaged, or be another kind of file.");
  }
  if (!table(file) || own(file, "kind") !== KIND) throw new Refusal("This file is not a learner's record of this site.");
  const format = own(file, "format");
  if (!Number.isInteger(format) || format < 1) throw wrong("format");
  if (format > FORMAT) throw new Refusal("This file was saved by a newer edition of this site. Open it there.");
  harmless(file, 0);
  const saved = own(file, "saved");
  if (!moment(saved)) throw wrong("saved");
  let count = 0;
  /** @type {any} */
  const copy = { kind: KIND, format: FORMAT, saved };
  for (const section of NAMES) {
    const { fields } = SECTIONS[section];
    const entries = own(file, section) ?? {};
    if (!table(entries)) throw wrong(section);
    copy[section] = Object.create(null);
    for (const [name, value] of Object.entries(entries)) {
      if ((count += 1) > ENTRIES) throw new Refusal("This file holds more than 20,000 entries. No learner's record is as long.");
      if (!sound(section, name, value)) throw wrong(section, name, table(value) ? (faulty(value, fields) ?? "") : "");
      if (section === "attempts" && !name.endsWith(value.at)) throw wrong(section, name, "at");
      const known = Object.keys(fields).filter((field) => Object.hasOwn(value, field));
      copy[section][name] = Object.fromEntries(known.map((field) => [field, value[field]]));
    }
  }
  const aside = own(file, "aside") ?? [];
  if (!list(shape({ key: text, text: (value) => typeof value === "string" }))(aside)) throw wrong("aside");
  if (count + aside.length > ENTRIES) throw new Refusal("This file holds more than 20,000 entries. No learner's record is as long.");
  copy.aside = aside.map((/** @type {any} */ part) => ({ key: part.key, text: part.text }));
  return copy;
}

/** @param {any} value @param {number} depth */
function harmless(value, depth) {
  if (depth > MOST.depth) throw new Refusal("This file is nested deeper than a saved record is.");
  if (typeof value !== "object" || value === null) return;
  for (const name of Object.keys(value)) {
    if (NEVER.includes(name)) throw new Refusal(`This file holds a name that no record holds: ${name}.`);
    harmless(value[name], depth + 1);
  }
}

// -- merging

/** @typedef {(key: string, text: string) => void} Spare keeps what finds no place */

/**
 * What a file adds to the record: only entries that would differ from those here.
 *
 * @param {LearnerRecord} record
 * @param {SavedFile} incoming
 */
function plan(record, incoming) {
  /** @type {{ section: Section, key: string, value: any, conflict: boolean }[]} */
  const writes = [];
  /** @type {Map<string, { key: string, text: string }>} */
  const aside = new Map();
  const kept = new Set(record.store.aside().map(one));
  /** @type {Spare} */
  const spare = (key, text) => {
    const part = { key: key.replace(/~\d+$/, ""), text };
    if (!kept.has(one(part))) aside.set(one(part), part);
  };
  for (const section of NAMES) {
    const { prefix, merge } = SECTIONS[section];
    const here = new Map(record.entries(prefix));
    const there = new Map(Object.entries(incoming[section]));
    for (const [name, value] of section === "earlier" ? superseded(record, incoming) : []) {
      there.set(name, mergedAnswer(there.get(name) ?? value, value));
    }
    for (const [name, value] of there) {
      const old = here.get(name);
      const merged = old === undefined ? value : merge(old, value, (_, text) => spare(prefix + name, text));
      if (!same(old, merged)) writes.push({ section, key: prefix + name, value: merged, conflict: old !== undefined });
    }
  }
  for (const { key, text } of incoming.aside) spare(key, text);
  return { writes, aside: [...aside.values()] };

  /** @param {{ key: string, text: string }} part */
  function one({ key, text }) {
    return `${key.replace(/~\d+$/, "")}\n${text}`;
  }
}

/**
 * Answers that give way to a newer revision; they are kept with the earlier ones.
 *
 * @param {LearnerRecord} record
 * @param {SavedFile} incoming
 * @returns {[string, Answer][]}
 */
function superseded(record, incoming) {
  const here = new Map(record.entries("answer:"));
  return Object.entries(incoming.answers).flatMap(([name, there]) => {
    const old = here.get(name);
    if (!old || old.revision === there.revision) return [];
    const less = old.revision < there.revision ? old : there;
    return [/** @type {[string, Answer]} */ ([`${name}@${less.revision}`, less])];
  });
}

/** @param {LearnerRecord} record @param {SavedFile} incoming @returns {Changes} */
function changes(record, incoming) {
  const { writes, aside } = plan(record, incoming);
  const conflicts = writes.filter(({ conflict }) => conflict).length;
  const counts = Object.fromEntries(NAMES.map((section) => [section, writes.filter((one) => one.section === section).length]));
  const sentences = NAMES.flatMap((section) => said(section, writes));
  if (aside.length) sentences.push(`Kept aside: ${aside.length} that cannot be read or has no room.`);
  if (!sentences.length) sentences.push("All that this file holds is here already. Nothing would change.");
  return /** @type {Changes} */ ({ ...counts, aside: aside.length, conflicts, total: writes.length + aside.length, sentences });
}

/** @param {Section} section @param {ReturnType<typeof plan>["writes"]} writes */
function said(section, writes) {
  const { one, many } = SECTIONS[section];
  const mine = writes.filter((write) => write.section === section);
  const changed = mine.filter(({ conflict }) => conflict).length;
  const added = mine.length - changed;
  const count = (/** @type {number} */ number) => `${number} ${number === 1 ? one : many}`;
  const rule = section === "lessons" ? "earlier date is" : section === "reflections" ? "texts of both are" : "better result is";
  return [
    ...(added ? [`New here: ${count(added)}.`] : []),
    ...(changed ? [`Different here and in the file: ${count(changed)}. The ${rule} kept.`] : []),
  ];
}

/**
 * Takes a file that `readFile` has read into the record.
 *
 * @param {LearnerRecord} record
 * @param {SavedFile} incoming
 * @returns {{ written: number, kept: boolean }} `kept`: whether all of it outlives the page
 */
export function merge(record, incoming) {
  const { writes, aside } = plan(record, incoming);
  let kept = true;
  for (const { key, value } of writes) kept = record.store.set(key, value) && kept;
  for (const { key, text } of aside) kept = record.store.setAside(key, text) && kept;
  return { written: writes.length + aside.length, kept };
}

/** @param {any} a @param {any} b */
function same(a, b) {
  return canonical(a) === canonical(b);
}

/** JSON with names in order. @param {any} value @returns {string} */
function canonical(value) {
  const sorted = (/** @type {string} */ _, /** @type {any} */ part) =>
    table(part) ? Object.fromEntries(Object.keys(part).sort().map((name) => [name, part[name]])) : part;
  return JSON.stringify(value, sorted) ?? "";
}

/** @param {{ at: string }} here @param {{ at: string }} there */
function earliest(here, there) {
  return there.at < here.at ? there : here;
}

/**
 * The first rule that tells two apart decides, so that the order of merging does not matter.
 *
 * @template T
 * @param {T} here
 * @param {T} there
 * @param {((one: T) => any)[]} rules
 */
function greater(here, there, rules) {
  for (const rule of rules) {
    if (rule(here) > rule(there)) return here;
    if (rule(there) > rule(here)) return there;
  }
  return here;
}

/** The better answer, with the ladder as it was left last. @param {Answer} here @param {Answer} there @returns {Answer} */
function mergedAnswer(here, there) {
  const better = greater(here, there, [
    ({ revision }) => revision,
    ({ right }) => Number(right),
    ({ points }) => points,
    ({ at }) => at,
    ({ answer, sure, first }) => canonical([answer, sure, first]),
  ]);
  if (here.revision !== there.revision) return better;
  const { review: _, ...rest } = better;
  const last = greater(here, there, [({ at }) => at, ({ review }) => canonical(review)]);
  return { ...rest, tries: Math.max(here.tries, there.tries), at: last.at, ...(last.review && { review: last.review }) };
}

/** @param {Attempt} here @param {Attempt} there */
function betterAttempt(here, there) {
  return greater(here, there, [({ percent }) => percent, canonical]);
}

/**
 * The later text; the other one stands below it unless it is part of it.
 *
 * @param {Reflection} here
 * @param {Reflection} there
 * @param {Spare} spare
 */
function bothTexts(here, there, spare) {
  const later = greater(here, there, [({ at }) => at, ({ text }) => text.length, canonical]);
  const older = later === here ? there : here;
  if (!older.text.trim() || later.text.includes(older.text)) return later;
  const text = `${later.text}\n\n[${older.at.slice(0, 10)}]\n${older.text}`;
  if (text.length <= MOST.text) return { ...later, text };
  spare("", JSON.stringify(older));
  return later;
}
