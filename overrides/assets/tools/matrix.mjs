// @ts-check
// The Progress Matrix: rated by each partner alone, then side by side, with what is agreed as a decision of its own.
import { compare, discussFirst, patterns, statement, status, teamStatus } from "../lib/matrix-result.mjs";
import { count, longDay } from "../lib/say.mjs";
import { carried, together } from "../lib/team-file.mjs";
import { all, around, button, made } from "./dom.mjs";
import { rated } from "./ratings.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Comparison, Host, MatrixItem, Part, Work } from "../lib/team" */

const FIRST = 12; // of what to discuss, at once

/** @param {Host} host @returns {Part} */
export function connect(host) {
  const { element } = host;
  const [whose] = /** @type {HTMLSelectElement[]} */ (all(element, "#tool-whose"));
  let every = false; // whether all that is to discuss is shown
  let open = ""; // the element whose indicators are shown side by side
  const base = rated(host, { result, panel: (name) => name === "partners" && partners() });
  const { matrix, form, fill, place } = base;
  const { labels } = form;
  whose.addEventListener("change", () => fill("result"));
  element.addEventListener("click", press);
  for (const type of ["input", "change"]) element.addEventListener(type, decide);

  /** Whoever has answered: this page's own partner, and those that stand beside it. @returns {Work[]} */
  function views() {
    const { work } = host;
    const own = Object.values(work.answers).some(({ answer }) => answer !== null);
    return [...(own ? [work] : []), ...work.views];
  }

  /** @param {number} at */
  const letter = (at) => String.fromCharCode(65 + (at % 26));
  /** @param {Work} view */
  const named = (view) => view.about.partner || "no name";

  // -- where we stand

  /** @param {HTMLElement} into */
  function result(into) {
    const all = views();
    const before = whose.value;
    const team = host.work.views.length > 0;
    const options = [...(team ? [new Option("Together: as agreed, and as each says of itself", "team")] : []), ...all.map((view, at) => new Option(`${letter(at)}: ${named(view)}`, `${at}`))];
    whose.replaceChildren(...options);
    if (options.some(({ value }) => value === before)) whose.value = before;
    /** @type {HTMLElement} */ (whose.parentElement).hidden = options.length < 2;
    const view = all[Number(whose.value)] ?? host.work;
    const shared = whose.value === "team";
    into.parentElement?.querySelector(".tool-result__statement")?.remove();
    if (shared) into.before(made("p", statement(matrix, host.work, all), "tool-result__statement"));
    const statusOf = (/** @type {MatrixItem} */ item) => (shared ? teamStatus(host.work, all, item) : status(view, item));
    if (shared) return { statusOf, caption: "Counts by element and level: all partners together", none: "not yet agreed" };
    return { statusOf, caption: `Counts by element and level: ${named(view)}` };
  }

  // -- side by side

  function partners() {
    const [into] = all(element, ".tool-partners");
    const list = views();
    if (list.length < 2) {
      const one = list.length ? "One partner is open." : "No partner is open yet.";
      into.replaceChildren(made("p", `${one} Use “Open a file” above to set partners’ files side by side: choose several at once, or one after the other.`));
      return;
    }
    const first = discussFirst(matrix, list);
    const shown = every ? first : first.slice(0, FIRST);
    const more = first.length > shown.length ? [around("p", "tool__buttons tool__screen", [button("discuss-all", `Show all ${first.length}`)])] : [];
    into.replaceChildren(
      around("ul", "tool-partners__list", list.map(partner)),
      ...patterns(matrix, list).map((text) => made("p", text)),
      made("h4", "Discuss first"),
      made("p", "The widest differences come first, then what many cannot answer. Ask: What did you see? What would a parent say? What could we show?", "tool__help"),
      first.length ? around("ol", "tool-views", shown.map((one) => compared(one, list, "first"))) : made("p", "The partners differ by no more than one step, and nobody answered “don’t know”."),
      ...more,
      made("h4", "All indicators", "tool__screen"),
      ...matrix.elements.map(({ id, short, items }) => {
        const name = made("button", short, "tool-partners__element tool__screen", { type: "button", "data-act": "side-by-side", "data-element": id, "aria-expanded": `${id === open}` });
        return around("div", "", [name, ...(id === open ? [around("ol", "tool-views tool__screen", items.map((item) => compared(compare(item, list), list, "all")))] : [])]);
      }),
    );
  }

  /** @param {Work} view @param {number} at */
  function partner(view, at) {
    const { round, role } = view.about;
    const facts = [role, round, view.saved && `saved ${longDay(view.saved)}`].filter(Boolean).join(", ");
    const item = around("li", "", [made("b", `${letter(at)}: ${named(view)}`), ` ${facts} `]);
    if (view === host.work) item.append("(this page)");
    else item.append(button("remove-view", `Take ${named(view)} off this page`, { class: "tool-item__clear tool__screen", "data-view": `${host.work.views.indexOf(view)}` }));
    return item;
  }

  /** One indicator with every partner's answer. @param {Comparison} comparison @param {Work[]} list @param {string} where on the page */
  function compared({ item, answers, seen, unknown }, list, where) {
    const marks = answers.map(({ status: one }, at) => {
      const mark = around("li", "", [made("b", letter(at), "", { title: named(list[at]) }), ` ${labels[one] ?? "Not answered"}`]);
      mark.dataset.status = one;
      return mark;
    });
    const apart = { apart: "Seen differently.", near: "One step apart.", same: unknown ? "" : "All say the same.", own: "" }[seen];
    const blank = unknown ? ` ${unknown} of ${answers.length} cannot say.` : "";
    const decision = seen === "own" ? ownWords(item, list) : [around("div", "tool-agreed", agreement(item, where))];
    const step = button("add-action", "Make this a next step", { "data-items": item.id, class: "tool-result__step tool__screen", "aria-label": `Make this a next step: ${item.short ?? item.text}` });
    const found = around("li", "tool-view", [made("p", item.text, "tool-view__text"), around("ul", "tool-view__marks", marks), made("p", `${apart}${blank}`.trim(), "tool-view__seen"), ...decision, step]);
    found.dataset.view = item.id;
    return found;
  }

  /** @param {MatrixItem} item @param {Work[]} list */
  function ownWords(item, list) {
    const together = teamStatus(host.work, list, item);
    const not = list.filter((view) => ["partly", "not-yet"].includes(status(view, item))).map(named);
    const words = together === "in-place" ? "Every partner says so." : not.length ? `Not in place for: ${not.join(", ")}.` : "Not yet known.";
    return [made("p", `Each partner answers for itself, so it is in place only if every partner says so. ${words}`, "tool__help")];
  }

  /** @param {MatrixItem} item @param {string} where */
  function agreement(item, where) {
    const entry = host.work.agreed[item.id];
    const id = `tool-agreed-${where}-${item.id}`;
    const choice = /** @type {HTMLSelectElement} */ (made("select", "", "", { id, "data-agreed": "answer" }));
    choice.append(new Option("Not yet agreed", ""), ...Object.entries(labels).map(([value, text]) => new Option(text, value)));
    choice.value = entry?.answer ?? "";
    const note = /** @type {HTMLInputElement} */ (made("input", "", "", { id: `${id}-note`, "data-agreed": "note" }));
    note.value = entry?.note ?? "";
    return [
      around("p", "tool__field", [made("label", "Agreed answer", "", { for: id }), choice]),
      around("p", "tool__field", [made("label", "How you came to it, or what would settle it", "", { for: note.id }), note]),
      made("p", entry?.answer && entry.date ? `Agreed on ${longDay(entry.date)}.` : "", "tool-agreed__date"),
    ];
  }

  /** @param {Event} event */
  function decide({ type, target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    const name = field.dataset.agreed;
    const place = /** @type {HTMLElement | null} */ (field.closest("[data-view]"));
    const id = place?.dataset.view ?? "";
    if (!name || !id || (name === "answer") !== (type === "change")) return;
    const item = form.items.find((one) => one.id === id);
    const entry = host.work.agreed[id] ?? { answer: null, revision: item?.revision ?? 1 };
    host.work.agreed[id] = { ...entry, ...(name === "note" ? { note: field.value } : { answer: field.value || null, revision: item?.revision ?? 1, date: field.value ? today() : "" }) };
    if (name === "answer") {
      for (const other of all(element, `[data-view="${id}"]`)) {
        /** @type {HTMLSelectElement} */ (other.querySelector("select")).value = field.value;
        /** @type {Element} */ (other.querySelector(".tool-agreed__date")).textContent = field.value ? `Agreed on ${longDay(today())}.` : "";
      }
    }
    host.changed();
  }

  /** @param {Event} event */
  function press({ target }) {
    const { act, view, element: name = "" } = /** @type {HTMLElement} */ (target).dataset;
    if (act === "discuss-all") every = true;
    if (act === "side-by-side") open = open === name ? "" : name;
    if (act === "remove-view") {
      const [gone] = host.work.views.splice(Number(view), 1);
      host.changed();
      host.say(`${named(gone)} is off this page. The file is where it was.`);
    }
    if (!["discuss-all", "side-by-side", "remove-view"].includes(act ?? "")) return;
    partners();
    /** @type {HTMLElement | null} */ (element.querySelector(name ? `[data-act=side-by-side][data-element="${name}"]` : ".tool-partners h4, .tool-partners p"))?.focus();
  }

  /** @param {Work} work */
  function addView(work) {
    const others = together([...host.work.views, carried(work)]).views;
    const mine = host.work.about;
    const same = (/** @type {Work} */ { about }) => about.partner.trim() && about.partner === mine.partner && about.round === mine.round;
    if (same(work) && views().includes(host.work)) return `${named(work)} is this page’s own partner. Open the file in its place, or change the partner above.`;
    host.work.views = others;
    place.open("partners");
    return undefined;
  }

  return {
    ...base.part,
    adds: [{ id: "partner", label: "Add as a partner" }, ...(base.part.adds ?? [])],
    add: (way, work) => (way === "partner" ? addView(work) : base.part.add?.(way, work)),
    holds() {
      if (host.work.about.partner.trim()) return "";
      /** @type {HTMLElement | null} */ (element.querySelector("[data-about=partner]"))?.focus();
      return "Write a partner first, so that files can be told apart.";
    },
  };
}

/** The day by this computer's calendar, as 2026-11-21. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => `${number}`.padStart(2, "0")).join("-");
}
