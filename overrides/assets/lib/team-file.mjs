// @ts-check
// A team's work as a file, which is the work itself: written the same way every time, read with suspicion, nothing unknown dropped.
import { count } from "./say.mjs";
import { MOST, NEVER, Refusal, each, faulty, id, list, maybe, one, own, table, text, wrong } from "./shapes.mjs";
import { normalize } from "./words.mjs";
/** @import { Fields, Test } from "./shapes.mjs" */
/** @import { Answer, Item, Opened, Report, Work, Tool, Views } from "./team" */

const KIND = "collaborative-practice-toolkit/team-tool";
export const MAX_SIZE = 20_000_000; // bytes; look at File.size before reading a file
const VALUES = 500_000; // at most
const WORKS = 60; // of others that a work carries, and as many earlier rounds

const SAYS = {
  large: "This file is larger than 20 MB. A file of these tools is much smaller.",
  other: "This is not a file that one of these tools has saved. Such a file has a name that ends in .json.",
  damaged: "This file cannot be read. It may be damaged or cut short. Look for an earlier copy, or ask for the file again.",
  newer: "This file was saved by a newer edition of this site, so nothing was changed. Reload this page, or open the file where it was saved.",
  heap: "This file holds more than any file of these tools, so it was not opened.",
};

/** What turns work of format 1 into work of format 2, and so on; for each a file of its format stays in the tests. */
const STEPS = /** @type {((work: any) => any)[]} */ ([]);
export const FORMAT = STEPS.length + 1;

// -- what a file may hold

/** @type {Test} */
const any = () => true; // a part that has one of these looks at it itself
/** @type {Test} */
const words = maybe(text);
/** @type {Test} */
const whole = (value) => Number.isSafeInteger(value) && value >= 0;
/** @type {Test} */
const choice = (value) => value === null || id(value);
/** @type {Test} */
const few = (value) => Array.isArray(value) && value.length <= WORKS;
/** @type {Test} */
const cell = (value) => value === null || text(value) || Number.isFinite(value) || typeof value === "boolean";

/** Fields of the one table, or of each entry, of every part; a field that is not named here is kept as it is. @type {Record<string, Fields>} */
const PARTS = {
  about: { partner: words, role: words, round: words, date: words },
  answers: { answer: choice, revision: whole, reason: words, note: words, lead: words, date: words },
  agreed: { answer: choice, revision: maybe(whole), note: words, date: words },
  rows: { id, cells: each(cell) },
  actions: {
    ...{ id, items: list(id), what: words, lead: words, first: words, by: words, know: words },
    state: one("open", "done", "going", "dropped"),
  },
  stages: {},
};
/** @type {Fields} */
const HEAD = {
  ...{ kind: one(KIND), format: whole, tool: id, edition: words, hash: words, saved: words, made: maybe(whole) },
  ...{ views: few, earlier: few, columns: maybe(one("periods", "groups")), tally: maybe(table), limit: maybe(table), form: any, between: any },
};
const LISTS = ["rows", "actions"];
/** Work of others that a team's file carries: each a whole file, but for such work of its own. */
const OTHERS = /** @type {const} */ (["views", "earlier"]);

/** @param {string} part @param {any} value @returns {[string, any][]} */
const entriesOf = (part, value) => (part === "about" ? [["", value]] : Object.entries(value));

// -- writing

/** Work with nothing in it yet. @param {Tool} tool @returns {Work} */
export function blank({ id, edition, hash = "" }) {
  return filled({ kind: KIND, format: FORMAT, tool: id, edition, hash, saved: "" });
}

/** @param {any} work @returns {Work} the same, with every part there */
function filled(work) {
  for (const part of Object.keys(PARTS)) work[part] ??= LISTS.includes(part) ? [] : Object.create(null);
  for (const name of Object.keys(PARTS.about)) work.about[name] ??= "";
  for (const name of ["edition", "hash", "saved"]) work[name] ??= "";
  for (const name of OTHERS) work[name] ??= [];
  return work;
}

/**
 * The work as it goes into a file: by today's edition, every item named, so that a later edition can tell which it shares.
 *
 * @param {Work} work
 * @param {Tool} tool
 * @param {string} saved a moment
 * @returns {Work}
 */
export function stamped(work, { edition, items, hash = "" }, saved) {
  const answers = Object.assign(Object.create(null), work.answers);
  for (const { id, revision } of items) if ((answers[id]?.answer ?? null) === null) answers[id] = { ...answers[id], answer: null, revision };
  return { ...work, answers, edition, hash, saved };
}

/** Pretty JSON, names in order: the same work gives the same text. @param {Work} work */
export function toText({ views, earlier, ...rest }) {
  const work = { ...rest, ...(views.length && { views }), ...(earlier.length && { earlier }) };
  const sorted = (/** @type {string} */ _, /** @type {any} */ part) =>
    table(part) ? Object.fromEntries(Object.keys(part).sort().map((name) => [name, part[name]])) : part;
  return `${JSON.stringify(work, sorted, 2)}\n`;
}

