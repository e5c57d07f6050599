// @ts-check
// What answers to the matrix come to: counts and names, never a score. A partner's own view, or several side by side.
import { count } from "./say.mjs";
import { stands } from "./team-file.mjs";
/** @import { Cell, Comparison, Element, Item, Matrix, MatrixItem, Status, StatusOf, Work } from "./team" */

const ORDER = ["not-yet", "partly", "in-place"];
export const ANSWERS = [...ORDER, "unknown", "does-not-apply"];

/** A partner's answer as it counts today; "" where there is none. @param {Work} view @param {Item} item @returns {Status} */
export function status({ answers }, item) {
  const entry = answers[item.id];
  return stands(entry, item, ANSWERS) ? /** @type {Status} */ (entry.answer) : "";
}

/** What the partners decided together; "" where they have not. @param {Work} team @param {Item} item @returns {Status} */
export function agreed(team, item) {
  return status({ ...team, answers: team.agreed }, item);
}

/**
 * Where all partners together stand: on a joint item as they agreed, on each partner's own as all of them say of themselves.
 *
 * @param {Work} team whose agreed answers count
 * @param {Work[]} views
 * @param {MatrixItem} item
 * @returns {Status}
 */
export function teamStatus(team, views, item) {
  if (item.scope !== "each-partner") return agreed(team, item);
  const own = new Set(views.map((view) => status(view, item)));
  const has = (/** @type {Status} */ wanted) => own.has(wanted);
  if (has("partly") || (has("not-yet") && has("in-place"))) return "partly";
  if (has("not-yet")) return "not-yet";
  return /** @type {Status[]} */ (["", "unknown", "in-place", "does-not-apply"]).find(has) ?? "";
}

// -- counts

/** @param {MatrixItem[]} items @param {StatusOf} statusOf @returns {Cell} items of the team's own making are counted apart */
function cell(items, statusOf) {
  const shared = items.filter(({ local }) => !local);
  const number = (/** @type {Status} */ wanted, of = shared) => of.filter((item) => statusOf(item) === wanted).length;
  const applies = shared.length - number("does-not-apply");
  const found = { inPlace: number("in-place"), partly: number("partly"), notYet: number("not-yet"), unknown: number("unknown"), open: number("") };
  const local = items.filter((item) => item.local);
  return { ...found, of: applies, state: state(found, applies), local: { inPlace: number("in-place", local), of: local.length } };
}

/**
 * @param {{ inPlace: number, partly: number, notYet: number }} found
 * @param {number} of
 * @returns {Cell["state"]} one that no answer to what is open could change
 */
function state({ inPlace, partly, notYet }, of) {
  const missing = partly + notYet;
  if (!of) return "does-not-apply";
  if (inPlace && missing) return "some";
  if (inPlace + missing < of) return "not-enough";
  return missing ? "none" : "all";
}

/**
 * Every element with its cells; how far it is fully in place, what is missing on the next level, and what is in place beyond.
 *
 * @param {Matrix} matrix
 * @param {StatusOf} statusOf
 * @returns {Element[]}
 */
export function result({ levels, elements }, statusOf) {
  return elements.map(({ id, short, items }) => {
    const cells = levels.map((level) => ({ level, ...cell(items.filter((item) => item.level === level.id), statusOf) }));
    const first = cells.findIndex((one) => one.state !== "all");
    const reached = first < 0 ? cells.length : first;
    const next = cells[reached];
    const missing = items.filter(
      (item) => !item.local && item.level === next?.level.id && !["in-place", "does-not-apply"].includes(statusOf(item)),
    );
    const ahead = cells.slice(reached + 1).filter((one) => one.inPlace);
    return { id, short, cells, through: cells[reached - 1]?.level, next: next?.level, missing, ahead };
  });
}

/** What an item is called. @param {MatrixItem} item */
export const nameOf = ({ short, text }) => (short ?? text).replace(/\.$/, "");

/** An element's result in sentences: how far it is, what is missing, what is beyond; "" where there is nothing to say. @param {Element} element */
export function sentences({ through, next, missing, ahead }) {
  const goal = missing.length ? `To complete ${next?.short}: ${missing.map(nameOf).join("; ")}.` : `${next?.short} does not apply here.`;
  const beyond = ahead.map(({ inPlace, of, level }) => `${inPlace} of ${of} ${level.short}`).join(", ");
  return [`Fully in place through: ${through?.short ?? "none"}.`, next ? goal : "", beyond && `Already in place at higher levels: ${beyond}.`];
}

