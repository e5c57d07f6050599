// @ts-check
// Next steps: what, who leads, first step, by when, how we will know; carried from round to round.
import { count } from "../lib/say.mjs";
import { newId } from "../lib/team-file.mjs";
import { all, around, button, made } from "./dom.mjs";
/** @import { Action, Host, Work } from "../lib/team" */

/** @type {[keyof Action & string, string, string][]} */
const FIELDS = [
  ["what", "What", "textarea"],
  ["lead", "Who leads (a role)", "input"],
  ["first", "First step", "input"],
  ["by", "By when", "date"],
  ["know", "How we will know", "input"],
];
export const STATES = { open: "Open", done: "Done", going: "Still going", dropped: "Dropped" };
const MOST = 5;

/**
 * @param {Host} host
 * @param {(id: string) => string} nameOf an item's name
 */
export function actionList(host, nameOf) {
  const [list] = all(host.element, ".tool-actions");
  const [line] = all(host.element, ".tool-actions__count");
  for (const type of ["input", "change"]) list.addEventListener(type, write);
  host.element.addEventListener("click", press);

  /** @param {Event} event */
  function write({ type, target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    const action = one(field);
    const name = /** @type {"what"} */ (field.dataset.field);
    if (!action || !name || (type === "change") !== (field.tagName === "SELECT")) return;
    action[name] = field.value;
    counted();
    host.changed();
  }

  /** @param {Element} place */
  const one = (place) => host.work.actions.find(({ id }) => id === place.closest("[data-action]")?.getAttribute("data-action"));

  /** @param {Event} event */
  async function press({ target }) {
    const pressed = /** @type {HTMLElement} */ (target);
    const { act, items = "" } = pressed.dataset;
    if (act === "add-action") add(items ? [items] : []);
    if (act !== "remove-action") return;
    const action = one(pressed);
    const text = FIELDS.map(([name]) => action?.[name]).filter(Boolean).join(" · ");
    if (!action || (text && !(await host.ask({ title: "Remove this step?", text, yes: "Remove it", no: "Keep it" })))) return;
    host.work.actions = host.work.actions.filter((other) => other !== action);
    host.changed();
    show();
    /** @type {HTMLElement | null} */ (host.element.querySelector("[data-act=add-action]:not([data-items])"))?.focus();
    host.say("Step removed.");
  }

  /** @param {string[]} items */
  function add(items) {
    const id = newId(host.work, "a");
    host.work.actions.push({ id, items, state: "open" });
    host.changed();
    show();
    host.element.dispatchEvent(new CustomEvent("tool-step-added"));
    /** @type {HTMLElement | null} */ (list.querySelector(`[data-action="${id}"] [data-field=what]`))?.focus();
    host.say(items.length ? `Added as a next step: ${items.map(nameOf).join(", ")}.` : "Step added.");
  }

  function counted() {
    const { length } = host.work.actions.filter(({ state }) => state === "open" || state === "going");
    const often = `You have ${count(length, "step")}. Groups seldom finish more than five. Which could wait?`;
    line.textContent = length > MOST ? often : `You have ${count(length, "step")} so far. Three to five is a good number.`;
    line.hidden = !length || (length > 2 && length <= MOST);
  }

  function show() {
    list.replaceChildren(...host.work.actions.map(card));
    list.hidden = !host.work.actions.length;
    counted();
  }

  /** @param {Action} action */
  function card(action) {
    const fields = FIELDS.map(([name, label, kind]) => field(action, name, label, kind));
    const from = action.items.length ? [made("p", `From: ${action.items.map(nameOf).join("; ")}`, "tool-actions__from")] : [];
    const remove = button("remove-action", "Remove this step", { class: "tool-item__clear tool__screen" });
    const group = around("div", "tool-actions__one", [...from, ...fields, state(action), remove]);
    group.dataset.action = action.id;
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `Step ${host.work.actions.indexOf(action) + 1}`);
    return around("li", "", [group]);
  }

  return { show };
}

/** @param {Action} action @param {keyof Action & string} name @param {string} label @param {string} kind */
function field(action, name, label, kind) {
  const id = `tool-${action.id}-${name}`;
  const input = /** @type {HTMLInputElement} */ (made(kind === "date" ? "input" : kind, "", "", { id, "data-field": name }));
  if (kind === "date") input.type = "date";
  input.value = /** @type {string} */ (action[name] ?? "");
  return around("p", "tool__field", [made("label", label, "", { for: id }), input]);
}

/** @param {Action} action */
function state(action) {
  const id = `tool-${action.id}-state`;
  const choice = /** @type {HTMLSelectElement} */ (made("select", "", "", { id, "data-field": "state" }));
  for (const [value, text] of Object.entries(STATES)) choice.append(new Option(text, value));
  choice.value = action.state;
  return around("p", "tool__field", [made("label", "Where it stands", "", { for: id }), choice]);
}

/** Takes over what an earlier round left open, as it was. @param {Work} work @param {Work} earlier */
export function carryOver(work, earlier) {
  const known = new Set(work.actions.map(({ what, items }) => JSON.stringify([what, items])));
  for (const action of earlier.actions) {
    const { what, items, state } = action;
    if ((state !== "open" && state !== "going") || known.has(JSON.stringify([what, items]))) continue;
    work.actions.push({ ...structuredClone(action), id: newId(work, "a") });
  }
}
