// @ts-check
// Counts at each stage, for periods or groups: fields to enter them, and two views of what they say. What is printed or exported
// is made of the counts that may be shared; the draft and the file hold all.
import { COLUMNS, countOf, readCounts } from "../lib/counts.mjs";
import { toCsv } from "../lib/csv.mjs";
import { nearly, shared, sum, sums } from "../lib/funnel.mjs";
import { count } from "../lib/say.mjs";
import { newId } from "../lib/team-file.mjs";
import { all, around, button, made, show as reveal } from "./dom.mjs";
import { compared, figured, sheet } from "./funnel-view.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Column, Host, Part, Row, Work } from "../lib/team" */
/** @import { Figure, Stage } from "./funnel-view.mjs" */
/** @typedef {Work & { limit?: { count?: number, whose?: string } }} Limited */

const LOWEST = 3; // below, a hidden count could only be 1
const HIGHEST = 100;
/** @param {unknown} n @returns {n is number} */
const fits = (n) => Number.isInteger(n) && Number(n) >= LOWEST && Number(n) <= HIGHEST;
const WRONG = "Enter a whole number, or leave it empty if nobody has it.";

/** @param {Host} host @returns {Part} */
export function connect(host) {
  const { element } = host;
  const one = (/** @type {string} */ name) => /** @type {any} */ (element.querySelector(name));
  const root = /** @type {HTMLElement} */ (one(".tool-funnel"));
  const places = all(root, "[data-stage]");
  const stages = /** @type {Stage[]} */ (places.map(({ dataset }) => ({ id: dataset.stage, title: dataset.title, finding: "finding" in dataset })));
  const base = Number(root.dataset.threshold);
  /** Entries that are no counts, beside the counts of their column: kept to be corrected, in no draft and no file. @type {WeakMap<object, Record<string, string>>} */
  const wrong = new WeakMap();
  const { edition = "", tool: id = "", title = "" } = element.dataset;
  root.dataset.view = "working";
  reveal(root, ".tool-funnel__toggle, .tool-funnel__setup, .tool-funnel__fields, .tool-funnel__file", true);
  for (const type of ["click", "change", "input"]) element.addEventListener(type, answer);

  // -- the work

  /** The columns in order: a row names one, under its id stand the counts. */
  function columns() {
    const { work } = host;
    const titled = Object.entries(work.stages).filter(([name]) => !work.rows.some(({ id }) => id === name)); // a file that names its columns by their titles
    for (const [name] of titled) delete work.stages[name]; // all of them first: a title may be what another's id will be
    for (const [name, counts] of titled) work.stages[added(name).id] = counts;
    return work.rows;
  }

  /** @param {string} name @returns {Row} */
  function added(name) {
    const row = { id: newId(host.work, "c"), cells: { name } };
    host.work.rows.push(row);
    return row;
  }

  const groups = () => host.work.columns === "groups";
  const kind = () => (groups() ? "Group" : "Period");
  const named = (/** @type {Row | undefined} */ row) => `${row?.cells.name ?? ""}`;
  const nameOf = (/** @type {number} */ at) => named(host.work.rows[at]).trim() || `${kind()} ${at + 1}`;
  const countsOf = (/** @type {Row} */ { id }) => (host.work.stages[id] ??= Object.create(null));
  const inOrder = (/** @type {Row} */ row) => stages.map(({ id }) => countsOf(row)[id] ?? null);
  const faulty = (/** @type {Row} */ row) => Object.keys(wrong.get(countsOf(row)) ?? {}).length;
  const held = (/** @type {Row} */ row) => inOrder(row).filter((n) => n !== null).length + faulty(row);

  /** What is in force: a limit below the one of this page only with a word on whose rule it is. */
  function limits() {
    const { count, whose: told } = /** @type {Limited} */ (host.work).limit ?? {};
    const whose = typeof told === "string" ? told : "";
    const wanted = fits(count) ? count : base;
    return { whose, wanted, limit: wanted < base && !whose.trim() ? base : wanted };
  }

  // -- fields

  function show() {
    const number = Math.max(1, columns().length);
    const at = Array.from({ length: number }, (_, at) => at);
    for (const radio of all(root, "[name=tool-columns]")) /** @type {any} */ (radio).checked = /** @type {any} */ (radio).value === (groups() ? "groups" : "periods");
    one(".tool-funnel__names").replaceChildren(...at.map(nameField));
    for (const [stage, place] of places.entries()) all(place, ".tool-funnel__fields")[0].replaceChildren(...at.map((column) => countField(stage, column)));
    one("[data-act=column]").disabled = number >= COLUMNS;
    one("#tool-limit").value = limits().wanted;
    one("#tool-whose").value = limits().whose;
    label();
    views();
  }

  /** @param {number} at */
  function nameField(at) {
    const input = made("input", "", "", { id: `tool-name-${at}`, "data-name": `${at}`, autocomplete: "off", maxlength: "200" });
    /** @type {any} */ (input).value = named(host.work.rows[at]);
    const field = around("p", "tool__field", [made("label", "", "", { for: input.id }), input]);
    return around("li", "tool-funnel__column", host.work.rows.length > 1 ? [field, button("remove", "", { "data-column": `${at}` })] : [field]);
  }

  /** @param {number} stage @param {number} at */
  function countField(stage, at) {
    const { id } = stages[stage];
    const row = host.work.rows[at];
    const input = /** @type {HTMLInputElement} */ (made("input", "", "tool-funnel__number", {
      ...{ id: `tool-count-${id}-${at}`, "data-count": id, "data-column": `${at}`, "data-plain": "" },
      ...{ inputmode: "numeric", autocomplete: "off", maxlength: "40", "aria-describedby": `tool-wrong-${id}-${at}` },
    }));
    if (row) input.value = `${wrong.get(countsOf(row))?.[id] ?? countsOf(row)[id] ?? ""}`;
    const field = around("p", "tool__field tool-funnel__field", [
      made("label", "", "", { for: input.id }),
      input,
      made("span", "", "tool-funnel__wrong", { id: `tool-wrong-${id}-${at}` }),
    ]);
    check(input);
    return field;
  }

  /** Names stand at every field of their column. */
  function label() {
    for (const [at, column] of all(root, ".tool-funnel__column").entries()) {
      all(column, "label")[0].textContent = `Name of ${kind().toLowerCase()} ${at + 1}`;
      for (const remove of all(column, "button")) remove.textContent = `Remove ${nameOf(at)}`;
    }
    for (const input of all(root, "[data-count]")) /** @type {Element} */ (input.previousElementSibling).textContent = nameOf(Number(input.dataset.column));
  }

  /** Says at a field that it holds no count. @param {HTMLInputElement} input */
  function check(input) {
    const fault = countOf(input.value) === undefined;
    input.setAttribute("aria-invalid", `${fault}`);
    /** @type {Element} */ (input.nextElementSibling).textContent = fault ? WRONG : "";
    return fault;
  }

  // -- views

  /** Columns with a count in them; of those, the ones that add up others stand apart. */
  function figures() {
    const rows = columns().map((row, at) => ({ name: nameOf(at), counts: inOrder(row) }));
    const own = rows.filter(({ counts }) => counts.some((n) => n !== null));
    const totals = sums(own.map(({ counts }) => counts)).map((at) => own[at]);
    const kept = own.filter((figure) => !totals.includes(figure));
    const together = groups() && kept.length > 1;
    const all = together ? [...kept, { name: "All groups together", counts: sum(kept.map(({ counts }) => counts)) }] : kept;
    const almost = together ? kept[nearly(kept.map(({ counts }) => counts), limits().limit)]?.name : undefined;
    const out = kept.length ? shared(kept.map(({ counts }) => counts), groups(), limits().limit) : { columns: [], total: null };
    const shown = together && out.total ? [...out.columns, out.total] : out.columns;
    const toShare = all.map(({ name, counts }, at) => ({ name, counts: shown[at], hidden: hiddenIn(counts, shown[at]), notes: [] }));
    const inside = all.map(({ name, counts }, at) => ({ name, counts, hidden: [], notes: counts.map((n, stage) => why(n, toShare[at].hidden[stage])) }));
    return { inside, toShare, totals, kept: kept.length, almost, hidden: toShare.flatMap(({ hidden }) => hidden).filter(Boolean).length };
  }

  /** @param {Column} counts @param {Column} shown */
  const hiddenIn = (counts, shown) => counts.map((n, at) => n !== null && shown[at] === null);

  /** Said inside the group only: beside a view to share, the reason itself would narrow a hidden count down. @param {number | null} n @param {boolean} hidden */
  function why(n, hidden) {
    if (!hidden) return "";
    return n && n < limits().limit ? "Hidden when shared: a small count." : "Hidden when shared: it would give away a small count.";
  }

  function views() {
    const { inside, toShare, totals, kept, almost, hidden } = figures();
    root.toggleAttribute("data-counted", toShare.length > 0);
    reveal(root, ".tool-funnel__views", toShare.length > 0);
    for (const [view, list] of /** @type {[string, Figure[]][]} */ ([["working", inside], ["share", toShare]])) {
      const summed = totals.map(({ name }) => made("p", `“${name}” adds up other columns, so it is left out. Beside a total, a hidden count could be worked out.`, "tool-funnel__inside"));
      const sides = list.length > 1 ? [compared(list, stages)] : [];
      one(`[data-figures=${view}]`).replaceChildren(...summed, ...sides, ...list.map((figure) => figured(figure, stages, root.dataset.walk ?? "")));
    }
    const number = hidden === 1 ? "1 count is hidden here, to protect a small group." : `${hidden} counts are hidden here, to protect small groups.`;
    const left = `${number} Losses and percentages that could be turned back into a hidden count are left out.`;
    one(".tool-funnel__told").textContent = [...method(), hidden ? left : "No count had to be hidden."].join(" ");
    reveal(root, ".tool-funnel__either", kept > 1);
    reveal(root, ".tool-funnel__almost", almost !== undefined);
    one(".tool-funnel__almost").textContent = almost === undefined ? "" : `“${almost}” counts a few people more than the other columns together. A group may do that. If it is a total, remove it: beside it, those few can be worked out.`;
    rule();
  }

  /** How the view to share was made. */
  function method() {
    const { limit, whose } = limits();
    const rule = whose.trim() && `Whose rule this is: ${whose.trim()}.`;
    return [`Counts from 1 to ${limit - 1}, and what would give them away, are hidden. A zero is shown.`, rule].filter(Boolean);
  }

  function rule() {
    const { wanted, limit } = limits();
    const fault = !fits(countOf(one("#tool-limit").value));
    one("#tool-limit").setAttribute("aria-invalid", `${fault}`);
    const low = `A lower limit shows more and protects less. Write down who allowed it. Until then ${base} is in force.`;
    const says = `Counts from 1 to ${limit - 1} are hidden. A zero is shown.`;
    one(".tool-funnel__rule").textContent = fault ? `Enter a whole number from ${LOWEST} to ${HIGHEST}.` : wanted < limit ? low : says;
  }

  // -- what people do

  /** @param {Event} event */
  function answer({ type, target }) {
    const field = /** @type {any} */ (target);
    if (type === "click") return press(field.closest?.("button"));
    if (type === "change" && field.name === "tool-view") root.dataset.view = field.value;
    else if (type === "change" && field.name === "tool-columns") {
      host.work.columns = field.value;
      label();
      changed();
      if (figures().kept > 1) host.say(one(".tool-funnel__either").textContent);
    } else if (type === "change" && field.type === "file" && root.contains(field)) open(field);
    else if (type === "change" && field.dataset?.count && check(field)) host.say(`${nameOf(Number(field.dataset.column))}: ${WRONG}`);
    else if (type === "input" && field.dataset?.count) enter(field);
    else if (type === "input" && field.dataset?.name) {
      (host.work.rows[Number(field.dataset.name)] ?? added("")).cells.name = field.value;
      label();
      changed();
    } else if (type === "input" && ["tool-limit", "tool-whose"].includes(field.id)) bound();
    return undefined;
  }

  function changed() {
    host.changed();
    views();
  }

  /** @param {HTMLInputElement} input */
  function enter(input) {
    const { count: stage = "", column } = input.dataset;
    const counts = countsOf(host.work.rows[Number(column)] ?? added(""));
    const n = countOf(input.value);
    const { [stage]: _, ...others } = wrong.get(counts) ?? {};
    wrong.set(counts, n === undefined ? { ...others, [stage]: input.value } : others);
    counts[stage] = n ?? null;
    if (input.ariaInvalid === "true") check(input);
    changed();
  }

  function bound() {
    const work = /** @type {Limited} */ (host.work);
    const typed = countOf(one("#tool-limit").value);
    work.limit = { ...work.limit, count: fits(typed) ? typed : limits().wanted, whose: one("#tool-whose").value };
    changed();
  }

  /** @param {HTMLButtonElement | null} pressed */
  function press(pressed) {
    const act = pressed?.dataset.act;
    if (act === "column") {
      if (!host.work.rows.length) added("");
      added("");
      host.changed();
      show();
      one(`#tool-name-${host.work.rows.length - 1}`).focus();
    }
    if (act === "remove") remove(Number(pressed?.dataset.column));
    if (act === "paste") read(one(".tool-funnel__text").value);
    if (act === "empty") {
      const rows = stages.map(({ title }) => ["", title, ""]);
      host.download("drop-off-counts.csv", new Blob([toCsv([["period or group", "stage", "count"], ...rows])], { type: "text/csv" }));
    }
    if (act === "example") {
      const on = root.toggleAttribute("data-example");
      pressed?.setAttribute("aria-expanded", `${on}`);
      /** @type {Element} */ (pressed).textContent = on ? "Back to our counts" : "Show the invented example";
      host.say(on ? "This is the invented example. Your own counts are untouched." : "");
    }
  }

  /** @param {number} at */
  async function remove(at) {
    const row = host.work.rows[at];
    const text = `${count(held(row), "count")} would go with it. This cannot be undone.`;
    if (held(row) && !(await host.ask({ title: `Remove ${nameOf(at)}?`, text, yes: "Remove it", no: "Keep it" }))) return;
    host.work.rows.splice(host.work.rows.indexOf(row), 1);
    delete host.work.stages[row.id];
    host.changed();
    show();
    one(`#tool-name-${Math.max(0, at - 1)}`).focus();
    host.say("Removed.");
  }

  /** @param {HTMLInputElement} input */
  async function open(input) {
    const text = input.files?.length ? await host.readText(input.files[0]) : undefined;
    input.value = ""; // the same file can be chosen again
    if (text !== undefined) await read(text);
  }

  /** Takes counts that were pasted or opened: all of them, or none. @param {string} text */
  async function read(text) {
    const pasted = readCounts(text, stages);
    if (pasted.people) one(".tool-funnel__text").value = "";
    if (!pasted.columns) return refused(pasted.problem);
    const { work } = host;
    const empty = work.rows.filter((row) => !named(row).trim() && !held(row));
    const same = (/** @type {string} */ name) => work.rows.find((row) => named(row).trim() === name);
    const fresh = pasted.columns.filter(({ name }) => !same(name)).length;
    if (work.rows.length - empty.length + fresh > COLUMNS) return refused(`This page has room for ${COLUMNS} periods or groups. Nothing was read.`);
    const over = pasted.columns.filter(({ name, counts }) => {
      const row = same(name);
      return row && Object.entries(counts).some(([stage, n]) => (countsOf(row)[stage] ?? n) !== n);
    });
    const question = { title: "Put these counts in place of yours?", text: `Other counts stand here for: ${over.map(({ name }) => name).join(", ")}.`, yes: "Replace them", no: "Keep mine" };
    if (over.length && !(await host.ask(question))) return refused("Nothing was read.");
    work.rows = work.rows.filter((row) => !empty.includes(row));
    for (const { name, counts } of pasted.columns) {
      const row = same(name) ?? added(name);
      for (const stage of Object.keys(counts)) delete wrong.get(countsOf(row))?.[stage];
      Object.assign(countsOf(row), counts);
    }
    one(".tool-funnel__text").value = "";
    refused("");
    host.changed();
    show();
    const number = pasted.columns.reduce((all, { counts }) => all + Object.values(counts).filter((n) => n !== null).length, 0);
    return host.say(`Read ${count(number, "count")} in ${count(pasted.columns.length, "column")}.`);
  }

  /** Entries that are no counts would be missing from a file. */
  function unsaved() {
    const number = host.work.rows.reduce((all, row) => all + faulty(row), 0);
    return number ? `${count(number, "entry is no count and goes", "entries are no counts and go")} into no file.` : "";
  }

  /** @param {string} why */
  function refused(why) {
    reveal(root, ".tool-funnel__refused", Boolean(why));
    one(".tool-funnel__refused").textContent = why;
    if (why) host.say(why);
  }

  return {
    tool: { id, edition, items: [], answers: [] },
    show,
    sheets() {
      const { about } = host.work;
      const facts = [title, about.partner, about.round, about.date, `Edition ${edition}`, ...method(), "Each column follows one group of people through all stages."];
      return [
        { name: "Counts to share", rows: sheet(figures().toShare, stages, kind()) },
        { name: "How it was made", rows: facts.filter(Boolean).map((fact) => [fact]) },
      ];
    },
    refuse({ rows, stages }) {
      const number = new Set([...rows.map(({ id }) => id), ...Object.keys(stages)]).size;
      return number > COLUMNS ? `This file has ${number} periods or groups. This page has room for ${COLUMNS}. Nothing was changed.` : undefined;
    },
    unsaved,
    holds: () => unsaved() && `Nothing was saved. ${unsaved()} Correct what is marked, or empty its field.`,
    clear() {
      one(".tool-funnel__text").value = "";
      refused("");
    },
  };
}
