// @ts-check
// Where a team stands: counts with words in each cell, what is missing by name, what changed since an earlier round.
import { count, longDay } from "../lib/say.mjs";
import { agreed, changes, nameOf, result, sentences, status, teamStatus } from "../lib/matrix-result.mjs";
import { all, around, button, made } from "./dom.mjs";
/** @import { Answer, Cell, Element, Host, Matrix, Sheet, StatusOf, Work } from "../lib/team" */

/** The form's sections as a matrix; a form without levels has one. @param {HTMLElement} element @returns {Matrix} */
export function matrixOf(element) {
  const levels = new Map(all(element, "[data-level-title]").map(({ dataset }) => [dataset.levelTitle ?? "", dataset.short ?? ""]));
  if (!levels.size) levels.set("", "All");
  const elements = all(element, "[data-section]").map((section) => ({
    id: section.dataset.section ?? "",
    short: section.dataset.title ?? "",
    items: all(section, "[data-item]").map((place) => ({
      id: place.dataset.item ?? "",
      revision: Number(place.dataset.revision),
      level: place.dataset.level ?? "",
      scope: place.dataset.scope ?? "",
      text: place.querySelector(".tool-item__text")?.textContent ?? "",
      short: place.dataset.short,
    })),
  }));
  return { levels: [...levels].map(([id, short]) => ({ id, short })), elements };
}

/** What the item of an id is called. @param {Matrix} matrix */
export function namesOf({ elements }) {
  const names = new Map(elements.flatMap(({ items }) => items.map((item) => [item.id, nameOf(item)])));
  return (/** @type {string} */ id) => names.get(id) ?? id;
}

/** @param {Cell} cell @param {string} words of the answer that counts @param {boolean} level whether cells are levels @param {string} [none] of no answer */
function inWords({ inPlace, partly, notYet, unknown, open, of, state }, words, level, none = "not answered") {
  if (state === "does-not-apply") return ["Does not apply here", ""];
  const rest = Object.entries({ partly: level ? partly : 0, sometimes: level ? 0 : partly, "not yet": notYet, "don’t know": unknown, [none]: open });
  const small = rest.filter(([, number]) => number).map(([name, number]) => `${number} ${name}`);
  return [`${inPlace} of ${of} ${words}`, state === "all" ? "Complete" : small.join(", ")];
}

/**
 * The table and, below it, each element in a sentence with what is missing.
 *
 * @param {HTMLElement} place
 * @param {Matrix} matrix
 * @param {StatusOf} statusOf
 * @param {{ words: string, labels: Record<string, string>, caption: string, none?: string }} said `words`: of the answer that counts; `none`: of no answer
 */
export function showResult(place, matrix, statusOf, { words, labels, caption, none }) {
  const several = matrix.levels.length > 1;
  const found = result(matrix, statusOf);
  const heads = [several ? "Element" : "Section", ...(several ? matrix.levels.map(({ short }) => short) : [words])].map((text) => made("th", text, "", { scope: "col" }));
  const rows = found.map(({ short, cells }) => {
    const name = made("th", short, "", { scope: "row" });
    return around("tr", "", [name, ...cells.map((cell) => drawn(cell, words, several, none))]);
  });
  const table = around("table", "tool-result__table", [made("caption", caption), around("thead", "", [around("tr", "", heads)]), around("tbody", "", rows)]);
  const open = found.flatMap(({ cells }) => cells).reduce((sum, cell) => sum + cell.open, 0);
  const waits = none ? `${count(open, "indicator is", "indicators are")} ${none}` : `${count(open, "question has", "questions have")} no answer yet`;
  const notice = open ? [made("p", `${waits}, so this picture may change.`, "tool__help")] : [];
  place.replaceChildren(...notice, table, ...found.map((element) => inSentences(element, matrix, statusOf, labels, none)));
}

/** @param {Element["cells"][0]} cell @param {string} words @param {boolean} level @param {string} [none] */
function drawn(cell, words, level, none) {
  const [main, small] = inWords(cell, words, level, none);
  const drawn = around("td", "", [made("b", main), ...(small ? [made("span", small)] : [])]);
  drawn.dataset.state = cell.state;
  drawn.dataset.label = level ? cell.level.short : "";
  return drawn;
}

