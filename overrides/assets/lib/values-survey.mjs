// @ts-check
// A survey without names and without a server: answers become a short code, a code becomes counts and is forgotten.
import { digest } from "./digest.mjs";
import { count } from "./say.mjs";
import { id, list, maybe, one, shape, table, text } from "./shapes.mjs";
/** @import { Test } from "./shapes.mjs" */
/** @import { SurveyPart, Response, Results, Survey, SavedTally, SurveyItem, Tally, Unpacked } from "./team" */

export const FEWEST = 5; // people, in all and in every part that is shown
const MOST = 60; // statements
const LONGEST = 400; // characters of one
const VERSION = 1;
const NONCES = 2 ** 20;
const PRIME = 1019; // a whole code is a multiple of it; 32 is a generator, so no wrong and no two swapped characters get through
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's, which are hard to confuse

const SAYS = {
  letter: "A code has only digits and letters, and no U.",
  wrong: "This code has a mistake. Compare it with the card, character by character.",
  newer: "This code is from a newer edition of this page. Reload the page, or make the code again.",
  other: "This code belongs to another survey, another wording or another session word.",
  twice: "This code was added before. It counts once.",
  closed: "The collection is closed. A code added now would show how that person answered. It needs a new session.",
};

/** @type {Test} */
const whole = (value) => Number.isInteger(value) && value >= 0 && value < NONCES;
const ITEM = { id, revision: whole, text };
const ANSWER = { id, text: maybe(text), side: one("agree", "disagree", "apart") };
const GROUP = { id, text: maybe(text) };

/** @param {number[]} numbers */
const total = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

// -- codes

/**
 * A facilitator's own statements, one a line: all of them, or none.
 *
 * @param {string} text
 * @returns {{ items: SurveyItem[], problem?: undefined } | { problem: string, items?: undefined }}
 */
export function ownItems(text) {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean);
  const long = lines.findIndex((line) => line.length > LONGEST);
  if (!lines.length) return { problem: "Type or paste the statements first." };
  if (lines.length > MOST) return { problem: `These are ${lines.length} statements. At most ${MOST} fit.` };
  if (long >= 0) return { problem: `Statement ${long + 1} has ${lines[long].length} characters. At most ${LONGEST} fit.` };
  return { items: lines.map((text, at) => ({ id: `own-${at + 101}`, revision: 1, text })) };
}

/** Items in the order of their ids, in which codes hold them: the page may show them in any order. @param {Survey} survey */
const inOrder = ({ items }) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * What tells this survey and session from others: wording, answers, groups, and the word that people were told.
 *
 * @param {Survey} survey
 * @returns {number} below 1024
 */
export function mark(survey) {
  const items = inOrder(survey).map(({ id, revision, text }) => [id, revision, text]);
  const session = (survey.session ?? "").normalize("NFKC").trim().toLowerCase();
  const ids = (/** @type {{ id: string }[]} */ all) => all.map(({ id }) => id);
  return parseInt(digest(JSON.stringify([items, ids(survey.answers), ids(survey.groups), session])).slice(0, 8), 16) % 1024;
}

/** Characters of all answers. @param {Survey} survey */
const width = ({ items, answers }) => Math.ceil((items.length * Math.log2(answers.length + 1)) / 5 - 1e-9);

/** @param {number | bigint} number @param {number} size @returns {string} */
function written(number, size) {
  let [rest, text] = [BigInt(number), ""];
  for (let at = 0; at < size; at += 1) {
    text = LETTERS[Number(rest % 32n)] + text;
    rest /= 32n;
  }
  return text;
}

/** @param {string} text */
const number = (text) => [...text].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n);

/** @param {string} text */
const remainder = (text) => [...text].reduce((sum, letter) => (sum * 32 + LETTERS.indexOf(letter)) % PRIME, 0);

/**
 * A person's answers as a code to read out or to write on a card.
 *
 * @param {Survey} survey
 * @param {Response} response
 * @param {number} [nonce] tells two equal sets of answers apart
 * @returns {string} in groups of five
 */
