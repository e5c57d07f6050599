// @ts-check
// A survey without names: answers become a code, codes become counts, and the counts show once the collection is closed.
// Answers and an open collection stay in here: never in the work, which drafts and files are made of.
import { count } from "../lib/say.mjs";
import { FEWEST, add, close, forFile, fromFile, mark, newTally, ownItems, pack, people, results, sentence, unpack } from "../lib/values-survey.mjs";
import { all, around, made, show as reveal } from "./dom.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Host, Part, Response, Results, Survey, SurveyItem, Tally, Work } from "../lib/team" */

const persons = (/** @type {number} */ number) => count(number, "person", "people");

/** The statement that something on the card belongs to; "" for none. @param {Element} node */
const itemOf = (node) => /** @type {HTMLElement | null} */ (node.closest("[data-item]"))?.dataset.item ?? "";

/** @param {HTMLElement} line of the card @returns {SurveyItem} */
function stated(line) {
  const { item = "", revision, text = "" } = all(line, "[data-item]")[0].dataset;
  return { id: item, revision: Number(revision), text };
}

/** Another statement on the card. @param {HTMLElement} line to copy @param {SurveyItem} item */
function restated(line, { id, revision, text }) {
  const copy = /** @type {HTMLElement} */ (line.cloneNode(true));
  Object.assign(all(copy, "[data-item]")[0].dataset, { item: id, revision, text });
  all(copy, "legend")[0].textContent = text;
  for (const input of copy.querySelectorAll("input")) input.name = `tool-answer-${id}`;
  return copy;
}

