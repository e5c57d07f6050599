// @ts-check
// The Progress Matrix: rated by each partner alone, then side by side, with what is agreed as a decision of its own.
import { compare, discussFirst, patterns, statement, status, teamStatus } from "../lib/matrix-result.mjs";
import { count, longDay, today } from "../lib/say.mjs";
import { carried, plain, stands, together, whose as key } from "../lib/team-file.mjs";
import { all, around, button, made } from "./dom.mjs";
import { rated } from "./ratings.mjs";
import { viewsOf } from "./result.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Comparison, Host, Item, MatrixItem, Part, Work } from "../lib/team" */

const FIRST = 10; // of what to discuss, at once
const PATTERNS = 3; // sentences over many indicators, lest they read as a ranking

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

  const views = () => viewsOf(host.work);

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
    const options = [...(team ? [new Option("Together: as agreed, and as each says of itself", "team")] : []), ...all.map((view, at) => new Option(`${letter(at)}: ${named(view)}`, key(view)))];
    whose.replaceChildren(...options);
    if (options.some(({ value }) => value === before)) whose.value = before;
    /** @type {HTMLElement} */ (whose.parentElement).hidden = options.length < 2;
    const view = all.find((one) => key(one) === whose.value) ?? host.work;
    const shared = whose.value === "team";
    into.parentElement?.querySelector(".tool-result__statement")?.remove();
    if (shared) into.before(made("p", statement(matrix, host.work, all), "tool-result__statement"));
    const statusOf = (/** @type {MatrixItem} */ item) => (shared ? teamStatus(host.work, all, item) : status(view, item));
    if (shared) return { statusOf, caption: "Counts by element and level: all partners together", none: "still open" };
    return { statusOf, caption: `Counts by element and level: ${named(view)}` };
  }

  // -- side by side

  function partners() {
    const [into] = all(element, ".tool-partners");
    const list = views();
    if (list.length < 2) {
      const one = list.length ? "One partner is open." : "No partner is open yet.";
      into.replaceChildren(made("p", `${one} Use “Open a file” above to set partners’ files side by side: choose several at once, or one after the other.`, "tool__screen"));
      return;
    }
    const first = discussFirst(matrix, list);
    const shown = every ? first : first.slice(0, FIRST);
    const more = first.length > shown.length ? [around("p", "tool__buttons tool__screen", [button("discuss-all", `Show all ${first.length}`)])] : [];
    into.replaceChildren(
      around("ul", "tool-partners__list", list.map(partner)),
      made("h4", "Discuss first", "", { tabindex: "-1" }),
      made("p", "The widest differences come first, then what many cannot answer. Ask: What did you see? What would a parent say? What could we show?", "tool__help"),
      first.length ? around("ol", "tool-views", shown.map((one) => compared(one, list, "first"))) : made("p", "The partners differ by no more than one step, and nobody answered “don’t know”."),
      ...(more.length ? [made("p", `These are the first ${shown.length} of ${first.length}.`, "tool__help")] : []),
      ...more,
      ...patterns(matrix, list).slice(0, PATTERNS).map((text) => made("p", text, "tool__help")),
      made("h4", "All indicators", "tool__screen"),
      ...matrix.elements.map(({ id, short, items }) => {
        const name = made("button", short, "tool-partners__element", { type: "button", "data-act": "side-by-side", "data-element": id, "aria-expanded": `${id === open}` });
        return around("div", "tool__screen", [name, ...(id === open ? [around("ol", "tool-views", items.map((item) => compared(compare(item, list), list, "all")))] : [])]);
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
    const step = button("add-action", "Make this a next step", { "data-items": item.id, class: "tool-result__step tool__screen" });
    const text = made("p", item.text, "tool-view__text", { id: `tool-view-${where}-${item.id}` });
    const notes = list.flatMap((view, at) => {
      const beside = [view.answers[item.id]?.reason, view.answers[item.id]?.note].filter(Boolean).join(" · ");
      return beside ? [around("li", "", [made("b", letter(at)), ` ${beside}`])] : [];
    });
    const found = made("div", "", "", { role: "group", "aria-labelledby": text.id, "data-view": item.id });
    found.append(text, around("ul", "tool-view__marks", marks), ...(notes.length ? [around("ul", "tool-view__notes", notes)] : []));
    found.append(made("p", `${apart}${blank}`.trim(), "tool-view__seen"), ...decision, step);
    return around("li", "tool-view", [found]);
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
    const old = Boolean(entry?.answer && (entry.revision ?? 1) !== item.revision);
    choice.value = old ? "" : (entry?.answer ?? "");
    const note = /** @type {HTMLInputElement} */ (made("input", "", "", { id: `${id}-note`, "data-agreed": "note" }));
    note.value = entry?.note ?? "";
    return [
      around("p", "tool__field", [made("label", "Agreed answer", "", { for: id }), choice]),
      around("p", "tool__field", [made("label", "How you came to it, or what would settle it", "", { for: note.id }), note]),
      made("p", old ? "What you agreed was about an earlier wording. Agree again on the wording of today." : told(item), "tool-agreed__date"),
    ];
  }

  /** When it was agreed, and what is missing for it to count. @param {Item} item */
  function told(item) {
    const entry = host.work.agreed[item.id];
    if (!entry?.answer) return "";
    const why = stands(entry, item, form.answers) ? "" : " Write why it does not apply. Without that, it is not counted.";
    return (entry.date ? `Agreed on ${longDay(entry.date)}.` : "") + why;
  }

  /** @param {Event} event */
  function decide({ type, target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    const name = field.dataset.agreed;
    const place = /** @type {HTMLElement | null} */ (field.closest("[data-view]"));
    const id = place?.dataset.view ?? "";
    if (!name || !id || (name === "answer") !== (type === "change")) return;
    const item = /** @type {Item} */ (form.items.find((one) => one.id === id));
    const entry = host.work.agreed[id] ?? { answer: null, revision: item.revision };
    const answer = { answer: field.value || null, revision: item.revision, date: field.value && today() };
    host.work.agreed[id] = { ...entry, ...(name === "note" ? { note: field.value } : answer) };
    for (const other of all(element, `[data-view="${id}"]`)) {
      const same = /** @type {HTMLInputElement} */ (other.querySelector(`[data-agreed=${name}]`));
      if (same !== field) same.value = field.value;
      /** @type {Element} */ (other.querySelector(".tool-agreed__date")).textContent = told(item);
    }
    host.changed();
  }

  /** @param {Event} event */
  function press({ target }) {
    const { act, view, element: name = "" } = /** @type {HTMLElement} */ (target).dataset;
    if (act === "discuss-all") every = true;
    else if (act === "side-by-side") open = open === name ? "" : name;
    else if (act === "remove-view") {
      const gone = named(host.work.views[Number(view)]);
      base.replace(({ views }) => views.splice(Number(view), 1));
      host.say(`${gone} is off this page.`);
    } else return;
    partners();
    /** @type {HTMLElement | null} */ (element.querySelector(name ? `[data-act=side-by-side][data-element="${name}"]` : ".tool-partners h4, .tool-partners p"))?.focus();
  }

  /** @param {Work} work */
  function addView(work) {
    const { about } = host.work;
    const added = viewsOf(work);
    if (!added.length) return `${named(work)}: this file has no answers, so it was not added.`;
    if (plain(about.round) && plain(work.about.round) && plain(about.round) !== plain(work.about.round)) {
      return `${named(work)} belongs to another round, ${work.about.round}. Add it as an earlier round, or change the round above.`;
    }
    if (views().includes(host.work) && added.some((one) => plain(one.about.partner) && key(one) === key(host.work))) {
      return `${named(work)} is this page’s own partner. Open the file in its place, or change the partner above.`;
    }
    const { partner } = about;
    const alone = !host.work.views.length && plain(partner) && views().length > 0;
    if (alone) own(host.work);
    if (!about.round) about.round = work.about.round;
    const { views: now, older } = together([...host.work.views, ...added.map((one) => carried(one))]);
    const gone = older.filter((one) => host.work.views.includes(one));
    host.work.views = now;
    place.open("partners", false); // all is shown after the last file
    return [
      alone && `${named(work)} was added. This page is the team’s now, with ${partner} as a partner.`,
      gone.length && `The newer file of ${gone.map(named).join(", ")} took the place of the older one.`,
      work.views.length && `${named(work)} is a team’s file: its partners were added. Its agreed answers and steps are only in that file.`,
    ].filter(Boolean).join(" ");
  }

  /** Makes the page the team's: what one partner answered on it stands beside the others. @param {Work} work */
  function own(work) {
    const { about, saved } = work;
    const later = new Date(Date.parse(saved) + 1 || Date.now()).toISOString(); // than its file: it may have been changed since
    work.views = [{ ...carried(work), saved: later }];
    work.answers = Object.create(null);
    [about.partner, about.role] = ["All partners", ""];
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
