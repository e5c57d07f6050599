// @ts-check
// Where families drop off: what is kept and lost at each step, and what may be shared without showing a few people.
/** @import { Column, Largest, Shared, Step } from "./team" */

const FEW = 20; // a percentage of fewer says little

/**
 * What each count says beside the one before it that is known. Null is not counted, or not shown: whatever stands here comes
 * from the counts given, so of counts that may be shared it may be shared too.
 *
 * @param {(number | null)[]} counts by stage
 * @returns {Step[]}
 */
export function steps(counts) {
  const share = (/** @type {number | null} */ part, /** @type {number | null} */ of) => (part !== null && of ? part / of : null);
  return counts.map((n, at) => {
    const since = n === null ? -1 : counts.findLastIndex((count, place) => place < at && count !== null);
    const before = since < 0 ? null : counts[since];
    return {
      n,
      since: since < 0 ? null : since,
      lost: n === null || before === null ? null : before - n,
      kept: share(n, before),
      ofStart: at ? share(n, counts[0]) : null,
      few: before !== null && before < FEW,
      ofFew: counts[0] !== null && counts[0] < FEW,
    };
  });
}

/** A whole percentage, blank where there is none. @param {number | null} share */
export const percent = (share) => (share === null ? "" : `${Math.round(share * 100)}%`);

/**
 * The steps with the largest loss, in people and in share. Where leaving is an answer and not a loss, nothing is looked for.
 *
 * @param {Step[]} steps
 * @param {boolean[]} findings by stage
 * @returns {Largest}
 */
export function largest(steps, findings) {
  const losses = steps.flatMap(({ lost, since, kept }, at) => {
    const answer = since === null || findings.slice(since + 1, at + 1).some(Boolean);
    return lost && lost > 0 && kept !== null && !answer ? [{ at, lost, kept }] : [];
  });
  const first = (/** @type {(one: { lost: number, kept: number }) => number} */ size) =>
    losses.reduce((top, one) => (size(one) > size(top) ? one : top), losses[0])?.at ?? null;
  return { people: first(({ lost }) => lost), share: first(({ kept }) => -kept) };
}

/** Stages that count more than the last one before them: a mistake, or people who came in from elsewhere. @param {(number | null)[]} counts */
export const rises = (counts) => steps(counts).flatMap(({ lost }, at) => ((lost ?? 0) < 0 ? [at] : []));

/** What groups come to together; null where one of them is not known. @param {Column[]} columns @returns {Column} */
export const sum = (columns) =>
  (columns[0] ?? []).map((_, at) => columns.reduce((all, counts) => add(all, counts[at]), /** @type {number | null} */ (0)));

/**
 * Columns that add up others: totals that were typed in. Beside them a hidden count could be worked out.
 *
 * @param {Column[]} columns few: each combination is tried
 * @returns {number[]} their places
 */
export const sums = (columns) => columns.flatMap((whole, at) => (adds(whole, columns.filter((one, place) => place !== at && one.some(Boolean))) ? [at] : []));

/**
 * Whether some of the parts, two or more, come to the whole at each stage known of all, at two or more stages.
 *
 * @param {(number | null)[]} rest what the parts taken leave of the whole
 * @param {Column[]} parts
 * @param {number} [taken]
 * @returns {boolean}
 */
function adds(rest, parts, taken = 0) {
  const known = rest.filter((n) => n !== null);
  if (known.length < 2 || known.some((n) => n < 0)) return false;
  if (taken > 1 && known.every((n) => n === 0)) return true;
  return parts.some((part, at) => adds(rest.map((n, stage) => add(n, part[stage] === null ? null : -part[stage])), parts.slice(at + 1), taken + 1));
}

/**
 * A column that counts what all others count together, and fewer than the threshold more: two groups much alike, or a total in which
 * those who were left out could be worked out.
 *
 * @param {Column[]} columns two or more
 * @param {number} threshold
 * @returns {number} its place; -1 if there is none
 */
export const nearly = (columns, threshold) =>
  columns.findIndex((whole, at) => {
    const others = sum(columns.filter((_, place) => place !== at));
    const more = whole.flatMap((n, stage) => add(n, others[stage] === null ? null : -others[stage]) ?? []);
    return more.length > 1 && more.some(Boolean) && more.every((n) => n >= 0 && n < threshold);
  });

// -- small numbers

/**
 * What may be shared: no count from 1 to below the threshold, and nothing that gives one away. Hidden counts are null.
 *
 * Shown counts of a column are equal or far apart, so that what left between them is nobody or many. Groups are shown at a step
 * all together or not at all. Their total is shown as if there were no groups, so that two reports of the same counts, one by
 * group and one not, give no more away than one.
 *
 * @param {Column[]} columns counts by stage
 * @param {boolean} groups whether they add up to a total
 * @param {number} threshold
 * @returns {Shared}
 */
export function shared(columns, groups, threshold) {
  const total = sum(columns);
  const all = alone(total, threshold);
  if (!groups || columns.length < 2) return { columns: columns.map((counts) => alone(counts, threshold)), total: groups ? all : null };
  const places = columns.some((counts) => rises(counts).length) ? [] : together(columns, all, threshold);
  // Where the total is what it is at such a place, or nobody is left, all can tell the rest.
  const told = (/** @type {number | null} */ n) => n === 0 || (n !== null && places.some((place) => all[place] === n));
  return { columns: columns.map((counts) => counts.map((n, at) => (told(all[at]) || even(counts, places, at) ? n : null))), total: all };
}

/**
 * Whether a group is the same at the places before and after, so that nobody left.
 *
 * @param {Column} counts
 * @param {number[]} places
 * @param {number} at
 */
function even(counts, places, at) {
  const before = places.findLast((place) => place <= at);
  const after = places.find((place) => place >= at);
  return before !== undefined && (counts[before] === 0 || (after !== undefined && counts[before] === counts[after]));
}

/** @param {number | null} a @param {number | null} b */
const add = (a, b) => (a === null || b === null ? null : a + b);

/** @param {number} n @param {number | null} last the count shown before it @param {number} threshold */
const apart = (n, last, threshold) => [n, Math.abs(n - (last ?? n))].every((one) => one === 0 || one >= threshold);

/** @param {Column} counts @param {number} threshold @returns {Column} */
function alone(counts, threshold) {
  const shown = /** @type {number[]} */ ([]); // all of them: where counts rise, the last is not the nearest
  return counts.map((n) => (n !== null && [n, ...shown].every((last) => apart(n, last, threshold)) && shown.push(n) ? n : null));
}

/**
 * The stages at which all groups may be shown beside their total.
 *
 * What each group lost between two of them, step by step, is a table of which only the margins are known: what each group lost
 * in all, and what all lost at each step. As each margin is nobody or many, each entry could be any of many numbers: from the
 * least to the most that an entry can be, it is as far as the smallest of four margins (its row, the other rows, its step, the
 * other steps). The tests hold this against a solver.
 *
 * @param {Column[]} columns
 * @param {Column} total as it is shown
 * @param {number} threshold
 */
function together(columns, total, threshold) {
  const places = /** @type {number[]} */ ([]);
  total.forEach((n, at) => {
    const last = places.at(-1);
    const fits = (/** @type {Column} */ counts) => apart(Number(counts[at]), last === undefined ? null : counts[last], threshold);
    if (n !== null && columns.every(fits)) places.push(at);
  });
  return places;
}
