// @ts-check
// Things to rate: what is chosen and written beside each, in the work and on the page.
import { longDay } from "../lib/say.mjs";
import { all, around, button, made } from "./dom.mjs";
/** @import { Answer, Host, Item } from "../lib/team" */

/** @typedef {{ name: "note" | "lead" | "date", label: string, help?: string }} Beside a field beside the answers */

/**
 * Binds the answers of a form: elements with `data-item` and `data-revision` that hold radio buttons.
 *
 * @param {Host} host
 * @param {{ beside?: Beside[], more?: string, changed?: (id: string) => void }} options `more`: words that open the fields beside
 */
export function answerForm(host, { beside = [], more = "", changed = () => {} }) {
  const places = new Map(all(host.element, "[data-item]").map((place) => [place.dataset.item ?? "", place]));
  const items = [...places].map(([id, { dataset }]) => ({ id, revision: Number(dataset.revision) }));
  const labels = /** @type {Record<string, string>} */ ({});
  for (const input of /** @type {HTMLInputElement[]} */ (all(host.element, "[data-item] [type=radio]"))) {
    labels[input.value] ??= input.closest("label")?.textContent?.trim() ?? "";
  }
  for (const [id, place] of places) place.querySelector("fieldset")?.append(...extras(id, beside, more)); // its legend says of what they are
  host.element.addEventListener("change", write);
  host.element.addEventListener("input", write);
  host.element.addEventListener("click", press);

  /** @param {Event} event */
  function write({ type, target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    const id = field.closest("[data-item]")?.getAttribute("data-item");
    if (!id) return;
    const name = field.type === "radio" ? "answer" : /** @type {"note"} */ (field.dataset.field);
    if (!name || type !== (name === "answer" ? "change" : "input")) return;
    put(id, { [name]: field.value, ...(name === "answer" && { revision: revision(id) }) });
  }

  /** @param {Event} event */
  function press({ target }) {
    const act = /** @type {HTMLElement} */ (target).dataset.act;
    const place = /** @type {HTMLElement} */ (target).closest("[data-item]");
    const id = place?.getAttribute("data-item");
    if (!place || !id || (act !== "clear-answer" && act !== "still-so")) return;
    put(id, act === "still-so" ? { revision: revision(id) } : { answer: null, reason: "", revision: revision(id) });
    /** @type {HTMLElement | null} */ (place.querySelector("[type=radio]:checked, [type=radio]"))?.focus();
    host.say(act === "still-so" ? "Confirmed." : "Cleared. The file will say so, so that the old answer does not come back.");
  }

  /** @param {string} id */
  const revision = (id) => Number(places.get(id)?.dataset.revision);

  /** @param {string} id @param {Partial<Answer>} more */
  function put(id, more) {
    host.work.answers[id] = { ...(host.work.answers[id] ?? { answer: null, revision: revision(id) }), ...more };
    showOne(id);
    host.changed();
    changed(id);
  }

  /** @param {string} id */
  function showOne(id) {
    const place = /** @type {HTMLElement} */ (places.get(id));
    const entry = host.work.answers[id];
    const old = Boolean(entry?.answer && (entry.revision ?? 1) !== revision(id));
    const answer = old ? null : (entry?.answer ?? null);
    for (const input of /** @type {HTMLInputElement[]} */ (all(place, "[type=radio]"))) input.checked = input.value === answer;
    for (const field of /** @type {HTMLInputElement[]} */ (all(place, "[data-field]"))) {
      const text = entry?.[/** @type {"note"} */ (field.dataset.field)] ?? "";
      if (field.value !== text) field.value = text;
    }
    const [reason] = all(place, ".tool-item__reason");
    if (reason) reason.hidden = answer !== "does-not-apply";
    const [clear] = all(place, "[data-act=clear-answer]");
    clear.hidden = !answer;
    const [details] = /** @type {HTMLDetailsElement[]} */ (all(place, "details"));
    if (details && beside.some(({ name }) => entry?.[name])) details.open = true;
    const [confirm] = all(place, ".tool-item__confirm");
    confirm.hidden = !old;
    if (!old) return;
    const when = host.work.saved ? ` on ${longDay(host.work.saved)}` : "";
    const said = `You said “${labels[entry.answer ?? ""] ?? entry.answer}”${when} to an earlier wording. Is that still so for the wording of today? Until you confirm it, this answer is not counted.`;
    confirm.replaceChildren(said, " ", button("still-so", "Yes, keep my answer"));
  }

  return { items, labels, answers: Object.keys(labels), show: () => items.forEach(({ id }) => showOne(id)) };
}

/** @param {string} id @param {Beside[]} beside @param {string} more */
function extras(id, beside, more) {
  const clear = button("clear-answer", "Clear this answer", { class: "tool-item__clear tool__screen" });
  const fields = beside.map(({ name, label, help }) => field(id, name, label, help));
  const details = around("details", "tool-item__more", [made("summary", more), ...fields]);
  const reason = field(id, "reason", "Why does it not apply?", "Write a short reason. Without one, “does not apply” is not counted.");
  reason.classList.add("tool-item__reason");
  return [reason, made("p", "", "tool-item__confirm"), clear, ...(beside.length ? [details] : [])];
}

/** @param {string} id @param {string} name @param {string} label @param {string} [help] */
function field(id, name, label, help) {
  const key = `tool-${id}-${name}`;
  const input = made(name === "note" ? "textarea" : "input", "", "", { id: key, "data-field": name, ...(name === "date" && { type: "date" }) });
  const place = around("p", "tool__field", [made("label", label, "", { for: key }), input]);
  if (help) {
    place.append(made("span", help, "tool__help", { id: `${key}-help` }));
    input.setAttribute("aria-describedby", `${key}-help`);
  }
  return place;
}
