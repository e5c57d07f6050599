// @ts-check
// Things to rate for oneself: the form, where one stands, next steps, earlier rounds. The matrix adds partners to it.
import { status } from "../lib/matrix-result.mjs";
import { carried, plain, toText } from "../lib/team-file.mjs";
import { actionList, carryOver } from "./actions.mjs";
import { answerForm } from "./answers.mjs";
import { all } from "./dom.mjs";
import { panels } from "./panels.mjs";
import { matrixOf, namesOf, ratingSheets, showNotes, showResult, showRounds } from "./result.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Host, Item, Matrix, Part, StatusOf, Work } from "../lib/team" */

/** @param {Host} host @returns {Part} */
export function connect(host) {
  return rated(host).part;
}

/**
 * @param {Host} host
 * @param {{ result?: (place: HTMLElement) => { statusOf: StatusOf, caption: string, none?: string }, panel?: (name: string) => void, newRound?: (work: Work) => void }} [more]
 */
export function rated(host, more = {}) {
  const { element } = host;
  const matrix = matrixOf(element);
  const form = answerForm(host, {
    beside: [
      { name: "note", label: "What could you show?", help: "A document, a count or a habit. No names, and no facts from a case." },
      { name: "lead", label: "Lead role", help: "A role, so that it survives a change of staff." },
      { name: "date", label: "By when" },
    ],
    more: "Add what you could show, a lead or a date",
    changed: counts,
  });
  const tool = { id: element.dataset.tool ?? "", edition: element.dataset.edition ?? "", items: form.items, answers: form.answers };
  const words = (form.labels["in-place"] ?? "").toLowerCase();
  const own = (/** @type {Item} */ item) => status(host.work, item);
  let stale = true; // whether the form shows other work
  const steps = actionList(host, namesOf(matrix));
  const place = panels(host, fill);
  element.addEventListener("tool-step-added", () => place.open("actions"));
  element.addEventListener("click", (event) => {
    const { act, round } = /** @type {HTMLElement} */ (event.target).dataset;
    if (act === "new-round") newRound();
    if (act === "remove-round") removed(Number(round));
  });

  /** How many are answered, section by section. */
  function counts() {
    const sections = new Map(matrix.elements.map(({ id, items }) => [id, [items.filter((item) => own(item)).length, items.length]]));
    place.count((id) => `${(sections.get(id) ?? []).join(" of ")} answered`);
  }

  /** Fills a part of the tool when it is looked at. @param {string} name */
  function fill(name) {
    if (!host.work) return; // the form comes first
    if (stale && (name === "rate" || !element.dataset.live || element.dataset.print)) {
      form.show();
      counts();
      stale = false;
    }
    if (name === "result") {
      const [into] = all(element, ".tool-result");
      const { statusOf, ...said } = shown();
      showResult(into, matrix, statusOf, { words, labels: form.labels, ...said });
    }
    if (name === "notes") showNotes(all(element, ".tool-notes")[0], host.work, matrix, form.labels);
    if (name === "rounds") showRounds(all(element, ".tool-rounds")[0], host, matrix, element.dataset.hash ?? "", form.labels);
    more.panel?.(name);
  }

  async function newRound() {
    const gone = host.work.views.length ? " Partners’ files and agreed answers leave the page and stay in the earlier round." : "";
    const text = `Your answers stay as a starting point.${gone} Save this round to a file first, if you have not: the new one goes into a file of its own.`;
    if (!(await host.ask({ title: "Start a new round?", text, yes: "Start it", no: "Stay in this round" }))) return;
    replace((work) => {
      const before = carried(work, true);
      work.earlier = [...work.earlier, before];
      work.actions = [];
      carryOver(work, before);
      [work.agreed, work.views, work.about.round, work.about.date] = [Object.create(null), [], "", ""];
    });
    /** @type {HTMLElement | null} */ (element.querySelector("[data-about=round]"))?.focus();
    host.say("A new round has begun. Give it a name.");
  }

  /** @param {number} round */
  async function removed(round) {
    const { saved } = host.work.earlier[round];
    const text = saved ? "Its file stays where it is." : "It is in no file of its own.";
    if (!(await host.ask({ title: "Take this round off the page?", text, yes: "Take it off", no: "Keep it" }))) return;
    replace((work) => work.earlier.splice(round, 1));
    place.open("rounds");
    host.say("This round is off this page.");
  }

  /** Changes the work as a whole, with a way back. @param {(work: Work) => void} how */
  function replace(how) {
    const before = structuredClone(host.work);
    how(host.work);
    host.changed();
    element.dispatchEvent(new CustomEvent("tool-replaced", { detail: before }));
  }

  /** @param {Work} work */
  function addRound(work) {
    const round = carried(work, true);
    const { partner, round: name } = host.work.about;
    const other = plain(partner) && plain(work.about.partner) && plain(partner) !== plain(work.about.partner);
    if (other) return `${work.about.partner} is another partner than ${partner}, so their rounds are not compared.`;
    const there = [carried(host.work, true), ...host.work.earlier].some((one) => toText(one) === toText(round));
    if (there || (plain(name) && plain(name) === plain(work.about.round))) return "This round is on the page already. If not, change the round above.";
    host.work.earlier = [...host.work.earlier, round];
    carryOver(host.work, work);
    place.open("rounds", false);
    return undefined;
  }

  const shown = () => more.result?.(all(element, ".tool-result")[0]) ?? { statusOf: own, caption: "Counts by section" };

  /** @type {Part} */
  const part = {
    tool,
    show() {
      stale = true;
      steps.show();
      const names = element.dataset.print === "report" ? ["result", "partners", "rounds", "notes"] : [place.now];
      for (const name of names) fill(name);
    },
    sheets() {
      const { statusOf, caption } = shown();
      return ratingSheets(host, matrix, statusOf, { words, labels: form.labels, caption });
    },
    adds: [{ id: "round", label: "Add as an earlier round" }],
    add: (_, work) => addRound(work),
  };
  return { part, matrix, form, place, fill, replace };
}