/** @param {Host} host @returns {Part} */
export function connect(host) {
  const { element } = host;
  /** @param {string} name @returns {any} */
  const part = (name) => element.querySelector(`.tool-survey__${name}`);
  /** @param {string} selector @returns {HTMLInputElement[]} */
  const inputs = (selector, within = element) => all(within, selector);
  const root = all(element, ".tool-survey")[0];
  const whose = part("ours").textContent;
  const ours = /** @type {HTMLElement[]} */ ([...part("items").children]);
  const fault = made("span", "", "tool-survey__fault", { role: "alert" });

  const choice = (/** @type {HTMLInputElement} */ { value, parentElement }) => ({ id: value, text: parentElement?.textContent?.trim() ?? "" });
  const answers = inputs("input", ours[0]).map((input) => ({ ...choice(input), side: input.parentElement?.dataset.side ?? "" }));
  const groups = inputs("[name=tool-group]").map(choice);
  /** @type {Survey} */
  let survey = { items: ours.map(stated), answers, groups };
  /** @type {Response} */
  let mine;
  let code = "";
  /** @type {number | undefined} of this person's code: corrected and handed in twice, it counts once */
  let nonce;
  /** @type {{ survey: Survey, tally: Tally } | undefined} while collecting */
  let session;
  /** Marks of sessions whose results were shown: the same codes and one more would show how that person answered. @type {Set<number>} */
  const closed = new Set();
  let ended = false; // with too few people
  let own = false; // other statements than ours
  let brought = false; // statements of which no results are here

  /** Says at a field what is wrong. @param {HTMLElement} field @param {...string} why */
  function refuse(field, ...why) {
    fault.replaceChildren(...why.map((line) => made("span", line)));
    const place = field.closest("[data-field]") ?? field;
    (place.querySelector(".tool__help") ?? place).append(fault); // the help describes the field to a screen reader
    field.focus();
  }

  // -- answers and their code

  function showCard() {
    const paper = Boolean(element.dataset.print); // a card to print is blank
    for (const input of inputs("[type=radio]", part("card"))) {
      const item = itemOf(input);
      input.checked = !paper && input.value === (item ? mine.answers[item] : mine.group);
    }
    for (const undo of all(part("items"), "[data-act=unanswer]")) undo.hidden = !mine.answers[itemOf(undo)];
    part("answered").textContent = `${Object.keys(mine.answers).length} of ${survey.items.length} answered. You may leave a statement blank.`;
    part("word").readOnly = Boolean(session);
    if (session) part("word").value = session.survey.session;
    part("send").textContent = session ? "Next person" : "Make my code";
    reveal(element, ".tool-survey__passed", Boolean(session));
    reveal(element, ".tool-survey__made", Boolean(code));
    part("code").replaceChildren(...code.split(/(?<=-)/).map((five) => made("span", five)));
  }

  function forget() {
    mine = { group: "", answers: {} };
    code = "";
    nonce = undefined;
    showCard();
  }

  /** Asks before answers on the card are cleared. */
  async function spared() {
    const number = Object.keys(mine.answers).length;
    const text = `${count(number, "answer")} would be cleared from this page, and the code if one was made.`;
    return !number || host.ask({ title: "Clear the answers on the card?", text, yes: "Clear them", no: "Keep them" });
  }

  /** @param {HTMLElement} field @param {string} value "" clears it */
  function answer(field, value) {
    const item = itemOf(field);
    if (!item) mine.group = value;
    else if (value) mine.answers[item] = value;
    else delete mine.answers[item];
    code = "";
    showCard();
  }

  function send() {
    const word = part("word").value.trim();
    if (!mine.group) return refuse(inputs("[name=tool-group]")[0], "Choose your group first.");
    if (session) return nextPerson(session);
    if (!word) return refuse(part("word"), "Type the session word first.");
    const asked = { ...survey, session: word };
    code = pack(asked, mine, nonce);
    nonce = unpack(asked, code).nonce;
    showCard();
    part("made").focus();
    return draw(code).catch(() => {}); // offline the code itself will do
  }

  /** @param {{ survey: Survey, tally: Tally }} open */
  function nextPerson({ survey, tally }) {
    while (add(survey, tally, pack(survey, mine))); // once in many thousands a number is taken: then another
    forget();
    showDesk();
    host.say(`Added and forgotten. ${persons(people(tally))} so far.`);
    inputs("[name=tool-group]")[0].focus();
  }

  /** @param {string} text */
  async function draw(text) {
    part("qr").toggleAttribute("hidden", true);
    const { size, path } = await (await import("../lib/qr.mjs")).drawn(text);
    if (text !== code) return; // changed or cleared meanwhile
    part("qr").setAttribute("viewBox", `0 0 ${size} ${size}`);
    part("modules").setAttribute("d", path);
    part("qr").toggleAttribute("hidden", false);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
      host.say("Copied. This device keeps the copy until something else is copied.");
    } catch {
      getSelection()?.selectAllChildren(part("code"));
      host.say("The page may not copy here. The code is marked, so that you can copy it.");
    }
  }

  // -- collecting

  function showDesk() {
    const number = session ? people(session.tally) : 0;
    reveal(element, ".tool-survey__open, .tool-survey__running", Boolean(session));
    reveal(element, ".tool-survey__start, .tool-survey__set", !session);
    reveal(element, ".tool-survey__ended", ended);
    reveal(element, ".tool-survey__few", number < FEWEST);
    part("count").textContent = `Session word: ${session?.survey.session}. Collecting: ${persons(number)} so far. Nothing is shown until you close.`;
  }

  async function start() {
    const word = part("begin").value.trim();
    if (!word) return refuse(part("begin"), "Choose a session word first.");
    const asked = { ...survey, session: word };
    if (closed.has(mark(asked))) return refuse(part("begin"), "Codes of a session that was closed would fit. Choose another word, and tell it to everyone.");
    if (!(await spared())) return undefined;
    if (host.work.tally) {
      const text = "The results on this page make way for it. Save them to a file first if you want to keep them.";
      if (!(await host.ask({ title: "Start a new session?", text, yes: "Start", no: "Keep the results" }))) return undefined;
      delete host.work.tally;
      host.changed();
    }
    session = { survey: asked, tally: newTally(asked) };
    ended = false;
    forget();
    show();
    return part("codes").focus();
  }

  function addCodes() {
    if (!session) return undefined;
    const { survey, tally } = session;
    const field = part("codes");
    const typed = /** @type {string[]} */ (field.value.split(/[\n\t,;]/)).filter((text) => text.trim());
    if (!typed.length) return refuse(field, "Type or paste a code first.");
    const before = people(tally);
    const wrong = typed.map((text) => [text.trim(), add(survey, tally, text)]).filter(([, problem]) => problem);
    field.value = wrong.map(([text]) => text).join("\n");
    showDesk();
    const added = people(tally) - before;
    host.say(`${added ? "Added and forgotten." : "Nothing was added."} ${persons(people(tally))} so far.`);
    return wrong.length ? refuse(field, ...wrong.map(([text, problem]) => `${text}: ${problem}`)) : field.focus();
  }

  async function finish() {
    if (!session) return;
    const number = people(session.tally);
    const few = `Only ${number} ${number === 1 ? "person has" : "people have"} answered. If you close now, nothing will be shown.`;
    const left = part("codes").value.trim() && " What stands in the field has not been added.";
    const card = Object.keys(mine.answers).length > 0 && " The answers on the card have not been added.";
    const text = [number < FEWEST ? few : "After that no code can be added, and the results appear at once.", left, card].filter(Boolean).join("");
    if (!(await host.ask({ title: "Close the collection?", text, yes: "Close and show", no: "Keep collecting" }))) return;
    close(session.tally);
    const tally = forFile(session.survey, session.tally, [...closed, mark(session.survey)]);
    leave();
    ended = !tally;
    if (tally) {
      host.work.tally = tally;
      if (own) brought = false; // its wording is in the results
      host.changed();
    }
    show();
    host.say(tally ? "Closed. Save the results to a file." : "Closed. Nothing is shown of fewer than five people.");
    part(tally ? "title" : "begin").focus();
  }

  /** Nothing of the session stays, nor of an answer that was begun. */
  function leave() {
    session = undefined;
    ended = false;
    for (const name of ["codes", "begin", "word"]) part(name).value = "";
    forget();
  }

  // -- results

  /** @param {Work} work @returns {(Results & { survey: Survey, closed: number[] }) | undefined} */
  function found({ tally }) {
    const saved = tally && fromFile(tally);
    const shown = saved && results(saved.survey, saved.tally);
    return shown && { survey: saved.survey, closed: saved.closed, ...shown };
  }

  /** @param {Survey} survey @param {string[]} ids */
  const named = ({ groups }, ids) => groups.flatMap(({ id, text = id }) => (ids.includes(id) ? [text] : [])).join(" + ");

  function showResults() {
    const shown = found(host.work);
    if (shown && !root.hasAttribute("data-results")) go("collect");
    root.toggleAttribute("data-results", Boolean(shown));
    reveal(element, ".tool__views", Boolean(shown));
    part("results").replaceChildren(...(shown?.rows.map((row) => result(shown, row)) ?? []));
    if (!shown) return;
    const { parts } = shown;
    for (const one of shown.closed) closed.add(one);
    part("people").textContent = `Closed, with ${persons(shown.people)}.`;
    reveal(element, ".tool-survey__split, .tool-survey__roles", parts.length > 0);
    reveal(element, ".tool-survey__whole", !parts.length);
    const sizes = parts.map(({ groups, people }) => `${named(shown.survey, groups)} ${people}`);
    part("roles").textContent = `People by role: ${sizes.join(", ")}.`;
    split();
  }

  const split = () => reveal(element, ".tool-survey__parts", part("split").control.checked);

  /** @param {Results & { survey: Survey }} shown @param {Results["rows"][number]} row */
  function result({ survey, people, parts }, row) {
    const asks = element.querySelector(`[data-discuss="${CSS.escape(row.item.id)}"]`);
    const bars = (/** @type {number[]} */ counts, /** @type {number} */ most) => {
      const lines = survey.answers.map(({ id, side, text = id }, at) => {
        const line = around("li", "", [made("span", text), " ", made("strong", `${counts[at]}`)]);
        line.dataset.side = side;
        line.style.setProperty("--share", `${counts[at] / most}`);
        return line;
      });
      return around("ul", "tool-survey__bars", lines);
    };
    const roles = row.parts.map((sides, at) =>
      around("div", "", [made("p", `${named(survey, parts[at].groups)}: ${sentence(sides)}`), bars(sides.counts, parts[at].people)]),
    );
    return around("li", "", [
      made("h4", row.item.text),
      made("p", sentence(row), "tool-survey__said"),
      bars(row.counts, people),
      around("div", "tool-survey__parts", roles),
      ...(asks ? [made("p", "Questions to ask", "tool-survey__about"), asks.cloneNode(true)] : []),
    ]);
  }

  function sheets() {
    const shown = found(host.work);
    if (!shown) return [{ name: "Results", rows: [[holds()]] }];
    const { survey, rows, parts } = shown;
    const head = ["Statement", "Group", "People", ...survey.answers.map(({ id, text = id }) => text), "Left blank"];
    const lines = rows.flatMap(({ item, ...all }) => [
      [item.text, "All", shown.people, ...all.counts, all.blank],
      ...all.parts.map(({ counts, blank }, at) => [item.text, named(survey, parts[at].groups), parts[at].people, ...counts, blank]),
    ]);
    return [{ name: "Results", rows: [head, ...lines] }];
  }

  // -- another set

  /** @param {SurveyItem[]} [items] none: ours */
  function use(items) {
    own = Boolean(items);
    part("items").replaceChildren(...(items?.map((item) => restated(ours[0], item)) ?? ours));
    survey = { items: items ?? ours.map(stated), answers, groups };
    part("ours").textContent = items ? `These ${count(items.length, "statement")} were opened on this page and are not ours.` : whose;
    reveal(element, ".tool-survey__talk", !own);
    reveal(element, "[data-act=ours]", own);
    forget();
    host.say(`${count(survey.items.length, "statement")} to answer.`);
  }

  async function useOwn() {
    const { items, problem } = ownItems(part("lines").value);
    if (!part("rights").checked) return refuse(part("rights"), "Tick this first. Without permission, use our statements.");
    if (!items) return refuse(part("lines"), problem);
    return (await spared()) && use(items);
  }

  /** @param {HTMLInputElement} input */
  async function readSet(input) {
    const text = input.files?.[0] && (await host.readText(input.files[0]));
    input.value = ""; // so that the same file can be chosen again
    if (text === undefined) return;
    part("lines").value = text;
    brought = true;
    part("lines").focus();
  }

  // -- the page

  /** @param {string} way */
  function go(way) {
    root.dataset.way = way;
    for (const input of inputs("[name=tool-way]")) input.checked = input.value === way;
  }

  function show() {
    showCard();
    showDesk();
    showResults();
  }

  function clear() {
    leave();
    part("lines").value = "";
    brought = false;
    closed.clear();
    for (const box of inputs("[type=checkbox]", root)) box.checked = false;
    use();
  }

  /** Why there is nothing to save. */
  function holds() {
    if (session) return "A session is running, and an open collection goes into no file. Close it first.";
    return host.work.tally ? "" : "There is nothing to save: only the counts of a closed collection go into a file.";
  }

  /** @type {Record<string, (button: HTMLElement) => unknown>} */
  const acts = {
    ...{ copy, finish, use: useOwn },
    async ours() {
      if (await spared()) use();
    },
    unanswer(button) {
      answer(button, "");
      button.closest("fieldset")?.querySelector("input")?.focus();
    },
    forget() {
      forget();
      inputs("[name=tool-group]")[0].focus();
      host.say("Your answers are gone from this page.");
    },
  };

  root.addEventListener("click", ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target).closest("button");
    if (pressed) acts[pressed.dataset.act ?? ""]?.(pressed);
  });
  root.addEventListener("input", ({ target }) => {
    fault.remove();
    brought ||= target === part("lines");
  });
  root.addEventListener("change", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    if (input.name === "tool-way") go(input.value);
    else if (input.name === "tool-split") split();
    else if (input.type === "file") readSet(input);
    else if (input.type === "radio") answer(input, input.value);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.target !== part("codes")) return;
    event.preventDefault();
    addCodes();
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    fault.remove();
    const form = /** @type {HTMLElement} */ (event.target);
    if (form === part("card")) send();
    else if (form === part("start")) start();
    else addCodes();
  });
  leave();
  reveal(element, ".tool-survey__ways, .tool-survey__card > [hidden], .tool-survey__desk, .tool-survey__load", true);

  return {
    tool: { id: element.dataset.tool ?? "", edition: element.dataset.edition ?? "", items: [], answers: [] },
    show,
    sheets,
    clear,
    refuse(work) {
      if (session) return "A session is running here. Close it before you open a file.";
      return work.tally && !found(work) ? "The counts in it are not as this page writes them. Nothing was changed." : undefined;
    },
    unsaved() {
      if (session && people(session.tally)) return "Codes are counted only on this page until you close the collection and save.";
      if (part("codes").value.trim()) return "What stands in the field for codes has not been added.";
      if (Object.keys(mine.answers).length) return "Your answers are only on this page.";
      return brought && (own || part("lines").value.trim()) ? "The statements that you brought are only on this page." : "";
    },
    holds,
  };
}