export function pack(survey, { group, answers }, nonce = crypto.getRandomValues(new Uint32Array(1))[0] % NONCES) {
  const base = BigInt(survey.answers.length + 1);
  const places = inOrder(survey).map(({ id }) => survey.answers.findIndex((answer) => answer.id === answers[id]) + 1);
  const sum = places.reduce((all, place) => all * base + BigInt(place), 0n);
  const at = survey.groups.findIndex(({ id }) => id === group);
  const body = written(VERSION, 1) + written(mark(survey), 2) + written(at, 1) + written(nonce, 4) + written(sum, width(survey));
  const check = (PRIME - remainder(`${body}00`)) % PRIME;
  return `${body}${written(check, 2)}`.replace(/.{5}(?=.)/g, "$&-");
}

/**
 * Reads a code as it was typed, with any spaces, hyphens, and O or I for 0 or 1.
 *
 * @param {Survey} survey
 * @param {string} typed
 * @returns {Unpacked}
 */
export function unpack(survey, typed) {
  const text = typed.toUpperCase().replace(/[\s\-‐-―]/g, "").replace(/[IL]/g, "1").replaceAll("O", "0");
  if ([...text].some((letter) => !LETTERS.includes(letter))) return { problem: SAYS.letter };
  const size = 10 + width(survey);
  const length = `This code has ${count(text.length, "character")}; codes of this survey have ${size}.`;
  if (remainder(text) || !text) return { problem: text.length === size ? SAYS.wrong : length };
  if (number(text.slice(0, 1)) > VERSION) return { problem: SAYS.newer };
  const group = survey.groups[Number(number(text.slice(3, 4)))];
  const base = BigInt(survey.answers.length + 1);
  let rest = number(text.slice(8, -2));
  const places = inOrder(survey).map(() => {
    const place = Number(rest % base);
    rest /= base;
    return place;
  });
  if (text.length !== size || number(text.slice(1, 3)) !== BigInt(mark(survey)) || !group || rest) return { problem: SAYS.other };
  return { group: group.id, places: places.reverse(), nonce: Number(number(text.slice(4, 8))) };
}

// -- counting

/** An open collection with nobody in it. @param {Survey} survey @returns {Tally} */
export function newTally(survey) {
  const counts = () => survey.items.map(() => survey.answers.map(() => 0));
  return { nonces: [], parts: survey.groups.map(({ id }) => ({ groups: [id], people: 0, counts: counts() })) };
}

/** How many have answered. @param {{ parts: SurveyPart[] }} tally */
export const people = ({ parts }) => total(parts.map((part) => part.people));

/**
 * Adds a code to the counts; nothing else of it is kept, and there is no way back.
 *
 * @param {Survey} survey
 * @param {Tally} tally changed in place: a copy from before, beside the one from after, would show how somebody answered
 * @param {string} code
 * @returns {string | undefined} why it was not added
 */
export function add(survey, tally, code) {
  if (!tally.nonces) return SAYS.closed;
  const read = unpack(survey, code);
  if (read.problem !== undefined) return read.problem;
  if (tally.nonces.includes(read.nonce)) return SAYS.twice;
  tally.nonces = [...tally.nonces, read.nonce].sort((a, b) => a - b); // not in the order in which people came
  const part = /** @type {SurveyPart} */ (tally.parts.find(({ groups }) => groups.includes(read.group)));
  part.people += 1;
  read.places.forEach((place, item) => place && (part.counts[item][place - 1] += 1));
  return undefined;
}

/** @param {SurveyPart[]} parts @returns {SurveyPart} */
function merged(parts) {
  const counts = parts[0].counts.map((item, at) => item.map((_, answer) => parts.reduce((sum, part) => sum + part.counts[at][answer], 0)));
  return { groups: parts.flatMap(({ groups }) => groups), people: total(parts.map((part) => part.people)), counts };
}

/**
 * The parts that may be shown: each has enough people, those folded together too; else one part with everybody.
 *
 * @param {SurveyPart[]} parts
 */
function allowed(parts) {
  const large = parts.filter((part) => part.people >= FEWEST).sort((a, b) => b.people - a.people);
  const left = people({ parts }) - people({ parts: large });
  if (left && left < FEWEST) large.pop(); // the smallest makes up for those who are too few
  const [shown, rest] = [parts.filter((part) => large.includes(part)), parts.filter((part) => !large.includes(part))];
  if (shown.length + Number(left > 0) < 2) return [merged(parts)];
  return rest.length ? [...shown, merged(rest)] : shown;
}

/** Closes the collection for good. Groups that may not be shown are folded together, so that no later step can show them. @param {Tally} tally */
export function close(tally) {
  if (tally.nonces) tally.parts = allowed(tally.parts);
  delete tally.nonces;
}

