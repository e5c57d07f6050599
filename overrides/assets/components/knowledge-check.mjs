// @ts-check
import { all, arrange, controlsOf, drawn, partOf, shuffled } from "../lib/questions.mjs";
import { openRecord } from "../lib/record.mjs";
/** @import { Draft, Mark } from "../lib/types" */

/** What not every check needs, by what needs it. */
const NEEDS = {
  "[data-kind=final]": () => import("../lib/final.mjs"),
  "[data-kind=review]": () => import("../lib/review-set.mjs"),
  "[data-confidence]": () => import("../lib/confidence.mjs"),
  ".scenario": () => import("../lib/scenario.mjs"),
};
/** What only an answer needs: fetched when the check is first touched. */
const LATER = {
  "*": () => Promise.all([import("../lib/answers.mjs"), import("../lib/marking.mjs"), import("../lib/results.mjs")]),
  ".fill": () => import("../lib/written.mjs"),
};
/** What brings a learner back to where they were: fetched when something of the check is kept. */
const KEPT = { "[data-check]": () => import("../lib/resume.mjs"), ...LATER };
const OFFLINE = "Your answers are kept. Try again when you are online.";

/**
 * A knowledge check: practice (feedback at once), a final (one result at the end), or a module's review (practice that is due).
 * The HTML inside is complete; this shows and hides it, and keeps what is entered in the learner's record. What else a button does
 * is a function of its action's name in final.mjs, review-set.mjs or answers.mjs. Public is what those work with.
 */
export class KnowledgeCheck extends HTMLElement {
  static define(tag = "knowledge-check") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  record = openRecord();
  /** @type {Map<string, any>} elements */
  questions = new Map();
  /** @type {Map<string, Mark>} in practice one by one, in a final all at the end */
  given = new Map();
  /** @type {Draft} `phase` of a final: "", "before", "final", "result"; else the moment when this pass began, "" for the first */
  draft = /** @type {any} */ ({ answers: {} }); // until it starts
  /** Whether this pass was said to be finished. */
  ended = false;
  /** Questions that this pass has shown. */
  #seen = new Set();
  /** @type {any} functions of the modules that were needed so far */
  #more;