/** What to call the file. @param {Work} work */
export function fileName({ tool, about, saved }) {
  const partner = normalize(about.partner).trim().replaceAll(" ", "-").slice(0, 40);
  const day = /^\d{4}-\d\d-\d\d$/.test(about.date) ? about.date : saved.slice(0, 10);
  return `${[tool, partner, day].filter(Boolean).join("-")}.json`;
}

/** An id for a new row ("r") or action ("a"): the next number of this work, and none twice. @param {Work} work @param {string} letter */
export function newId(work, letter) {
  const given = [...work.rows, ...work.actions].map((entry) => Number(/\d{1,9}$/.exec(entry.id)?.[0] ?? 0));
  work.made = Math.max((work.made ?? 0) % 1e12, ...given) + 1; // whatever a file says, it stays a number that a file may hold
  return `${letter}${work.made}`;
}

// -- reading

/**
 * Reads a file, or says in a sentence why it cannot be opened. Nothing is changed.
 *
 * @param {string} content
 * @param {number} size bytes, as File.size
 * @param {Tool} tool the one that is open
 * @returns {Opened}
 */
export function read(content, size, tool) {
  try {
    const work = opened(content, size, tool);
    return { work, report: report(work, tool) };
  } catch (error) {
    const problem = error instanceof Refusal ? error.message : SAYS.damaged;
    return { problem, newer: problem === SAYS.newer };
  }
}