/** Items of the matrix itself. @param {Matrix} matrix */
const all = ({ elements }) => elements.flatMap(({ items }) => items).filter(({ local }) => !local);

// -- side by side

/** @param {MatrixItem} item @param {Work[]} views @returns {Comparison} */
export function compare(item, views) {
  const answers = views.map((view) => ({ partner: view.about.partner, status: status(view, item) }));
  const places = answers.map(({ status }) => ORDER.indexOf(status)).filter((place) => place >= 0);
  const spread = places.length ? Math.max(...places) - Math.min(...places) : 0;
  const unfit = places.length > 0 && answers.some(({ status }) => status === "does-not-apply"); // one says it fits here, one that it does not
  const seen = item.scope === "each-partner" ? "own" : spread > 1 || unfit ? "apart" : spread ? "near" : "same";
  return { item, answers, seen, unknown: answers.filter(({ status }) => status === "unknown").length };
}

/** What to talk about first: where partners are furthest apart, then what most of them do not know. @param {Matrix} matrix @param {Work[]} views */
export function discussFirst(matrix, views) {
  const rank = (/** @type {Comparison} */ { seen, unknown }) => (seen === "apart" ? 100_000 : 0) + unknown * 2 + (seen === "near" ? 1 : 0);
  return all(matrix)
    .map((item) => compare(item, views))
    .filter(({ seen, unknown }) => seen === "apart" || unknown)
    .sort((a, b) => rank(b) - rank(a));
}

/** Patterns over many items that deserve a sentence. @param {Matrix} matrix @param {Work[]} views */
export function patterns(matrix, views) {
  const number = (/** @type {MatrixItem[]} */ items, /** @type {Work} */ view, /** @type {Status} */ wanted) =>
    items.filter((item) => status(view, item) === wanted).length;
  const blind = matrix.elements.flatMap(({ short, items }) =>
    views.flatMap((view) => {
      const [unknown, of] = [number(items, view, "unknown"), items.length];
      return unknown > 2 && unknown * 2 > of ? [`${view.about.partner} does not know ${unknown} of ${of} in ${short}.`] : [];
    }),
  );
  const rosy = views.flatMap((one) =>
    views.flatMap((other) => {
      const both = all(matrix).filter((item) => item.scope !== "each-partner" && status(one, item) && status(other, item));
      const more = number(both, one, "in-place") - number(both, other, "in-place");
      return more > 4 ? [`${one.about.partner} sees ${more} more in place than ${other.about.partner} does.`] : [];
    }),
  );
  return [...blind, ...rosy];
}

const KINDS = {
  ...{ "in-place": "in place", partly: "partly", "not-yet": "not yet", apart: "seen differently", unknown: "not known" },
  ...{ "does-not-apply": "not applying here", alike: "answered alike and not yet agreed", waits: "not answered by all", "": "not yet agreed" },
};

/**
 * One statement for the steering committee.
 *
 * @param {Matrix} matrix
 * @param {Work} team whose agreed answers count
 * @param {Work[]} views
 */
export function statement(matrix, team, views) {
  const items = all(matrix);
  const found = items.map((item) => {
    const known = teamStatus(team, views, item);
    if (known) return known;
    const { seen, unknown, answers } = compare(item, views);
    if (item.scope === "each-partner") return "waits";
    if (seen === "apart" || seen === "near") return "apart";
    if (unknown && unknown === views.length) return "unknown";
    return views.length && answers.every(({ status }) => status && status !== "unknown") ? "alike" : "";
  });
  const said = Object.entries(KINDS).map(([kind, words]) => [found.filter((one) => one === kind).length, words]);
  return `Of ${count(items.length, "indicator")}: ${said.filter(([number]) => number).map((part) => part.join(" ")).join(", ")}.`;
}

// -- rounds

/**
 * What changed between two rounds, among the items whose wording is the same in both.
 *
 * @param {Matrix} matrix
 * @param {Work} earlier
 * @param {Work} now
 * @param {string} hash of the matrix's items, as files carry it
 * @param {(work: Work, item: MatrixItem) => Status} of `status` or `agreed`
 */
export function changes(matrix, earlier, now, hash, of = status) {
  const items = all(matrix);
  const comparable = items.filter((item) => earlier.hash === hash || earlier.answers[item.id]?.revision === item.revision);
  const changed = comparable
    .map((item) => ({ item, before: of(earlier, item), after: of(now, item) }))
    .filter(({ before, after }) => before !== after);
  return { comparable: comparable.length, of: items.length, changed };
}