  async connectedCallback() {
    if (!this.#more) await this.#load(NEEDS);
    const kept = this.record.store.keys("").some((key) => key.includes(this.#id));
    if (kept) await this.#load(KEPT).catch(() => {});
    if (!this.isConnected) return;
    if (this.dataset.live == null) this.#equip();
    this.dataset.live = "";
    this.questions = new Map(all(this, ".question").map((question) => [this.key(question), question]));
    for (const type of ["click", "input", "keydown"]) this.addEventListener(type, this);
    for (const type of ["focusin", "pointerover"]) this.addEventListener(type, () => this.#load(LATER).catch(() => {}), { once: true });
    addEventListener("hashchange", this);
    this.start("", this.#more.open ? [] : this.draw());
    this.#more.resume?.(this, this.#more);
    if (this.#more.waits?.(this)) this.#more.open(this);
    else this.show();
    this.#arrive();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
  }

  /** @param {Record<string, () => Promise<any>>} modules by what needs them */
  async #load(modules) {
    const needed = Object.entries(modules).filter(([selector]) => this.matches(selector) || this.querySelector(selector));
    const loaded = await Promise.all(needed.map(([, load]) => load()));
    this.#more = Object.assign({}, ...loaded.flat(), this.#more);
  }

  /** @param {any} event */
  handleEvent(event) {
    const { type, target, key } = event;
    if (type === "hashchange") return this.#arrive();
    const question = target.closest(".question");
    if (type === "input") return this.#entered(question, target);
    const pressed = target.closest("[data-action]");
    let action = pressed?.dataset.action;
    if (type === "keydown" && key === "Enter" && target.matches(".fill__input")) action = this.final ? "next" : "check";
    else if (type === "keydown" || !action) return;
    event.preventDefault();
    this.#press(action, question, pressed);
  }

  /** Adds what works with scripts only. */
  #equip() {
    this.box("panel").replaceChildren(this.element("p", "check__notice"), this.element("div", "check__start"), this.element("p", "check__progress"));
    this.box("controls").replaceChildren(
      this.button("Back", "back"),
      this.button("Next question", "next"),
      this.button(this.final ? "See my result" : "See how it went", "finish"),
      this.button("Show all questions", "all", "quiet"),
      this.button("One question at a time", "one", "quiet"),
      this.button("Print with answers", "print", "quiet"),
    );
    for (const step of all(this, ".scenario__step fieldset")) step.append(this.button("Go on", "on", "main"));
    for (const actions of all(this, ".question:not(.question--reflection) > .question__actions")) {
      this.#more.askSure?.(this, actions.parentElement);
      if (this.final) continue;
      actions.append(this.button("Check answer", "check", "main"));
      actions.hidden = false;
    }
  }

  // -- what there is

  get final() {
    return this.dataset.kind === "final";
  }

  get #id() {
    return this.dataset.check ?? "";
  }

  /** One of its parts. @param {string} name @returns {any} */
  box(name) {
    return this.querySelector(`.check__${name}`);
  }

  /** A review holds several checks. @param {any} question @returns {string} */
  key({ dataset: { check, question } }) {
    return check === this.#id ? question : `${check}/${question}`;
  }

  graded = (/** @type {string} */ key) => this.questions.get(key).dataset.type !== "reflection";

  answered = (/** @type {string} */ key) => (this.final || !this.graded(key) ? filled(this.draft.answers[key]) : this.given.has(key));

  /** @param {string} list */
  #shuffles(list) {
    return this.dataset.shuffle?.includes(list);
  }

  /** The questions of a pass. */
  draw(count = this.dataset.draw) {
    const keys = drawn([...this.questions.keys()], Number(count) || undefined, Math.random);
    return this.#shuffles("questions") ? shuffled(keys, Math.random) : keys;
  }

  /** Nothing is answered yet; what the learner wrote for themselves stays. @param {string} phase @param {string[]} keys */
  start(phase, keys) {
    const { answers } = this.draft;
    this.given.clear();
    this.#seen.clear();
    this.ended = false;
    this.draft = { phase, drawn: keys, order: {}, answers: {}, sure: {}, at: this.dataset.show === "all" ? null : (keys[0] ?? null) };
    for (const key of keys) if (!this.graded(key)) this.draft.answers[key] = answers[key];
  }

  save() {
    this.record.saveDraft(this.#id, this.draft);
    this.#progress();
  }

  // -- showing

  show() {
    const { drawn: keys, phase } = this.draft;
    const at = (this.draft.at &&= keys.includes(this.draft.at) ? this.draft.at : keys[0]);
    const shown = keys.map((key) => this.questions.get(key));
    const list = this.box("questions");
    const controls = this.box("controls");
    const [first, second] = keys;
    arrange(list, shown);
    for (const question of list.children) {
      const place = shown.indexOf(question);
      question.hidden = place < 0 || (at && at !== keys[place]);
      question.toggleAttribute("data-out", Boolean(first) && place < 0);
      if (place >= 0) question.value = place + 1;
      if (!question.hidden) this.#ready(keys[place], question);
    }
    list.hidden = controls.hidden = !keys.length;
    this.box("panel").hidden = false;
    for (const box of all(this, ".check__result, .check__objectives")) box.hidden = true;
    this.box("start").replaceChildren();
    const done = phase === "result";
    const last = at === keys.at(-1);
    this.offer(controls, {
      back: at && at !== first,
      next: at && !last,
      finish: !done && (!at || last),
      all: at && second,
      one: !at && !done && second,
      print: !this.final || done,
    });
    if (done) this.#more.outcome(this);
    this.#progress();
  }

  #progress() {
    const { drawn: keys, at, phase } = this.draft;
    const { length: all } = keys;
    const { length: answered } = keys.filter(this.answered);
    const progress = this.box("progress");
    progress.hidden = !all || phase === "result";
    const count = answered === all ? "all answered" : at ? `${answered} answered` : `${answered} of ${all} answered`;
    progress.textContent = at ? `Question ${keys.indexOf(at) + 1} of ${all}${answered ? ", " + count : ""}` : count;
    progress.style.setProperty("--check-done", `${(100 * answered) / all}%`);
    for (const go of [...this.box("controls").children].slice(1, 3)) go.classList.toggle("check__button--main", !at || this.answered(at));
    this.box("notice").textContent = [...new Set(this.record.problems.map(({ message }) => message))].join(" ");
  }

  /** Prepares a question when it is first seen. @param {string} key @param {any} question */
  #ready(key, question) {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const { type, keepOrder } = question.dataset;
    const { answers, sure, order } = this.draft;
    if (this.#shuffles("choices") && /^(sing|mult)/.test(type) && keepOrder == null) {
      const choices = question.querySelector(".choices");
      const id = (/** @type {any} */ { control }) => control.value;
      arrange(choices, (order[key] ??= shuffled([...choices.children].map(id), Math.random)), id);
    }
    controlsOf(question).fill(question, answers[key]);
    this.#more.fillSure?.(question, sure[key]);
    this.quiet(key);
    if (this.given.has(key)) this.#more.feedback?.(this, key);
  }

  /** Takes the feedback away; the answer stays. @param {string} key */
  quiet(key) {
    const question = this.questions.get(key);
    const answer = partOf(question, "answer");
    this.tell(question, this.graded(key) || !this.answered(key) ? "" : "Kept in this browser.");
    if (!this.graded(key)) return;
    for (const mark of all(question, ".question__mark")) {
      delete mark.parentElement.dataset.mark;
      mark.remove();
    }
    answer.hidden = true;
    answer.open = false;
    this.offer(partOf(question, "actions"), { check: question.dataset.type !== "scenario" });
  }

  /** @param {any} question @param {string} text */
  tell(question, text, tone = "note") {
    const told = partOf(question, "verdict");
    told.textContent = text;
    told.dataset.tone = tone;
    told.hidden = !text;
  }

  /** @param {any} buttons @param {Record<string, any>} shown by action */
  offer(buttons, shown) {
    for (const one of buttons.children) one.hidden = !shown[one.dataset.action];
  }

  /** Announces; for the eye the words stand elsewhere. @param {string} text */
  say(text) {
    const status = this.box("status");
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  }

  /** Moves the focus and scrolls no further than needed; what comes last matters most. @param {any} target @param {...any} seen */
  look(target, ...seen) {
    if (!target.matches("input, select, button")) target.tabIndex = -1;
    for (const node of [...seen, target]) node.scrollIntoView({ block: "nearest", behavior: "instant" });
    target.focus({ preventScroll: true });
  }

  /** @param {string} key */
  go(key) {
    const one = this.draft.at;
    if (one) {
      this.draft.at = key;
      this.save();
    }
    this.show();
    const question = this.questions.get(key);
    this.look(question.querySelector(".question__situation, .question__prompt"), question, one ? this.box("panel") : question);
  }

  /** A question that the address names is shown. */
  #arrive() {
    const question = document.getElementById(location.hash.slice(1)) ?? this;
    const key = this.key(question);
    if (!this.draft.drawn.includes(key)) return;
    if (this.draft.at) this.draft.at = key;
    this.show();
    question.scrollIntoView();
  }

