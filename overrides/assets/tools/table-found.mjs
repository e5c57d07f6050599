// @ts-check
// What follows from the rows of a table, in words: lists, a path, a protocol to sign; and the rows for a spreadsheet.
import { count, longDay, today } from "../lib/say.mjs";
import { collectedTwice, endsSoon, gaps, neededNotShared, path, protocol, textOf, valueOf } from "../lib/table-views.mjs";
import { all, around, made } from "./dom.mjs";
/** @import { Host, Row, Sheet } from "../lib/team" */
/** @typedef {{ id: string, title: string, kind: string, needed: boolean, choices: Map<string, string> }} Column */
/** What a view shows, and the rows that it is about where a sheet of them is of use. @typedef {{ nodes: Node[], rows?: Row[] }} Found */

/** A cell as it is read. @param {Column} column @param {Row} row */
export function written({ id, kind, choices }, row) {
  const text = textOf(row, id);
  const value = valueOf(kind, text);
  if (typeof value === "number" && kind === "money") return dollars(value);
  return kind === "date" && value ? longDay(text) : (choices.get(text) ?? text);
}

const FITS = 47; // lines of a protocol on one sheet of paper

/** @param {number} amount */
const dollars = (amount) => `$${amount.toLocaleString("en-US")}`;
/** @param {(string | undefined | false | 0)[]} texts one paragraph each */
const paragraphs = (...texts) => texts.filter(Boolean).map((text) => made("p", /** @type {string} */ (text)));
/** @param {(Node | string)[]} items */
const list = (items) => (items.length ? [around("ul", "", items.map((item) => around("li", "", [item])))] : []);
/** @param {(string | undefined | false)[]} texts */
const joined = (...texts) => texts.filter(Boolean).join(" ");

/**
 * The views of the page's table.
 *
 * @param {Host} host
 * @param {Column[]} columns
 */
