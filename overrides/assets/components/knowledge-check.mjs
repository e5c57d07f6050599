// @ts-check
import { all, arrange, drawn, factsOf, grade, mark, reveal, score, shuffled, typeOf, verdict } from "../lib/questions.mjs";
import { openRecord } from "../lib/record.mjs";
/** @import { Draft, Mark } from "../lib/types" */

/** What not every check needs, by what needs it. */
const NEEDS = {
  "[data-kind=final]": () => import("../lib/final.mjs"),
  "[data-kind=review]": () => import("../lib/review-set.mjs"),
  "[data-confidence]": () => import("../lib/confidence.mjs"),
  ".order": () => import("../lib/ordering.mjs"),
  ".scenario": () => import("../lib/scenario.mjs"),
  ".fill": () => import("../lib/written.mjs"),
};
const CONTROL = ".choices input:enabled, .fill__input, .match__select, .order__move";

/**
 * A knowledge check: practice (feedback at once), a final (one result at the end), or a module's review (practice that is due).
 * The HTML inside is complete; this shows and hides it, and keeps what is entered in the learner's record. Public is what
 * final.mjs and review-set.mjs work with.
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
  draft = { phase: "", drawn: [], order: {}, answers: {}, sure: {}, at: null };
  /** @type {any} what was needed */
  #more;

  async connectedCallback() {
    const needed = Object.entries(NEEDS).filter(([selector]) => this.matches(selector) || this.querySelector(selector));
    this.#more ??= Object.assign({}, ...(await Promise.all(needed.map(([, load]) => load()))));
    if (!this.isConnected) return;
    this.dataset.live = "";
    this.questions = new Map(all(this, ".question").map((question) => [this.#key(question), question]));
    this.#part("panel").replaceChildren(element("p", "check__notice"), element("div", "check__start"), element("p", "check__progress"));
    this.#part("controls").replaceChildren(
      button("Back", "back"),
      button("Next question", "next"),
      button(this.#final ? "See my result" : "See how it went", "finish"),
      button("Show all questions", "all", "quiet"),
      button("One question at a time", "one", "quiet"),
      button("Print with answers", "print", "quiet"),
    );
    for (const type of ["click", "input", "keydown"]) this.addEventListener(type, this);
    addEventListener("hashchange", this);
    this.#restore();
    this.#arrive();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
  }

  /** @param {any} event */
  handleEvent(event) {
    const { type, target, key } = event;
    if (type === "hashchange") return this.#arrive();
    const question = target.closest(".question");
    if (type === "input") return question && this.#entered(question, target);
    if (type === "keydown") {
      if (key !== "Enter" || !target.matches(".fill__input")) return;
      event.preventDefault();
      return this.#press(this.#final ? "next" : "check", question);
    }
    const pressed = target.closest("button, a[data-go]");
    const { action, move, go } = pressed?.dataset ?? {};
    if (action) this.#press(action, question);
    if (move) this.#move(question, pressed);
    if (!go) return;
    event.preventDefault();
    this.#go(go);
  }

  // -- what there is

  get #final() {
    return this.dataset.kind === "final";
  }

  get #review() {
    return this.dataset.kind === "review";
  }

  get #id() {
    return this.dataset.check ?? "";
  }

  /** @param {string} name @returns {any} */
  #part(name) {
    return this.querySelector(`.check__${name}`);
  }

  /** A review holds several checks. @param {any} question @returns {string} */
  #key({ dataset: { check, question } }) {
    return this.#review ? `${check}/${question}` : question;
  }

  #graded = (/** @type {string} */ key) => this.questions.get(key).dataset.type !== "reflection";

  #answered = (/** @type {string} */ key) => (this.#final || !this.#graded(key) ? filled(this.draft.answers[key]) : this.given.has(key));

  /** @param {string} list */
  #shuffles(list) {
    return this.dataset.shuffle?.includes(list);
  }

  #drawn(count = this.dataset.draw) {
    const keys = drawn([...this.questions.keys()], Number(count) || undefined, Math.random);
    return this.#shuffles("questions") ? shuffled(keys, Math.random) : keys;
  }

  // -- where the learner was

  #restore() {
    const old = this.record.draft(this.#id);
    const entries = this.#entries();
    const every = [...this.questions.keys()];
    let keys = old?.drawn.filter((key) => this.questions.has(key)) ?? [];
    if (this.#more.waits?.(old?.phase, keys, entries)) return this.#offer();
    if (!this.#more.waits) {
      if (!old) keys = this.#drawn();
      else if (!this.dataset.draw) keys = [...new Set([...keys, ...every])];
      if (!this.#shuffles("questions")) keys.sort((a, b) => every.indexOf(a) - every.indexOf(b));
    }
    this.#start("", keys);
    Object.assign(this.draft, old, { drawn: keys });
    const { phase, answers, sure } = this.draft;
    for (const key of keys) {
      const { check, question, changed } = this.questions.get(key).dataset;
      const entry = entries.get(key);
      if (changed && changed === JSON.stringify(answers[key])) delete answers[key]; // the question is a new one
      if (!old && entry) [answers[key], sure[key]] = [entry.answer, entry.sure];
      if (!this.#graded(key)) answers[key] = this.record.reflection(check, question)?.text;
      else if (!this.#final && entry?.at >= phase && JSON.stringify(entry.answer) === JSON.stringify(answers[key])) this.given.set(key, entry);
    }
    if (phase === "result") this.#more.gradeAll(this);
    this.#show();
  }

  /** Earlier answers. One to another revision is not current, and its question says so. */
  #entries() {
    /** @type {Record<string, any>} */
    const checks = {};
    const entries = new Map();
    for (const [key, { dataset }] of this.questions) {
      const { check, question, revision } = dataset;
      const entry = (checks[check] ??= this.record.answers(check))[question];
      if (this.record.current(entry, Number(revision))) entries.set(key, entry);
      else if (entry) dataset.changed = JSON.stringify(entry.answer);
    }
    return entries;
  }

  /** @param {string} phase @param {string[]} keys */
  #start(phase, keys) {
    this.given.clear();
    delete this.dataset.done;
    for (const { dataset } of this.questions.values()) delete dataset.ready;
    this.draft = { phase, drawn: keys, order: {}, answers: {}, sure: {}, at: this.dataset.show === "all" ? null : (keys[0] ?? null) };
  }

  /** @param {string} phase @param {string[]} keys */
  #begin(phase, keys) {
    const { answers } = this.draft;
    this.record.dropDraft(this.#id);
    this.#start(phase, keys);
    for (const key of keys) if (!this.#graded(key)) this.draft.answers[key] = answers[key];
    this.#save();
    this.#go(keys[0]);
  }

  /** Before a final begins, or what a review brings today. */
  #offer() {
    const [phase, keys] = this.#more.opening(this);
    this.#start(phase, keys);
    this.#show();
    this.#write("start", this.#more.offer(this));
  }

  #save() {
    this.record.saveDraft(this.#id, this.draft);
    this.#progress();
  }

  // -- showing

  #show() {
    const { drawn: keys, phase } = this.draft;
    const at = (this.draft.at &&= keys.includes(this.draft.at) ? this.draft.at : keys[0]);
    const shown = keys.map((key) => this.questions.get(key));
    const list = this.#part("questions");
    arrange(list, shown);
    for (const question of list.children) {
      const place = shown.indexOf(question);
      question.hidden = place < 0 || (at && at !== keys[place]);
      if (place >= 0) question.value = place + 1;
      if (!question.hidden) this.#ready(keys[place], question);
    }
    list.hidden = this.#part("controls").hidden = !keys.length;
    this.#part("panel").hidden = false;
    for (const part of all(this, ".check__result, .check__objectives")) part.hidden = true;
    this.#part("start").replaceChildren();
    const done = phase === "result";
    const last = at === keys.at(-1);
    const several = keys[1];
    this.#offers(this.#part("controls"), {
      back: at && at !== keys[0],
      next: at && !last,
      finish: !done && (!at || last),
      all: at && several,
      one: !at && !done && several,
      print: !this.#final || done,
    });
    if (done) this.#write("result", this.#more.outcome(this, this.#part("objectives")));
    this.#progress();
  }

  #progress() {
    const { drawn: keys, at, phase } = this.draft;
    const { length: all } = keys;
    const { length: answered } = keys.filter(this.#answered);
    const [progress, notice] = [this.#part("progress"), this.#part("notice")];
    progress.hidden = !all || phase === "result";
    const count = answered === all ? "all answered" : at ? `${answered} answered` : `${answered} of ${all} answered`;
    progress.textContent = at ? `Question ${keys.indexOf(at) + 1} of ${all}${answered ? ", " + count : ""}` : count;
    progress.style.setProperty("--check-done", `${(100 * answered) / all}%`);
    for (const go of [...this.#part("controls").children].slice(1, 3)) go.classList.toggle("check__button--main", !at || this.#answered(at));
    const problems = [...new Set(this.record.problems.map(({ message }) => message))].join(" ");
    if (notice.textContent !== problems) notice.textContent = problems;
  }

  /** Prepares a question when it is first seen. @param {string} key @param {any} question */
  #ready(key, question) {
    const { dataset } = question;
    if ("ready" in dataset) return;
    dataset.ready = "";
    const { answers, sure, order } = this.draft;
    if (this.#shuffles("choices") && /^(sing|mult)/.test(dataset.type) && !("keepOrder" in dataset)) {
      const choices = question.querySelector(".choices");
      const id = (/** @type {any} */ label) => label.querySelector("input").value;
      arrange(choices, (order[key] ??= shuffled([...choices.children].map(id), Math.random)), id);
    }
    if (!question.querySelector(".question__actions").firstChild) this.#equip(question);
    typeOf(question).fill(question, answers[key]);
    for (const input of all(question, ".question__sure input")) input.checked = +input.value === sure[key];
    if (this.given.has(key)) this.#feedback(key);
    else this.#quiet(key);
  }

  /** Gives a question its buttons. @param {any} question */
  #equip(question) {
    const [again, tell] = typeOf(question).labels ?? ["Try again", "Show the answer"];
    for (const step of all(question, ".scenario__step fieldset")) step.append(button("Go on", "on", "main"));
    if ("changed" in question.dataset) question.prepend(element("p", "question__changed", "This question has changed since you answered it."));
    if (!this.#graded(this.#key(question))) return;
    this.#more.askSure?.(question);
    question.querySelector(".question__actions").append(button("Check answer", "check", "main"), button(again, "again"), button(tell, "tell", "quiet"));
  }

  /** Says what is right of an answer, and why; `told`: the whole key may be seen. @param {string} key */
  #feedback(key, told = this.#final) {
    const question = this.questions.get(key);
    const facts = factsOf(question);
    const result = grade(facts, this.draft.answers[key]);
    const answer = question.querySelector(".question__answer");
    told ||= result.right;
    this.#tell(question, ...verdict(facts, result));
    mark(question, result);
    this.#lock(question, this.#final);
    answer.hidden = !reveal(question, facts, result, told);
    answer.open = !this.#final || !result.right;
    answer.toggleAttribute("data-told", !this.#final);
    this.#buttons(question, { again: !result.right || typeOf(question).goOn, tell: !told });
  }

  /** Takes the feedback away; the answer stays. @param {string} key */
  #quiet(key) {
    const question = this.questions.get(key);
    const answer = question.querySelector(".question__answer");
    if (!this.#graded(key)) return this.#tell(question, this.#answered(key) ? "Kept in this browser." : "");
    this.#tell(question, "");
    mark(question);
    this.#lock(question, false);
    answer.hidden = true;
    answer.open = false;
    this.#buttons(question, { check: !typeOf(question).goOn });
  }

  /** @param {any} question @param {string} text */
  #tell(question, text, tone = "note") {
    const told = question.querySelector(".question__verdict");
    told.textContent = text;
    told.dataset.tone = tone;
    told.hidden = !text;
  }

  /** @param {any} question @param {boolean} locked */
  #lock(question, locked) {
    for (const control of all(question, ".question > .question__field, .question__sure, .fill__input")) control.disabled = locked;
  }

  /** @param {any} question @param {Record<string, any>} shown */
  #buttons(question, shown) {
    const actions = question.querySelector(".question__actions");
    this.#offers(actions, shown);
    actions.hidden = this.#final || !all(actions, ":not([hidden])").length;
  }

  /** @param {any} buttons @param {Record<string, any>} shown by action */
  #offers(buttons, shown) {
    for (const one of buttons.children) one.hidden = !shown[one.dataset.action];
  }

  /** Announces; for the eye the words stand elsewhere. @param {string} text */
  #say(text) {
    const status = this.#part("status");
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  }

  /** Moves the focus and scrolls no further than needed; what comes last matters most. @param {any} target @param {...any} seen */
  #look(target, ...seen) {
    if (!target.matches("input, select, button")) target.tabIndex = -1;
    for (const node of [...seen, target]) node.scrollIntoView({ block: "nearest", behavior: "instant" });
    target.focus({ preventScroll: true });
  }

  /** @param {string} key */
  #go(key) {
    const one = this.draft.at !== null;
    if (one) this.draft.at = key;
    if (one) this.#save();
    this.#show();
    const question = this.questions.get(key);
    this.#look(question.querySelector(".question__situation, .question__prompt"), question, one ? this.#part("panel") : question);
  }

  /** A question that the address names is shown. */
  #arrive() {
    const [key, question] = [...this.questions].find(([, { id }]) => `#${id}` === location.hash) ?? [""];
    if (!this.draft.drawn.includes(key)) return;
    if (this.draft.at) this.draft.at = key;
    this.#show();
    question.scrollIntoView();
  }

  /**
   * Writes rows into a part: texts, a score, a list, buttons.
   *
   * @param {string} part
   * @param {any[]} rows
   */
  #write(part, rows) {
    const nodes = rows.map((row) => {
      const { score, list, buttons } = row;
      if (list) return element("ul", "check__list", ...list.map((/** @type {Node[]} */ item) => element("li", "", ...item)));
      if (buttons) return element("p", "check__row", ...buttons.map((/** @type {[string, string]} */ one) => button(...one)));
      return element("p", score ? "check__score" : "", score ?? row);
    });
    this.#part(part).replaceChildren(...nodes);
    this.#part(part).hidden = false;
  }

  /** @param {string} key */
  link = (key) => {
    const link = element("a", "", `Question ${this.draft.drawn.indexOf(key) + 1}`);
    link.href = `#${this.questions.get(key).id}`;
    link.dataset.go = key;
    return link;
  };

  // -- what the learner does

  /** @param {string} action @param {any} [question] */
  #press(action, question) {
    const { drawn: keys, at } = this.draft;
    const key = question && this.#key(question);
    const place = keys.indexOf(at ?? key);
    /** @type {Record<string, () => void>} */
    const does = {
      check: () => this.#check(question),
      again: () => this.#again(key, question),
      on: () => this.#walk(key, question),
      tell: () => {
        this.#feedback(key, true);
        this.#say("The answer is shown.");
        this.#look(question.querySelector(".question__verdict"));
      },
      back: () => this.#go(keys[place - 1]),
      next: () => (keys[place + 1] ? this.#go(keys[place + 1]) : this.#finish()),
      finish: () => this.#finish(),
      anyway: () => this.#submit(),
      before: () => this.#begin("before", this.#drawn(this.dataset.before)),
      begin: () => this.#begin(this.#final ? "final" : this.record.now().toISOString(), this.#review ? [...this.questions.keys()] : this.#drawn()),
      all: () => this.#turn(null),
      one: () => this.#turn(keys.find((one) => !this.#answered(one)) ?? keys[0]),
      print: () => this.#print(),
    };
    does[action]();
  }

  /** One question at a time, or all. @param {string | null} at */
  #turn(at) {
    this.draft.at = at;
    this.#save();
    this.#show();
    this.#look(this.#part("progress"));
  }

  #finish() {
    const open = this.draft.drawn.filter((key) => !this.#answered(key));
    if (this.#final && !open.length) return this.#submit();
    this.#write("result", this.#final ? this.#more.warning(open.map(this.link)) : this.#summary());
    this.#look(this.#part("result"));
  }

  /** @param {any} question @param {any} target */
  #entered(question, target) {
    const key = this.#key(question);
    const { check, question: id } = question.dataset;
    if (target.closest(".question__sure")) this.draft.sure[key] = +target.value;
    else this.draft.answers[key] = typeOf(question).read(question);
    if (!this.#graded(key)) this.record.reflect(check, id, target.value, question.querySelector(".question__prompt").textContent.trim());
    this.#changed(key);
  }

  /** Feedback stands only beside the answer that it is for. @param {string} key */
  #changed(key) {
    this.given.delete(key);
    this.#quiet(key);
    this.#save();
  }

  /** @param {any} question @param {any} pressed */
  #move(question, pressed) {
    const [moved, text] = typeOf(question).move(pressed);
    this.#say(text);
    if (moved) this.#entered(question, pressed);
  }

  /** Goes on in a scenario. @param {string} key @param {any} question */
  #walk(key, question) {
    const [way, step, feedback] = typeOf(question).goOn(question);
    if (!way) return this.#ask(question);
    this.draft.answers[key] = way;
    this.#changed(key);
    if (!step) return this.#check(question);
    this.#say(feedback.textContent);
    this.#look(step, step, feedback);
  }

  /** @param {any} question */
  #ask(question) {
    const text = typeOf(question).empty ?? "Choose an answer first.";
    this.#tell(question, text);
    this.#say(text);
    question.querySelector(CONTROL)?.focus();
  }

  /** @param {any} question */
  #check(question) {
    const key = this.#key(question);
    const { check, question: id, type, revision } = question.dataset;
    const answer = this.draft.answers[key];
    const { empty, points, right } = grade(factsOf(question), answer);
    if (empty) return this.#ask(question);
    const given = { revision: +revision, answer, points, right, sure: this.draft.sure[key] };
    const told = question.querySelector(".question__verdict");
    this.given.set(key, given);
    this.#feedback(key);
    this.#say(told.textContent);
    this.record.answer(check, id, given);
    question.querySelector(".question__changed")?.remove();
    this.#save();
    this.emit("check-answered", { check, question: id, type, ...given });
    this.#finished();
    this.#look(told, question.querySelector(".question__answer")); // last: it lays the page out
  }

  /** @param {string} key @param {any} question */
  #again(key, question) {
    if (typeOf(question).goOn) typeOf(question).fill(question, (this.draft.answers[key] = []));
    this.#changed(key);
    this.#look(question.querySelector(".choices input:checked") ?? question.querySelector(CONTROL));
  }

  // -- the end

  /** Once in each pass of practice: every graded question has been answered. */
  #finished() {
    const { lesson } = this.dataset;
    const done = this.draft.drawn.every((key) => this.given.has(key) || !this.#graded(key));
    if ((done && !this.draft.at) || !this.#part("result").hidden) this.#write("result", this.#summary());
    if (done && lesson) this.record.finishLesson(lesson);
    if (done && !("done" in this.dataset) && (this.#review || this.record.attempts(this.#id).every(({ at }) => at <= this.draft.phase))) this.end("practice");
  }

  #summary() {
    const keys = this.draft.drawn.filter(this.#graded);
    const states = keys.map((key) => (this.given.has(key) ? (this.given.get(key)?.right ? "right" : "not right yet") : "not answered yet"));
    const [right, open] = ["right", "not answered yet"].map((state) => states.filter((one) => one === state).length);
    return [
      { score: `${right} of ${keys.length} right` },
      open ? `${open} still to answer.` : `Every question is answered${this.dataset.lesson ? ": this lesson now counts as done" : ""}.`,
      { list: keys.map((key, at) => [this.link(key), `: ${states[at]}`]) },
      { buttons: [["Go through it again", "begin"]] },
    ];
  }

  /** What the record keeps and listeners hear of the whole check. @param {any} kind */
  end(kind) {
    const facts = this.facts();
    this.dataset.done = "";
    if (!this.#review) this.record.attempt(this.#id, { kind, edition: this.dataset.edition, ...facts });
    this.emit("check-finished", { check: this.#id, kind: this.#review ? "review" : kind, ...facts });
  }

  facts() {
    const keys = this.draft.drawn.filter(this.#graded);
    /** @type {any[]} */
    const given = keys.map((key) => this.given.get(key));
    /** @type {Record<string, number[]>} */
    const objectives = {};
    for (const [at, key] of keys.entries()) {
      const tally = (objectives[this.questions.get(key).dataset.objective] ??= [0, 0]);
      tally[0] += given[at].points;
      tally[1] += 1;
    }
    const total = score(given);
    const sureWrong = keys.filter((_, at) => given[at].sure === 3 && !given[at].right);
    return { ...total, passed: Boolean(this.#more.passed?.(this, total)), objectives, sureWrong, questions: keys };
  }

  /** Hands a final in, or the check before the start. */
  #submit() {
    const { drawn: keys, phase } = this.draft;
    this.#more.handIn(this);
    if (phase === "before") {
      this.record.dropDraft(this.#id);
      this.#offer();
      return this.#look(this.#part("start"));
    }
    for (const key of keys) delete this.questions.get(key).dataset.ready;
    Object.assign(this.draft, { phase: "result", at: null });
    this.#save();
    this.#show();
    this.#say(this.#part("score").textContent);
    this.#look(this.#part("result"));
  }

  #print() {
    const folded = all(this, ".question__answer:not([open])");
    const unfold = (/** @type {boolean} */ open) => {
      this.toggleAttribute("data-answers", open);
      for (const details of folded) details.open = open;
    };
    addEventListener("afterprint", () => unfold(false), { once: true });
    unfold(true);
    print();
  }

  /** @param {string} type @param {object} detail */
  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

/** @param {any} answer a text, a list or a table */
function filled(answer) {
  return Object.values(answer ?? "").join("").trim() !== "";
}

/** @param {string} tag @param {string} name of a class @param {...(string | Node)} content @returns {any} */
function element(tag, name, ...content) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...content);
  return node;
}

/** @param {string} text @param {string} action @param {string} [kind] */
function button(text, action, kind) {
  const node = element("button", kind ? `check__button check__button--${kind}` : "check__button", text);
  node.type = "button";
  node.dataset.action = action;
  return node;
}
