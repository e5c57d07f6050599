// @ts-check
import { nextLesson } from "../lib/next-lesson.mjs";
import { due, moduleProgress, reflections, upcoming } from "../lib/progress.mjs";
import { MAX_SIZE, merge, readFile, toFile } from "../lib/record-file.mjs";
import { day, openRecord } from "../lib/record.mjs";
import { count, longDay, standing } from "../lib/say.mjs";
/** @import { SavedFile } from "../lib/types" */

/** The learner's record on one page: what is done, what comes next, notes; saved to a file, opened from one, cleared. */
export class MyTraining extends HTMLElement {
  static define(tag = "my-training") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  #record = openRecord();
  #stop = () => {};
  /** @type {SavedFile | undefined} a file that was read and waits for the learner's word */
  #incoming;

  connectedCallback() {
    this.#stop = this.#record.subscribe(() => this.#show());
    for (const type of ["click", "change"]) this.addEventListener(type, this);
    for (const part of this.#all(".training__next, .training__keep, .training__done, .training__progress, .training__bar")) part.hidden = false;
    for (const part of this.#all(".training__plain")) part.hidden = true;
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** @param {Event} event */
  handleEvent({ type, target }) {
    if (type === "change" && target instanceof HTMLInputElement) {
      if (target.type === "file") return this.#open(target);
      if (target.dataset.done) this.#toggle(target);
    }
    const button = type === "click" && target instanceof Element && target.closest("button");
    if (button) this.#act(button.dataset.act ?? "");
    return undefined;
  }

  /** @param {string} selector @param {ParentNode} [within] */
  #all(selector, within = this) {
    return /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);
  }

  /** @param {string} selector @param {string} text @param {ParentNode} [within] */
  #write(selector, text, within = this) {
    for (const place of this.#all(selector, within)) place.textContent = text;
  }

  /** @param {string} text */
  #say(text) {
    this.#write(".training__status", text);
  }

  // -- what is there

  #show() {
    for (const module of this.#all(".training__module")) this.#module(module);
    this.#next();
    this.#notes();
    this.#notices();
  }

