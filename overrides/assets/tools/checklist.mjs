// @ts-check
// Lines held against something that the team has: what is missing, what to ask about, how many parts are there.
import { count } from "../lib/say.mjs";
import { stands } from "../lib/team-file.mjs";
import { answerForm } from "./answers.mjs";
import { all, around, made } from "./dom.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Host, Part } from "../lib/team" */

/** @param {Host} host @returns {Part} */
export function connect(host) {
  const { element } = host;
  const form = answerForm(host, { beside: [{ name: "note", label: "What troubles you about the wording?" }], more: "Add a note on the wording", changed: result });
  const items = new Map(form.items.map((item) => [item.id, item]));
  const sections = all(element, "[data-section]").map((section) => ({
    title: all(section, "h3")[0].textContent ?? "",
    only: section.dataset.only !== undefined,
    counted: section.dataset.counted,
    lines: all(section, "[data-item]").map(({ dataset }) => dataset.item ?? ""),
  }));
  const texts = new Map(all(element, "[data-item]").map((place) => [place.dataset.item ?? "", all(place, ".tool-item__text")[0].textContent ?? ""]));
  const [which] = /** @type {HTMLInputElement[]} */ (all(element, "#tool-form"));
  const [found] = all(element, ".tool-checklist__found");
  which.addEventListener("input", () => {
    Object.assign(host.work, { form: which.value });
    host.changed();
    result();
  });
  for (const views of all(element, ".tool__views")) views.hidden = false;

  /** What a field holds that only this tool has. */
  function named() {
    const held = /** @type {any} */ (host.work).form;
    return typeof held === "string" ? held : "";
  }

  /** The answer that counts. @param {string} id */
  function answer(id) {
    const entry = host.work.answers[id];
    return stands(entry, /** @type {any} */ (items.get(id)), form.answers) ? entry.answer : null;
  }

  /** What was noted on a line. @param {string} id */
  const note = (id) => host.work.answers[id]?.note?.trim();

  /** @param {string} title @param {(id: string) => unknown} wanted */
  function lines(title, wanted) {
    const some = [...texts.keys()].filter(wanted);
    const list = some.map((id) => around("li", "", [texts.get(id) ?? "", ...(note(id) ? [made("p", note(id), "tool-checklist__note")] : [])]));
    return some.length ? [made("h4", `${title} (${some.length})`), around("ul", "", list)] : [];
  }

  function result() {
    const { no, unsure, complete } = found.dataset;
    const listed = [...(no ? ["no"] : []), ...(unsure ? ["unsure"] : [])];
    // A part for another kind of form may stay open as a whole.
    const asked = sections.filter(({ only, lines }) => !only || lines.some(answer)).flatMap(({ lines }) => lines);
    const open = asked.filter((id) => !answer(id)).length;
    const troubles = [
      ...(no ? lines(no, (id) => answer(id) === "no") : []),
      ...(unsure ? lines(unsure, (id) => answer(id) === "unsure") : []),
      ...lines("Noted on other lines", (id) => !listed.includes(answer(id) ?? "") && note(id)),
    ];
    const said = [
      named() && `The form: ${named()}.`,
      ...sections.map(({ counted, lines }) => counted && tally(counted, lines.filter((id) => answer(id) === "yes").length)),
      open && `${count(open, "line has", "lines have")} no answer yet.`,
      asked.every((id) => answer(id) === "yes") && !troubles.length && complete,
    ];
    found.replaceChildren(...said.flatMap((text) => (text ? [made("p", text)] : [])), ...troubles);
  }

  return {
    tool: { id: element.dataset.tool ?? "", edition: element.dataset.edition ?? "", items: form.items, answers: form.answers },
    show() {
      if (which.value !== named()) which.value = named();
      form.show();
      result();
    },
    sheets() {
      const rows = sections.flatMap(({ title, lines }) => lines.map((id) => [title, texts.get(id) ?? "", form.labels[answer(id) ?? ""] ?? "", host.work.answers[id]?.note ?? ""]));
      return [{ name: element.dataset.title ?? "", rows: [["Part", "Line", "Answer", "Note on the wording"], ...rows] }];
    },
  };
}

/** @param {string} parts @param {number} there */
const tally = (parts, there) => `${there} of the ${parts} ${there === 1 ? "is" : "are"} there.`;