/**
 * What may go into a file: counts of enough people with the wording they answered, and nothing by which a code could be known again.
 *
 * @param {Survey} survey
 * @param {Tally} tally
 * @param {number[]} closed marks of the sessions whose codes must not be counted again
 * @returns {SavedTally | undefined} nothing while there is nothing to show
 */
export function forFile({ items, answers, groups }, { nonces, parts }, closed) {
  if (nonces || people({ parts }) < FEWEST) return undefined;
  /** @param {any[]} all @param {object} fields @returns {any[]} */
  const plain = (all, fields) => all.map((one) => Object.fromEntries(Object.keys(fields).map((name) => [name, one[name]])));
  return structuredClone({ survey: { items: plain(items, ITEM), answers: plain(answers, ANSWER), groups: plain(groups, GROUP) }, parts, closed });
}

/**
 * Results as a file has them, whatever the survey asks today; counts that may not be shown are folded again.
 *
 * @param {any} value hostile until proven otherwise
 * @returns {{ survey: Survey, tally: Tally, closed: number[] } | undefined}
 */
export function fromFile(value) {
  const asked = shape({ items: list(shape(ITEM)), answers: list(shape(ANSWER)), groups: list(shape(GROUP)) });
  if (!table(value) || !asked(value.survey)) return undefined;
  const { survey, parts, closed = [] } = structuredClone(value);
  const row = (/** @type {number} */ most) => (/** @type {any} */ counts) =>
    list(whole)(counts) && counts.length === survey.answers.length && total(counts) <= most;
  const sound = (/** @type {any} */ part) =>
    shape({ groups: list(id), people: whole, counts: list(row(part?.people)) })(part) && part.counts.length === survey.items.length;
  if (!list(sound)(parts) || !parts.length || !list(whole)(closed)) return undefined;
  const counted = parts.flatMap((/** @type {SurveyPart} */ { groups }) => groups);
  const there = survey.groups.map((/** @type {{ id: string }} */ { id }) => id);
  return counted.sort().join() === there.sort().join() ? { survey, tally: { parts: allowed(parts) }, closed } : undefined;
}

// -- results

/**
 * The results, most divided first; nothing while the collection is open or fewer than five have answered.
 *
 * @param {Survey} survey
 * @param {Tally} tally
 * @returns {Results | undefined}
 */
export function results(survey, tally) {
  if (tally.nonces || people(tally) < FEWEST) return undefined;
  const { parts } = tally;
  const all = merged(parts);
  const shown = parts.filter((part) => part.people);
  const rows = inOrder(survey).map((item, at) => {
    const line = (/** @type {SurveyPart} */ part) => sides(survey, part.counts[at], part.people);
    return { item, ...line(all), parts: shown.length > 1 ? shown.map(line) : [] };
  });
  const place = new Map(survey.items.map(({ id }, at) => [id, at]));
  rows.sort((a, b) => b.split - a.split || b.strong - a.strong || Number(place.get(a.item.id)) - Number(place.get(b.item.id)));
  return { people: all.people, parts: shown.length > 1 ? shown.map(({ groups, people }) => ({ groups, people })) : [], rows };
}

/** @param {Survey} survey @param {number[]} counts @param {number} people */
function sides({ answers }, counts, people) {
  const of = (/** @type {string} */ side) => counts.filter((_, at) => answers[at].side === side);
  const [agree, disagree, apart] = ["agree", "disagree", "apart"].map((side) => total(of(side)));
  const fewer = Math.min(agree, disagree);
  return {
    counts,
    agree,
    disagree,
    apart,
    blank: people - total(counts),
    split: fewer && (2 * fewer) / (agree + disagree), // 0: all on one side; 1: half and half
    strong: Math.min(of("agree")[0] ?? 0, of("disagree").at(-1) ?? 0),
  };
}

/** One item's counts in words. @param {{ agree: number, disagree: number, apart: number, blank: number }} row */
export function sentence({ agree, disagree, apart, blank }) {
  const said = (/** @type {number} */ number, /** @type {string} */ verb) => `${number} ${verb}${number === 1 ? "s" : ""}`;
  const parts = [said(agree, "agree"), said(disagree, "disagree"), `${apart} unsure`];
  if (blank) parts.push(`${blank} left it blank`);
  return `${parts.join(", ")}.`;
}