  // -- what the learner does

  /** @param {string} action @param {any} question @param {any} [pressed] */
  async #press(action, question, pressed) {
    const { drawn: keys, at } = this.draft;
    const place = keys.indexOf(at ?? (question && this.key(question)));
    /** @type {Record<string, () => void>} */
    const does = {
      back: () => this.go(keys[place - 1]),
      next: () => (keys[place + 1] ? this.go(keys[place + 1]) : this.#press("finish", question)),
      all: () => this.#turn(null),
      one: () => this.#turn(keys.find((key) => !this.answered(key)) ?? keys[0]),
      go: () => this.go(pressed.dataset.go),
      move: () => this.#move(question, pressed),
    };
    if (does[action]) return does[action]();
    if (!this.#more[action]) await this.#load(LATER).catch(() => {});
    if (this.#more[action]) return this.#more[action](this, question);
    this.box("notice").textContent = OFFLINE;
    this.say(OFFLINE);
  }

  /** One question at a time, or all. @param {string | null} at */
  #turn(at) {
    this.draft.at = at;
    this.save();
    this.show();
    this.look(this.box("progress"));
  }

  /** @param {any} question @param {any} target */
  #entered(question, target) {
    const key = this.key(question);
    const { check, question: id } = question.dataset;
    if (target.closest(".question__sure")) this.draft.sure[key] = +target.value;
    else this.draft.answers[key] = controlsOf(question).read(question);
    if (!this.graded(key)) this.record.reflect(check, id, target.value, partOf(question, "prompt").textContent.trim());
    this.changed(key);
  }

  /** Feedback stands only beside the answer that it is for. @param {string} key */
  changed(key) {
    this.given.delete(key);
    this.quiet(key);
    this.save();
  }

  /** @param {any} question @param {any} pressed */
  #move(question, pressed) {
    const [moved, text] = controlsOf(question).move(pressed);
    this.say(text);
    if (moved) this.#entered(question, pressed);
  }

  // -- what it is made of

  /** @param {string} tag @param {string} name of a class @param {...(string | Node)} content @returns {any} */
  element(tag, name, ...content) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...content);
    return node;
  }

  /** @param {string} text @param {string} action @param {string} [kind] */
  button(text, action, kind) {
    const node = this.element("button", kind ? `check__button check__button--${kind}` : "check__button", text);
    node.type = "button";
    node.dataset.action = action;
    return node;
  }
}

/** @param {any} answer a text, a list or a table */
function filled(answer) {
  return Object.values(answer ?? "").join("").trim() !== "";
}