/** @param {Element} element @param {Matrix} matrix @param {StatusOf} statusOf @param {Record<string, string>} labels @param {string} [none] */
function inSentences(element, { levels }, statusOf, labels, none = "not answered") {
  const { short, missing, next } = element;
  const several = levels.length > 1;
  const [lead, , beyond] = sentences(element);
  const goal = missing.length ? (several ? ` To complete ${next?.short}:` : "Not yet as a rule:") : "";
  const list = missing.map((item) => {
    const said = labels[statusOf(item)] ?? none;
    return around("li", "", [`${nameOf(item)} `, made("span", `(${said.toLowerCase()})`, "tool-result__said"), " ", button("add-action", "Make this a next step", { "data-items": item.id, class: "tool-result__step tool__screen", "aria-label": `Make this a next step: ${nameOf(item)}` })]);
  });
  const nothing = !several && !missing.length ? "Nothing is missing." : "";
  return around("section", "tool-result__one", [made("h4", short), made("p", `${several ? lead : ""}${goal}${nothing}`), ...(list.length ? [around("ul", "", list)] : []), ...(beyond ? [made("p", beyond)] : [])]);
}

// -- notes, for paper

/** @param {Partial<Answer>} [entry] */
const beside = ({ reason, note, lead, date } = {}) => [reason, note, lead && `Lead: ${lead}`, date && `By ${longDay(date)}`].filter(Boolean).join(" · ");

/** What partners wrote beside their answers to an item. @param {Work} work @param {string} id */
const written = ({ views }, id) => views.map(({ about, answers }) => [about.partner || "no name", beside(answers[id])]).filter(([, text]) => text).map((line) => line.join(": "));

/** What was written beside the answers, and what was agreed. @param {HTMLElement} place @param {Work} work @param {Matrix} matrix @param {Record<string, string>} labels */
export function showNotes(place, work, { elements }, labels) {
  const lines = elements.flatMap(({ items }) =>
    items.flatMap((item) => {
      const { id } = item;
      const own = beside(work.answers[id]);
      const { date, note } = work.agreed[id] ?? {};
      const together = labels[agreed(work, item)];
      const decided = [together ? `Agreed: ${together}` : note && "Not yet agreed", together && date && longDay(date), note];
      const said = [own && `${labels[work.answers[id].answer ?? ""] ?? "Not answered"}. ${own}`, ...written(work, id), decided.filter(Boolean).join(" · ")].filter(Boolean);
      return said.length ? [around("li", "", [made("b", nameOf(item)), ...said.map((line) => made("div", line))])] : [];
    }),
  );
  place.replaceChildren(lines.length ? around("ul", "", lines) : made("p", "Nothing was written beside the answers."));
}

// -- rounds

/** Whoever has answered: a work's own partner, and those that stand beside it. @param {Work} work @returns {Work[]} */
export function viewsOf(work) {
  const own = Object.values(work.answers).some(({ answer }) => answer !== null);
  return [...(own ? [work] : []), ...work.views];
}

/** Steps that were finished or dropped then. @param {Work} earlier */
function done({ actions }) {
  const closed = actions.filter(({ state }) => state === "done" || state === "dropped");
  const words = closed.map(({ what, state }) => (what || "A step") + ` (${state})`);
  return closed.length ? [made("p", `Steps then: ${words.join("; ")}.`)] : [];
}

/**
 * What changed since earlier rounds.
 *
 * @param {HTMLElement} place
 * @param {Host} host
 * @param {Matrix} matrix
 * @param {string} hash
 * @param {Record<string, string>} labels
 */
