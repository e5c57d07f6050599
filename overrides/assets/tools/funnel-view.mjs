// @ts-check
// What counts say: sentences, a table with its drawing, and columns side by side. It reads no count but those it is given,
// so that of counts to share it shows nothing else.
import { largest, percent, rises, steps } from "../lib/funnel.mjs";
import { around, made } from "./dom.mjs";
/** @import { Column, Step } from "../lib/team" */
/** @typedef {{ id: string, title: string, finding: boolean }} Stage */
/**
 * @typedef {{ name: string, counts: Column, hidden: boolean[], notes: string[] }} Figure one column; by stage: its count, whether
 * there is one that is not shown, what to say of it
 */

const HEADINGS = ["People", "Kept from the stage before", "Lost here", "Kept from the start"];
const number = (/** @type {number} */ n) => n.toLocaleString("en-US");
const quoted = (/** @type {Stage} */ stage) => `“${stage.title}”`;

/** What a loss is, if it is none. @param {Step} step @param {number} at @param {Stage[]} stages */
export function findingIn({ since }, at, stages) {
  if (since === null || !stages.slice(since + 1, at + 1).some(({ finding }) => finding)) return "";
  return since === at - 1 ? "a finding, not a loss" : "partly a finding";
}

/** What stands in place of a count that is not shown. @param {Figure} figure @param {number} at */
const instead = ({ hidden }, at) => (hidden[at] ? "hidden" : "no number yet");

/** Names the stage compared with, where it is not the one before. @param {number | null} since @param {number} at @param {Stage[]} stages */
const from = (since, at, stages) => (since === at - 1 ? "" : ` at ${quoted(stages[since ?? 0])}`);

/** @param {Figure} figure @param {Stage[]} stages @returns {string[]} */
function sentences({ counts, hidden }, stages) {
  const lines = steps(counts);
  const { people, share } = largest(lines, stages.map(({ finding }) => finding));
  const some = hidden.some(Boolean);
  const the = some ? "The largest loss shown here" : "The largest loss";
  const where = (/** @type {number} */ at) => `between ${quoted(stages[lines[at].since ?? 0])} and ${quoted(stages[at])}`;
  const lost = (/** @type {number} */ at) => `${number(lines[at].lost ?? 0)} of ${number((lines[at].n ?? 0) + (lines[at].lost ?? 0))}`;
  const part = (/** @type {number} */ at) => `${Math.round(100 * (1 - (lines[at].kept ?? 0)))} percent`;
  const said = [];
  if (people === null || share === null) {
    if (some) said.push("The largest loss is not named here, because counts are hidden.");
    else if (lines.every(({ lost }) => lost === null)) said.push("The largest loss cannot be named, because too many counts are missing.");
    else said.push("No loss shows between these counts.");
  } else if (people === share) said.push(`${the}, in people and in share: ${lost(people)}, or ${part(people)}, ${where(people)}.`);
  else said.push(`${the} in people: ${lost(people)}, ${where(people)}.`, `${the} in share: ${part(share)}, ${where(share)}.`);
  for (const at of rises(counts)) said.push(`${quoted(stages[at])} has more people than ${quoted(stages[lines[at].since ?? 0])}. Two different groups may have been mixed.`);
  if (lines.some(({ few, kept, ofFew, ofStart }) => (few && kept !== null) || (ofFew && ofStart !== null))) said.push("Fewer than 20 people: read the percentages marked so with care.");
  return said;
}

