// @ts-check
// Rows of a team: to edit one by one on the screen, as a table on paper.
import { gaps, textOf, valueOf } from "../lib/table-views.mjs";
import { newId } from "../lib/team-file.mjs";
import { all, around, button, made } from "./dom.mjs";
import { findings, written } from "./table-found.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Host, Part, Row } from "../lib/team" */
/** @import { Column } from "./table-found.mjs" */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/** @typedef {{ row: Row, item: HTMLElement, paper: HTMLElement }} Place where a row stands on the screen and on paper */
/** @typedef {{ line: HTMLElement, below: string[] }} Removed what stands in place of a removed row, and the rows that came after it */

const WRONG = /** @type {Record<string, string>} */ ({
  date: "Enter a date, such as 2027-06-30.",
  days: "Enter a whole number of days, 0 for the same day.",
  money: "Enter an amount in dollars, such as 120000.",
  number: "Enter a number.",
});

/** @param {Host} host @returns {Part} */
export function connect(host) {
  const { element } = host;
  const [list] = all(element, ".tool-table__list");
  const [body] = all(element, ".tool-table__table tbody");
  const [blank] = all(body, ".tool-table__blank");
  const [none] = all(element, ".tool-table__none");
  const form = /** @type {Element} */ (/** @type {HTMLTemplateElement} */ (element.querySelector("template")).content.firstElementChild);
  const columns = all(form, "[data-column]").map(columnOf);
  const seeds = all(body, "[data-row]").map((paper) => ({ id: paper.dataset.row ?? "", texts: columns.map((column, n) => seed(column, paper.children[n])) }));
  const found = findings(host, columns);
  let places = /** @type {Map<string, Place>} */ (new Map());
  /** By the rows that they were removed from: other work has its own. @type {WeakMap<Row[], Removed[]>} */
  const removed = new WeakMap();
  for (const paper of all(body, "[data-row]")) paper.remove();
  for (const part of all(element, ".tool-table__edit, .tool__views")) part.hidden = false;
  element.addEventListener("input", typed);
  element.addEventListener("change", ({ target }) => check(/** @type {Field} */ (target)));
  element.addEventListener("click", pressed);

  // -- from the work to the page

  function show() {
    const { work } = host;
    // Nothing was ever made in work that is untouched: it gets the rows to start from. Work whose rows were removed stays empty.
    if (!work.rows.length && work.made === undefined) {
      work.rows = seeds.map(({ id, texts }) => ({ id, cells: Object.fromEntries(columns.map(({ id }, n) => [id, texts[n]])) }));
      work.made = 0;
    }
    const before = places;
    places = new Map(work.rows.map((row) => [row.id, { ...(before.get(row.id) ?? place(row.id)), row }]));
    const items = lines();
    if (items.length !== list.children.length || items.some((item, at) => item !== list.children[at])) {
      const focus = /** @type {HTMLElement | null} */ (document.activeElement);
      for (const { paper } of before.values()) paper.remove();
      list.replaceChildren(...items);
      body.prepend(...[...places.values()].map(({ paper }) => paper));
      if (list.contains(focus)) focus?.focus(); // what is moved loses it
    }
    for (const { row, item } of places.values()) {
      for (const field of fields(item)) fill(field, textOf(row, field.dataset.column ?? ""));
    }
    follow();
  }

  /** The rows, and in the place of each removed one a way to have it back. */
  function lines() {
    const items = [...places.values()].map(({ item }) => item);
    for (const { line, below } of removed.get(host.work.rows) ?? []) {
      const at = items.findIndex(({ dataset }) => below.includes(dataset.row ?? ""));
      items.splice(at < 0 ? items.length : at, 0, line);
    }
    return items;
  }

  /** A place for a new row. @param {string} id */
  function place(id) {
    const item = /** @type {HTMLElement} */ (form.cloneNode(true));
    item.dataset.row = id;
    for (const field of fields(item)) {
      const [label, help] = [field.parentElement?.querySelector("label"), field.parentElement?.querySelector(".tool__help")];
      field.id = `tool-${id}-${field.dataset.column}`;
      if (label) label.htmlFor = field.id;
      if (!help) continue;
      help.id = `${field.id}-help`;
      field.setAttribute("aria-describedby", help.id);
    }
    return { item, paper: /** @type {HTMLElement} */ (blank.cloneNode(true)) };
  }

  /** @param {Field} field @param {string} text */
  function fill(field, text) {
    if (field.value !== text) field.value = text;
    // A choice that this edition does not know stays what it is.
    if (field.value !== text && field instanceof HTMLSelectElement) field.add(new Option(text, text, true, true));
    check(field);
  }

  /** What follows from the rows: their names, the table on paper, the views. */
  function follow() {
    const { rows } = host.work;
    const open = new Map(gaps(rows, columns).map(({ row, open }) => [row.id, open.length]));
    [...places.values()].forEach(({ row, item, paper }, n) => {
      const [first, second] = columns.map((column) => written(column, row));
      const name = first || `Row ${n + 1}`;
      const texts = [name, second, open.has(row.id) ? `${open.get(row.id)} open` : "filled in"];
      all(item, ".tool-table__head > span").forEach((span, at) => (span.textContent = texts[at]));
      all(item, "[role=group]")[0].setAttribute("aria-label", `Row ${n + 1}: ${name}`);
      item.classList.toggle("tool-table__item--open", open.has(row.id));
      paper.className = "";
      columns.forEach((column, at) => {
        const text = written(column, row);
        if (text) paper.children[at].textContent = text;
        else paper.children[at].replaceChildren(...[...blank.children[at].childNodes].map((node) => node.cloneNode(true)));
      });
    });
    none.hidden = rows.length > 0;
    found.show();
  }

  // -- from the page to the work

  /** @param {Event} event */
  function typed({ target }) {
    const field = /** @type {Field} */ (target);
    const { column, kind = "" } = field.dataset;
    const one = column && places.get(rowOf(field));
    if (!one) return;
    const text = field.value.trim();
    one.row.cells[column] = valueOf(kind, text) ?? text;
    if (field.ariaInvalid === "true") check(field);
    follow();
    host.changed();
  }

  /** Says at the field what is wrong in it. @param {Field} field */
  function check(field) {
    const { column, kind = "" } = field.dataset;
    const one = column && places.get(rowOf(field));
    if (!one) return;
    const wrong = field.validity.badInput || valueOf(kind, textOf(one.row, column)) === undefined;
    const said = field.parentElement?.querySelector(".tool-table__wrong");
    if (wrong === Boolean(said)) return;
    said?.remove();
    if (wrong) field.after(made("span", WRONG[kind], "tool-table__wrong", { id: `${field.id}-wrong` }));
    const help = field.parentElement?.querySelector(".tool__help")?.id;
    field.setAttribute("aria-invalid", `${wrong}`);
    field.setAttribute("aria-describedby", [wrong && `${field.id}-wrong`, help].filter(Boolean).join(" "));
  }

  /** @param {Event} event */
  function pressed({ target }) {
    const pressed = /** @type {Element} */ (target).closest("button");
    const { act, go } = pressed?.dataset ?? {};
    if (!pressed) return;
    if (act === "row") append();
    if (act === "go") open(go ?? "");
    if (act === "up" || act === "down") move(rowOf(pressed), act === "up" ? -1 : 1);
    if (act === "remove") remove(rowOf(pressed));
  }

  /** Opens a row at the first field in which something is missing or wrong. @param {string} id */
  function open(id) {
    const { item } = /** @type {Place} */ (places.get(id));
    /** @type {HTMLDetailsElement} */ (item.firstElementChild).open = true;
    const all = fields(item);
    (all.find((field) => (field.dataset.needed !== undefined && !field.value) || field.ariaInvalid === "true") ?? all[0]).focus();
  }

  /** @param {string} said */
  function rearranged(said) {
    show();
    host.changed();
    host.say(said);
  }

  function append() {
    const id = newId(host.work, "r");
    host.work.rows.push({ id, cells: {} });
    rearranged("Row added.");
    open(id);
  }

  /** @param {string} id @param {number} by */
  function move(id, by) {
    const { rows } = host.work;
    const at = rows.findIndex((row) => row.id === id);
    const to = Math.max(0, Math.min(rows.length - 1, at + by));
    rows.splice(to, 0, ...rows.splice(at, 1));
    rearranged(`Moved to place ${to + 1} of ${rows.length}.`);
  }

  /** Removes a row, and leaves in its place a way to have it back. @param {string} id */
  function remove(id) {
    const { rows } = host.work;
    const [row] = rows.splice(rows.findIndex((row) => row.id === id), 1);
    const items = [...list.children].map((item) => /** @type {HTMLElement} */ (item).dataset.row ?? "");
    const below = items.slice(items.indexOf(id) + 1);
    const back = button("", "Put it back");
    const name = written(columns[0], row);
    const line = around("li", "tool-table__removed", [name ? `Removed: ${name}` : "Row removed.", " ", back]);
    line.dataset.row = id;
    removed.set(rows, [...(removed.get(rows) ?? []), { line, below }]);
    back.addEventListener("click", () => {
      const at = rows.findIndex((row) => below.includes(row.id));
      rows.splice(at < 0 ? rows.length : at, 0, row);
      removed.set(rows, removed.get(rows)?.filter((one) => one.line !== line) ?? []);
      rearranged("The row is back.");
      /** @type {HTMLElement} */ (places.get(id)?.item.querySelector("summary")).focus();
    });
    rearranged("Row removed.");
    back.focus();
  }

  return { tool: { id: element.dataset.tool ?? "", edition: element.dataset.edition ?? "", items: [], answers: [] }, show, sheets: found.sheets };
}

/** @param {Element} item @returns {Field[]} */
const fields = (item) => all(item, "[data-column]");
/** @param {Element} within */
const rowOf = (within) => within.closest("li")?.dataset.row ?? "";

/** What the page says of a column. @param {HTMLElement} field @returns {Column} */
function columnOf(field) {
  const { column = "", kind = "", needed } = field.dataset;
  const choices = new Map(/** @type {HTMLOptionElement[]} */ (all(field, "option")).slice(1).map(({ value, text }) => [value, text]));
  return { id: column, title: field.parentElement?.querySelector("label")?.textContent ?? "", kind, needed: needed !== undefined, choices };
}

/** @param {Column} column @param {any} cell of a row to start from */
const seed = ({ choices }, cell) => cell.dataset.value ?? (choices.size ? "" : cell.textContent.trim());