export function showRounds(place, host, matrix, hash, labels) {
  const { work } = host;
  const empty = !(team(work) || viewsOf(work).length);
  const rounds = [...work.earlier].sort((a, b) => (when(a) < when(b) ? 1 : -1));
  const shown = rounds.map((earlier) => {
    const both = team(earlier) && (team(work) || !viewsOf(earlier).includes(earlier));
    const now = both ? work : (work.views.find((view) => whom(view) === whom(earlier)) ?? work);
    const { comparable, of, changed } = changes(matrix, earlier, now, hash, both ? (one, item) => teamStatus(one, viewsOf(one), item) : status);
    const open = changed.filter(({ after }) => !after).length;
    const lines = changed.filter(({ after }) => after).map(({ item, before, after }) => {
      const [from, to] = [before, after].map((one) => (labels[one] ?? "not answered").toLowerCase());
      return made("li", `${nameOf(item)}: from ${from} to ${to}.`);
    });
    const named = [earlier.about.round, earlier.about.date && longDay(earlier.about.date)].filter(Boolean).join(", ") || "an earlier file";
    const remove = button("remove-round", "Take this round off the page", { class: "tool-item__clear tool__screen", "data-round": `${work.earlier.indexOf(earlier)}` });
    return around("section", "tool-rounds__one", [
      made("h4", `Since ${named}`),
      made("p", `Comparable: ${comparable} of ${of}.${comparable < of ? " The others were worded otherwise then, so they are left out." : ""} ${both ? "Compared is where all partners stand together." : "Own answers are compared."}`),
      ...(lines.length ? [around("ul", "", lines)] : open ? [] : [made("p", empty ? "Nothing is answered in this round yet." : "Nothing has changed among them.")]),
      ...(open ? [made("p", `Answered then and not yet in this round: ${open}.`)] : []),
      ...done(earlier),
      remove,
    ]);
  });
  const none = made("p", "To see what has changed, open the file of an earlier round and choose “Add as an earlier round”.", "tool__help tool__screen");
  const start = around("p", "tool__buttons tool__screen", [button("new-round", "Start a new round from this one")]);
  place.replaceChildren(...(shown.length ? shown : [none]), start);
}

/** Whether there is something of several partners. @param {Work} work */
const team = ({ views, agreed }) => views.length + Object.keys(agreed).length > 0;

/** @param {Work} work */
const whom = ({ about }) => about.partner + about.role;

/** @param {Work} work */
const when = ({ about, saved }) => about.date || saved;

// -- tables

/**
 * @param {Host} host
 * @param {Matrix} matrix
 * @param {StatusOf} statusOf
 * @param {{ words: string, labels: Record<string, string>, caption: string }} said
 * @returns {Sheet[]} answers, result, steps
 */
export function ratingSheets({ work }, matrix, statusOf, { words, labels, caption }) {
  const several = matrix.levels.length > 1;
  const short = new Map(matrix.levels.map(({ id, short }) => [id, short]));
  const views = work.views.map(({ about }) => about.partner || "no name");
  const head = ["Id", several ? "Element" : "Section", ...(several ? ["Level"] : []), several ? "Indicator" : "Item", "Answer", "Reason", "What we could show", "Lead role", "Date"];
  const team = several ? [...views, "What partners wrote", "Agreed answer", "Agreed on", "Note"] : [];
  const rows = matrix.elements.flatMap((element) =>
    element.items.map((item) => {
      const { reason = "", note = "", lead = "", date = "" } = work.answers[item.id] ?? {};
      const together = work.agreed[item.id];
      const others = several ? [...work.views.map((view) => labels[status(view, item)] ?? ""), written(work, item.id).join("; "), labels[agreed(work, item)] ?? "", together?.date ?? "", together?.note ?? ""] : [];
      const level = several ? [short.get(item.level) ?? ""] : [];
      return [item.id, element.short, ...level, item.text, labels[status(work, item)] ?? "", reason, note, lead, date, ...others];
    }),
  );
  const counts = result(matrix, statusOf).map((element) => [element.short, ...element.cells.map((cell) => inWords(cell, words, several)[0]), several ? sentences(element).filter(Boolean).join(" ") : ""]);
  const steps = work.actions.map(({ what = "", lead = "", first = "", by = "", know = "", state, items }) => [what, lead, first, by, know, state, items.map(namesOf(matrix)).join("; ")]);
  return [
    { name: "Answers", rows: [[...head, ...team], ...rows] },
    { name: "Where we stand", rows: [[[caption, work.about.round, work.edition && `edition ${work.edition}`].filter(Boolean).join("; "), ...(several ? matrix.levels.map(({ short }) => short) : [words]), several ? "In a sentence" : ""], ...counts] },
    { name: "Next steps", rows: [["What", "Who leads", "First step", "By when", "How we will know", "Where it stands", "From"], ...steps] },
  ];
}