  /** @param {HTMLElement} module */
  #module(module) {
    const done = this.#record.lessons();
    const items = this.#all("[data-lesson]", module);
    const lessons = items.map(({ dataset }) => dataset.lesson ?? "");
    const progress = moduleProgress(this.#record, { lessons, final: module.dataset.final });
    const minutes = items.reduce((sum, { dataset }) => sum + (done[dataset.lesson ?? ""] ? Number(dataset.minutes) : 0), 0);
    this.#write(".training__progress", `${standing(progress)} ${minutes} of ${module.dataset.minutes} minutes.`, module);
    const bar = module.querySelector("progress");
    if (bar) bar.value = progress.done;
    for (const box of module.querySelectorAll("input")) box.checked = Boolean(done[box.dataset.done ?? ""]);
    for (const check of this.#all(".training__check", module)) this.#check(check, module.dataset.edition ?? "");
    for (const way of this.#all(".training__certificate", module)) way.hidden = !progress.passed || progress.done < progress.total;
  }

  /** @param {HTMLElement} place @param {string} edition today's */
  #check(place, edition) {
    const { check = "", questions } = place.dataset;
    const attempts = this.#record.attempts(check);
    const before = attempts.findLast(({ kind }) => kind === "before");
    const tried = attempts.filter(({ kind }) => kind !== "before");
    const best = tried.reduce((top, one) => (one.percent > top.percent ? one : top), tried[0]);
    const answered = Object.keys(this.#record.answers(check)).length;
    const parts = [];
    if (best) {
      const older = best.edition && best.edition !== edition ? `, edition ${best.edition}` : "";
      parts.push(`${count(tried.length, "attempt")}, best ${best.points} of ${best.max}, ${best.percent} percent${older}`);
      const passed = tried.find((one) => one.passed);
      if (passed) parts.push(`passed on ${longDay(passed.at)}`);
    } else if (answered && questions) parts.push(`${Math.min(answered, Number(questions))} of ${count(Number(questions), "question")} answered`);
    if (before) parts.push(`before you started ${before.points} of ${before.max}`);
    this.#write("span", parts.join("; "), place);
    place.hidden = !parts.length;
  }

  #next() {
    const [waiting, later] = [due(this.#record), upcoming(this.#record)];
    const reviews = this.#all(".training__review");
    for (const review of reviews) {
      const now = waiting.filter(({ check }) => check.startsWith(`${review.dataset.review}/`)).length;
      this.#write("span", now ? `${count(now, "question")} to answer again today.` : "", review);
      review.hidden = !now;
    }
    const quiet = !reviews.some(({ hidden }) => !hidden);
    for (const line of this.#all(".training__nothing")) {
      line.textContent =
        later.next === null
          ? (line.dataset.never ??= line.textContent ?? "")
          : `${quiet ? "No question is due today. " : ""}${count(later.count, "question comes", "questions come")} back later, from ${longDay(later.next)} on.`;
      line.hidden = !quiet && later.next === null;
    }
    const way = this.#way();
    for (const line of this.#all(".training__continue")) {
      line.hidden = !way;
      if (way) line.replaceChildren(way.begun ? "Continue with " : "Start with ", way.link);
    }
  }

  /** Where to go on: the module of the lesson opened last comes first; after its lessons, its final check. */
  #way() {
    const done = this.#record.lessons();
    const last = this.#record.last()?.page;
    const modules = this.#all(".training__module").map((module) => this.#all(".training__lesson", module));
    const rank = (/** @type {HTMLElement[]} */ items) => Number(items.some(({ dataset }) => last && dataset.lesson === last));
    for (const items of modules.sort((a, b) => rank(b) - rank(a))) {
      const page = nextLesson(items.flatMap(({ dataset }) => dataset.lesson ?? []), done, last);
      const next = items.find(({ dataset }) => (page ? dataset.lesson === page : dataset.final && !this.#passed(dataset.final)));
      const link = next?.querySelector("a")?.cloneNode(true);
      if (link) return { link, begun: Boolean(last) || Object.keys(done).length > 0 };
    }
    return undefined;
  }

  /** @param {string} check */
  #passed(check) {
    return this.#record.attempts(check).some(({ kind, passed }) => kind === "final" && passed);
  }

  #notes() {
    const notes = reflections(this.#record);
    for (const part of this.#all(".training__notes")) part.hidden = !notes.length;
    for (const list of this.#all(".training__reflections")) {
      list.replaceChildren(
        ...notes.map(({ prompt, text, at }) => {
          const note = document.createElement("div");
          note.append(made("dt", prompt), made("dd", text), made("dd", `Written on ${longDay(at)}`, "training__when"));
          return note;
        }),
      );
    }
  }

  #notices() {
    const { problems } = this.#record;
    for (const place of this.#all(".training__notices")) {
      const lines = [...new Set(problems.map(({ message }) => message))].map((message) => made("p", message));
      if (this.#record.store.aside().length && !problems.some(({ kind }) => kind === "unreadable")) {
        lines.push(made("p", "Some saved entries could not be read. They are set aside as they are, and are part of the file when you save your record."));
      }
      if (lines.length) {
        const save = made("button", "Save to a file", "training__button training__button--quiet");
        save.setAttribute("type", "button");
        save.dataset.act = "save";
        lines.push(save);
      }
      place.replaceChildren(...lines);
      place.hidden = !lines.length;
    }
  }

  // -- what the learner does

  /** @param {HTMLInputElement} box */
  #toggle(box) {
    const { done = "" } = box.dataset;
    if (box.checked) this.#record.finishLesson(done);
    else this.#record.reopenLesson(done);
    const said = box.checked ? "Marked as done." : "No longer marked as done.";
    this.#say(this.#record.problems.find(({ kind }) => kind !== "unreadable")?.message ?? said);
  }

  /** @param {string} act */
  #act(act) {
    const dialog = this.querySelector("dialog");
    if (act === "save") this.#save();
    if (act === "merge") this.#merge();
    if (act === "cancel") this.#close("Your record is as it was.");
    if (act === "ask") {
      this.#say("");
      this.#write(".training__counts", this.#holds());
      dialog?.showModal();
    }
    if (act === "clear") this.#clear();
    if (act === "close" || act === "clear") dialog?.close();
  }

  #holds() {
    const { length: lessons } = Object.keys(this.#record.lessons());
    const [attempts, notes] = ["attempt:", "reflection:"].map((prefix) => this.#record.entries(prefix).length);
    return `${count(lessons, "finished lesson")}, ${count(attempts, "attempt")} at checks, ${count(notes, "note")} and everything else kept here`;
  }

  #save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([toFile(this.#record)], { type: "application/json" }));
    link.download = `training-record-${day(this.#record.now())}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#say(`Saved as ${link.download}, where your browser puts downloads.`);
  }

  /** @param {HTMLInputElement} input */
  async #open(input) {
    const file = input.files?.[0];
    if (!file) return;
    this.#close("");
    const text = file.size > MAX_SIZE ? "" : await file.text().catch(() => "");
    const reading = readFile(this.#record, text, file.size);
    input.value = ""; // the same file can be chosen again
    if (reading.ok) {
      this.#incoming = reading.incoming;
      for (const list of this.#all(".training__changes")) list.replaceChildren(...reading.changes.sentences.map((one) => made("li", one)));
      for (const part of this.#all(".training__promise, [data-act=merge]")) part.hidden = !reading.changes.total;
    } else this.#write(".training__refused", `${file.name} was not opened. ${reading.reason} Your record is as it was.`);
    const [place] = this.#all(reading.ok ? ".training__preview" : ".training__refused");
    place.hidden = false;
    place.focus();
  }

  #merge() {
    if (!this.#incoming) return;
    const { written, kept } = merge(this.#record, this.#incoming);
    this.#close(`Added to your record: ${count(written, "entry", "entries")}.${kept ? "" : " Not all of it could be kept in this browser."}`);
    this.#show();
  }

  /** @param {string} said */
  #close(said) {
    const back = this.#all(".training__preview").some((place) => place.contains(document.activeElement));
    this.#incoming = undefined;
    for (const place of this.#all(".training__preview, .training__refused")) place.hidden = true;
    if (back) /** @type {HTMLElement | null} */ (this.querySelector("input[type=file]"))?.focus();
    this.#say(said);
  }

  #clear() {
    this.#record.clear();
    this.#close("Your record is cleared from this computer.");
    this.#show();
  }
}

/** @param {string} tag @param {string} text @param {string} [name] */
function made(tag, text, name = "") {
  const node = document.createElement(tag);
  node.textContent = text;
  if (name) node.className = name;
  return node;
}