/** A bar of people, and beside it those lost. @param {number} n @param {number} lost @param {number} most @param {boolean} finding */
function drawing(n, lost, most, finding) {
  const bar = (/** @type {string} */ name, /** @type {number} */ x, /** @type {number} */ width) =>
    drawn("rect", { class: name, x: `${(100 * x) / most}`, width: `${(100 * width) / most}`, height: "10" });
  const svg = drawn("svg", { class: "tool-funnel__drawing", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  svg.append(bar(`tool-funnel__bar${finding ? " tool-funnel__bar--finding" : ""}`, 0, n));
  if (lost > 0) svg.append(bar("tool-funnel__lost", n, lost));
  return svg;
}

/** @param {string} tag @param {Record<string, string>} attributes */
function drawn(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** @param {string} caption @param {string[]} headings @param {HTMLElement[]} rows */
function table(caption, headings, rows) {
  const cells = ["Stage", ...headings].map((text) => made("th", text, "", { role: "columnheader", scope: "col" }));
  const row = around("tr", "", cells);
  row.setAttribute("role", "row");
  const [head, body] = [around("thead", "", [row]), around("tbody", "", rows)];
  for (const part of [head, body]) part.setAttribute("role", "rowgroup");
  const whole = around("table", "tool-funnel__table", [made("caption", caption), head, body]);
  whole.setAttribute("role", "table");
  return whole;
}

/** @param {(Node | string)[]} first @param {string[]} headings @param {(Node | string)[][]} cells */
function row(first, headings, cells) {
  const cell = (/** @type {string} */ tag, /** @type {Record<string, string>} */ more, /** @type {(Node | string)[]} */ children) => {
    const node = made(tag, "", "", more);
    node.append(...children);
    return node;
  };
  const line = cells.map((children, at) => cell("td", { role: "cell", "data-label": headings[at] }, children));
  return cell("tr", { role: "row" }, [cell("th", { role: "rowheader", scope: "row" }, first), ...line]);
}

/**
 * One column: its sentences and its table.
 *
 * @param {Figure} figure
 * @param {Stage[]} stages
 * @param {string} walk address of the tool that looks at a step
 */
export function figured(figure, stages, walk) {
  const { counts, notes } = figure;
  const most = Math.max(1, ...counts.map(Number));
  const rows = steps(counts).map((step, at) => {
    const { n, since, lost, kept, ofStart, few, ofFew } = step;
    const finding = findingIn(step, at, stages);
    const first = /** @type {(Node | string)[]} */ ([stages[at].title]);
    if (n !== null) first.push(drawing(n, since === at - 1 && !finding ? Number(lost) : 0, most, stages[at].finding));
    const cells = /** @type {(Node | string)[][]} */ ([[n === null ? instead(figure, at) : number(n)], [], [], []]);
    if (notes[at]) cells[0].push(made("span", notes[at], "tool-funnel__note"));
    if (n === null || lost === null) return row(first, HEADINGS, cells);
    const base = number(n + lost);
    cells[1].push(`${number(n)} of ${base}${from(since, at, stages)}`, kept === null ? "" : `, ${percent(kept)}`, few && kept !== null ? " (few people)" : "");
    cells[2].push(lost < 0 ? `${number(-lost)} more than before` : number(lost), finding && lost > 0 ? `: ${finding}` : "");
    if (lost > 0 && finding !== "a finding, not a loss") {
      const label = `Walk through this step: ${stages[at].title}`;
      cells[2].push(" ", made("a", "Walk through this step", "tool-funnel__walk tool__screen", { href: walk, "aria-label": label }));
    }
    cells[3].push(percent(ofStart), ofFew && ofStart !== null ? " (few people)" : "");
    return row(first, HEADINGS, cells);
  });
  const said = around("ul", "", sentences(figure, stages).map((text) => made("li", text)));
  return around("section", "tool-funnel__figure", [made("h4", figure.name), said, table(`${figure.name}: people who reached each stage`, HEADINGS, rows)]);
}

/** What was kept at each step, columns side by side. @param {Figure[]} figures @param {Stage[]} stages */
export function compared(figures, stages) {
  const names = figures.map(({ name }) => name);
  const lines = figures.map(({ counts }) => steps(counts));
  const cell = (/** @type {Step} */ { n, since, lost, kept, few }, /** @type {number} */ which, /** @type {number} */ at) => {
    if (n === null) return instead(figures[which], at);
    return kept === null || lost === null ? "" : `${percent(kept)} of ${number(n + lost)}${from(since, at, stages)}${few ? " (few people)" : ""}`;
  };
  const rows = stages.slice(1).map(({ title }, before) => row([title], names, lines.map((line, which) => [cell(line[before + 1], which, before + 1)])));
  return around("section", "tool-funnel__figure", [table("Side by side: kept from the stage before", names, rows)]);
}

/** The same for a spreadsheet. @param {Figure[]} figures @param {Stage[]} stages @param {string} column what a column is */
export function sheet(figures, stages, column) {
  const whole = (/** @type {number | null} */ share) => (share === null ? null : Math.round(100 * share));
  const lines = figures.flatMap((figure) =>
    steps(figure.counts).map((step, at) => {
      const { n, since, lost, kept, ofStart } = step;
      const compared = since === null ? "" : stages[since].title;
      return [figure.name, stages[at].title, n ?? (figure.hidden[at] ? "hidden" : null), compared, whole(kept), lost, findingIn(step, at, stages), whole(ofStart)];
    }),
  );
  return [[column, "Stage", "People", "Compared with", "Kept, percent", "Lost", "Note", "Kept from the start, percent"], ...lines];
}