export function findings(host, columns) {
  const places = all(host.element, "[data-view]");
  const [between] = /** @type {HTMLInputElement[]} */ (all(host.element, "#tool-between"));
  /** @param {string} id @param {Row} row */
  const say = (id, row) => written(/** @type {Column} */ (columns.find((column) => column.id === id)), row);
  const named = (/** @type {Row} */ row) => written(columns[0], row) || `Row ${host.work.rows.indexOf(row) + 1}`;
  /** What a field holds that only this tool has. */
  const names = () => {
    const held = /** @type {any} */ (host.work).between;
    return typeof held === "string" ? held : "";
  };
  between?.addEventListener("input", () => {
    Object.assign(host.work, { between: between.value });
    show();
    host.changed();
  });

  /** Rows of which it is not known yet who collects and shares. @param {Row[]} rows */
  const unanswered = (rows) => rows.filter((row) => ["collected", "shared"].some((id) => !textOf(row, id))).length;
  /** @param {Row[]} rows */
  const waiting = (rows) => unanswered(rows) > 0 && `Not known yet: ${count(unanswered(rows), "row has", "rows have")} no answer to “collected” or “shared”.`;

  const VIEWS = /** @type {Record<string, (rows: Row[]) => Found>} */ ({
    gaps(rows) {
      const open = gaps(rows, columns);
      const lines = open.map(({ row, open }) => {
        const go = made("button", named(row), "tool-table__go", { type: "button", "data-act": "go", "data-go": row.id });
        return around("span", "", [go, `: ${open.map(({ title }) => title.replace(/\?$/, "")).join(", ")}`]);
      });
      if (!open.length) return { nodes: paragraphs("Nothing is left open.") };
      const which = /** @type {HTMLDetailsElement} */ (around("details", "tool-table__gaps", [made("summary", "Which rows, and what"), ...list(lines)]));
      which.open = /** @type {HTMLDetailsElement | null} */ (host.element.querySelector(".tool-table__gaps"))?.open ?? false;
      return { nodes: [...paragraphs(`${open.length} of ${count(rows.length, "row has", "rows have")} something left open.`), which] };
    },

    "needed-not-shared"(rows) {
      const { kept, nobody } = neededNotShared(rows);
      const how = /** @type {Record<string, string>} */ ({ partly: "It arrives in part.", unknown: "Nobody knows if it arrives." });
      const lines = kept.map((row) => joined(`${say("fact", row)}: held by ${say("partner", row) || "someone"}, needed by ${say("needed-by", row)}.`, how[textOf(row, "shared")]));
      const missing = nobody.map((row) => `Needed, and nobody collects it: ${say("fact", row)}.`);
      const none = !lines.length && !unanswered(rows) && "Nothing that a partner needs is held back, as far as the rows say.";
      return { nodes: [...paragraphs(none, waiting(rows)), ...list([...lines, ...missing])], rows: [...kept, ...nobody] };
    },

    "collected-twice"(rows) {
      const facts = collectedTwice(rows);
      const lines = facts.map((same) => `${say("fact", same[0])}: ${same.map((row) => say("partner", row)).join(", ")}`);
      const none = !lines.length && !unanswered(rows) && "No fact is collected twice, as far as the rows say.";
      return { nodes: [...paragraphs(none, waiting(rows)), ...list(lines)], rows: facts.flat() };
    },

    "ends-within-18-months"(rows) {
      const day = today();
      const { soon, past, undated, sum, unknown } = endsSoon(rows, day);
      const lines = soon.map(({ row, end, amount }) => {
        const much = amount === null ? "amount not known" : `${dollars(amount)} a year`;
        return `${named(row)}: ${much}, ends ${longDay(end)}. Owner: ${say("owner", row) || "nobody yet"}.`;
      });
      return {
        nodes: [
          ...paragraphs(!soon.length && "No fund with a date ends within 18 months."),
          ...list(lines),
          ...paragraphs(
            soon.length && joined(`Together ${dollars(sum)} a year, from ${count(soon.length, "fund")}.`, unknown > 0 && `${count(unknown, "of them has", "of them have")} no amount yet, so the sum is too low.`),
          ),
          ...list(past.map(({ row, end }) => `${named(row)}: ended ${longDay(end)}.`)),
          ...paragraphs(undated.length && `${count(undated.length, "fund has no date, so it", "funds have no date, so they")} may be missing here.`, `Counted from ${longDay(day)}.`),
        ],
        rows: [...past, ...soon].map(({ row }) => row),
      };
    },

    path(rows) {
      const { steps, total, unknown, longest } = path(rows);
      const waits = (/** @type {number} */ days) => (days ? `${count(days, "day")} of waiting` : "the same day");
      const peaks = longest.length < 3 ? longest : [];
      const lines = steps.map(({ row, wait }) => {
        const before = wait === null ? "wait not known" : waits(wait);
        const most = peaks.some((step) => step.row === row) ? ", the longest" : "";
        const surprise = say("surprise", row);
        return around("li", "", [
          made("p", before + most, `tool-table__wait${most ? " tool-table__wait--most" : ""}`),
          made("p", named(row), "tool-table__step"),
          ...paragraphs(["who", "takes", "sees"].map((id) => say(id, row)).filter(Boolean).join(" · "), surprise && `What surprised us: ${surprise}`),
        ]);
      });
      const without = unknown && ` Not known: ${count(unknown, "wait")}.`;
      const sum = `${waits(total)} in all, over ${count(steps.length - unknown, "step whose wait is known", "steps whose waits are known")}.${without || ""}`;
      const where = peaks.map(({ row }) => named(row)).join("; ") || count(longest.length, "step");
      const peak = longest.length && `The longest wait: ${count(longest[0].wait ?? 0, "day")}, before: ${where}.`;
      const known = steps.length > unknown;
      return { nodes: [...paragraphs(!steps.length && "Fill in a step to see the path.", known && sum, peak, steps.length > 0 && !known && "No wait is known yet."), around("ol", "tool-table__path", lines)] };
    },

    protocol(rows) {
      const [permission] = columns.filter(({ id }) => id === "permission");
      const others = columns.filter((column) => column !== permission);
      const groups = protocol(rows, [...permission.choices.keys()]);
      const size = (/** @type {string} */ id) => groups.find((group) => group.permission === id)?.rows.length ?? 0;
      const head = around("tr", "", others.map(({ title, kind }) => made("th", title, `tool-table__th--${kind}`, { scope: "col" })));
      const bodies = groups.map((group) => {
        const name = made("th", permission.choices.get(group.permission) ?? "No permission chosen yet", "tool-table__group", { colspan: `${others.length}`, scope: "rowgroup" });
        const lines = group.rows.map((row) => around("tr", "", others.map((column) => made("td", written(column, row), "", { "data-label": column.title }))));
        return around("tbody", "", [around("tr", "", [name]), ...lines]);
      });
      const shown = groups.flatMap((group) => group.rows);
      const high = (/** @type {Row} */ row) => Math.max(...others.map((column) => Math.ceil(written(column, row).length / (column.kind === "long" ? 52 : 25))));
      const lines = shown.reduce((sum, row) => sum + high(row), groups.length);
      return {
        nodes: [
          made("p", `Communication protocol between ${names() || "________________ and ________________"}`, "tool-table__title"),
          ...paragraphs(
            size("ask") && `${count(size("ask"), "row waits", "rows wait")} for counsel. Do not sign before ${size("ask") === 1 ? "it is" : "they are"} settled.`,
            size("") && `${count(size(""), "row has", "rows have")} no permission yet.`,
            lines > FITS && `At ${count(shown.length, "row")} this may not fit on one page. Keep the events that happen most, and few words.`,
          ),
          ...(shown.length ? [around("table", "tool-table__protocol", [around("thead", "", [head]), ...bodies])] : paragraphs("No rows yet.")),
        ],
      };
    },
  });

  function show() {
    for (const place of places) all(place, ".tool-table__found")[0].replaceChildren(...VIEWS[place.dataset.view ?? ""](host.work.rows).nodes);
    if (between && between.value !== names()) between.value = names();
  }

  /** All rows, then those of each view that is about some of them. @returns {Sheet[]} */
  function sheets() {
    const sheet = (/** @type {string} */ name, /** @type {Row[]} */ rows) => ({ name, rows: [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => cellOf(column, row)))] });
    const some = places.map((place) => ({ name: place.querySelector("h3")?.textContent ?? "", rows: VIEWS[place.dataset.view ?? ""](host.work.rows).rows ?? [] }));
    return [sheet(host.element.dataset.title ?? "", host.work.rows), ...some.filter(({ rows }) => rows.length).map(({ name, rows }) => sheet(name, rows))];
  }

  return { show, sheets };
}

/** A cell for a spreadsheet, where a number and a date can be computed with. @param {Column} column @param {Row} row */
function cellOf({ id, kind, choices }, row) {
  const text = textOf(row, id);
  return choices.get(text) ?? valueOf(kind, text) ?? text;
}