/** @param {string} content @param {number} size @param {Tool} tool */
function opened(content, size, tool) {
  if (Math.max(size, content.length) > MAX_SIZE) throw new Refusal(SAYS.large);
  if (!/^\uFEFF?\s*\{/.test(content)) throw new Refusal(SAYS.other);
  const file = JSON.parse(content.replace(/^\uFEFF/, ""));
  if (own(file, "kind") !== KIND) throw new Refusal(SAYS.other);
  const format = own(file, "format");
  if (!whole(format) || format < 1) throw wrong("format");
  if (format > FORMAT) throw new Refusal(SAYS.newer);
  const name = own(file, "tool");
  if (!id(name)) throw wrong("tool");
  if (name !== tool.id) throw new Refusal(`This file belongs to another tool of this site, "${name}". Open it there.`);
  const work = sound(copied(file, { values: VALUES }, 0));
  for (const part of OTHERS) {
    work[part] = work[part].map((/** @type {any} */ other) => within(other, tool, part === "earlier"));
  }
  return work;
}

/** Work that another file carries; an earlier round carries its partners. @param {any} other @param {Tool} tool @param {boolean} round @returns {Work} */
function within(other, tool, round) {
  if (own(other ?? {}, "tool") !== tool.id) throw wrong("tool");
  const work = sound(other);
  return { ...work, views: round ? work.views.map((/** @type {any} */ view) => within(view, tool, false)) : [], earlier: [] };
}

/** Work in today's format with all of it as we write it. @param {any} file */
function sound(file) {
  if (!(file.format <= FORMAT)) throw wrong("format");
  const work = filled(migrated(file));
  const head = faulty(work, HEAD);
  if (head) throw wrong(head);
  for (const part of Object.keys(PARTS)) inspect(part, work);
  return work;
}

/** Work as another file carries it: as a partner's view, or with its partners as an earlier round. @param {Work} work @param {boolean} [round] @returns {Work} */
export const carried = (work, round = false) => ({ ...structuredClone(work), views: round ? structuredClone(work.views) : [], earlier: [] });

/** The work in today's format. @param {any} work @param {typeof STEPS} [steps] */
export function migrated(work, steps = STEPS) {
  for (const step of steps.slice(work.format - 1)) work = { ...step(work), format: work.format + 1 };
  return work;
}

/**
 * A copy whose tables have no prototype, without the names that reach one.
 *
 * @param {any} value
 * @param {{ values: number }} left how many more there may be
 * @param {number} depth
 * @returns {any}
 */
function copied(value, left, depth) {
  left.values -= 1;
  if (left.values < 0 || depth > MOST.depth || (typeof value === "string" && !text(value))) throw new Refusal(SAYS.heap);
  if (Array.isArray(value)) return value.map((part) => copied(part, left, depth + 1));
  if (!table(value)) return value;
  const copy = Object.create(null);
  for (const [name, part] of Object.entries(value)) {
    if (name.length > MOST.id) throw new Refusal(SAYS.heap);
    if (!NEVER.includes(name)) copy[name] = copied(part, left, depth + 1);
  }
  return copy;
}

/** Whether a part is as we write it. @param {string} part @param {any} work */
function inspect(part, work) {
  const value = work[part];
  if (Array.isArray(value) !== LISTS.includes(part) || typeof value !== "object") throw wrong(part);
  for (const [name, entry] of entriesOf(part, value)) {
    const counts = part === "stages" && table(entry) && Object.keys(entry).find((key) => entry[key] !== null && !whole(entry[key]));
    const fault = table(entry) ? counts || faulty(entry, PARTS[part]) : "";
    if (fault !== undefined) throw wrong(part, name, fault);
  }
  const ids = LISTS.includes(part) ? value.map((/** @type {any} */ entry) => entry.id) : [];
  const twice = ids.find((/** @type {string} */ id, /** @type {number} */ at) => ids.indexOf(id) < at);
  if (twice) throw wrong(part, twice);
}

/**
 * Whether an answer counts: given to the item as it stands today, one that the tool offers, with its reason where it needs one.
 *
 * @param {Answer | undefined} entry
 * @param {Item} item
 * @param {string[]} answers ids that the tool offers
 */
export function stands(entry, { revision }, answers) {
  if (!entry || entry.answer === null || (entry.revision ?? 1) !== revision || !answers.includes(entry.answer)) return false;
  return entry.answer !== "does-not-apply" || Boolean((entry.reason ?? entry.note ?? "").trim());
}

/** What became of what a file holds. @param {Work} work @param {Tool} tool @returns {Report} */
function report({ answers, agreed, rows, stages, ...rest }, tool) {
  const known = new Map(tool.items.map((item) => [item.id, item]));
  const given = [answers, agreed].flatMap(Object.entries).filter(([, { answer }]) => answer !== null);
  const decided = Object.values(agreed).filter(({ answer }) => answer !== null).length;
  const names = (/** @type {(item: Item | undefined, answer: Answer) => unknown} */ test) => [...new Set(given.filter(([name, answer]) => test(known.get(name), answer)).map(([name]) => name))];
  return {
    kept: tool.items.filter((item) => stands(answers[item.id], item, tool.answers)).length,
    rows: rows.length,
    columns: Object.keys(stages).length,
    confirm: names((item, { revision }) => item && (revision ?? 1) !== item.revision),
    retired: names((item) => !item),
    more: [
      rest.views.length && count(rest.views.length, "partner's file", "partners' files"),
      decided && count(decided, "agreed answer"),
      rest.actions.length && count(rest.actions.length, "next step"),
      rest.earlier.length && count(rest.earlier.length, "earlier round"),
      rest.tally && "the results of a survey",
    ].filter((one) => typeof one === "string"),
    unknown: unknown({ answers, agreed, rows, stages, ...rest }),
  };
}

/** How many fields this edition does not know. @param {any} work */
function unknown(work) {
  const extra = (/** @type {any} */ value, /** @type {object} */ fields) => Object.keys(value).filter((name) => !Object.hasOwn(fields, name)).length;
  const inside = Object.keys(PARTS).flatMap((part) =>
    part === "stages" ? [] : entriesOf(part, work[part]).map(([, entry]) => extra(entry, PARTS[part])),
  );
  return inside.reduce((sum, count) => sum + count, extra(work, { ...HEAD, ...PARTS }));
}

/** The report in words. @param {Report} report */
export function said({ kept, rows, columns, more, confirm, retired, unknown }) {
  const held = [kept && count(kept, "answer"), rows && !columns && count(rows, "row"), columns && count(columns, "column"), ...more].filter(Boolean);
  return [
    `This file holds ${held.join(", ") || "no answers yet"}.`,
    confirm.length && `To confirm, because the wording has changed: ${confirm.length}. They do not count until you do.`,
    retired.length && `No longer asked: ${retired.length}. They stay in the file and do not count.`,
    unknown && `Not known to this edition: ${count(unknown, "entry", "entries")}, kept in the file.`,
  ]
    .filter(Boolean)
    .join(" ");
}

// -- several partners

/**
 * Partners side by side: for each partner, role and round the work saved last. The order of opening does not matter.
 *
 * @param {Work[]} works
 * @returns {Views} sorted; `older` gave way to a later one of the same partner and round
 */
export function together(works) {
  const latest = new Map();
  const gone = new Map();
  const text = (/** @type {Work} */ work) => `${work.saved}\n${toText(work)}`;
  for (const work of works) {
    const key = work.about.partner.trim() ? whose(work) : text(work); // files without a name never stand for one another
    const other = latest.get(key) ?? work;
    const [first, last] = other.saved < work.saved || (other.saved === work.saved && text(other) < text(work)) ? [other, work] : [work, other];
    latest.set(key, last);
    if (first !== last && text(first) !== text(last)) gone.set(text(first), first); // the same file twice is one
  }
  const sorted = (/** @type {Map<string, Work>} */ found) => [...found.keys()].sort().map((key) => /** @type {Work} */ (found.get(key)));
  return { views: sorted(latest), older: sorted(gone).reverse() };
}

/** A text however it is spaced, composed and capitalized. @param {string} text */
export const plain = (text) => text.normalize().trim().replace(/\s+/g, " ").toLowerCase();

/** Partner, role and round, as one text. @param {Work} work */
export const whose = ({ about }) => [about.partner, about.role, about.round].map(plain).join("\n");
