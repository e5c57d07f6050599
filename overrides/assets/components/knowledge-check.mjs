// @ts-check
import { drawn, grade, passes, score, shuffled } from "../lib/grading.mjs";
import { all, answerOf, arrange, factsOf, fill, mark, reveal, verdict, walk } from "../lib/questions.mjs";
import { openRecord } from "../lib/record.mjs";
/** @import { Draft, Mark } from "../lib/types" */

const CONTROL = ".choices input:enabled, .fill__input, .match__select, .order__move";
/** @type {Record<string, string>} */
const EMPTY = { ordering: "Move at least one item first.", "fill-in": "Write an answer first.", numeric: "Write a number first." };

/**
 * A knowledge check: practice (feedback at once), a final (one result at the end), or a module's review (practice that is due).
 * The HTML inside is complete; this shows and hides it, and keeps what is entered in the learner's record.
 */
export class KnowledgeCheck extends HTMLElement {
  static define(tag = "knowledge-check") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  #record = openRecord();
  /** @type {Map<string, any>} elements */
  #questions = new Map();
  /** @type {Map<string, Mark>} in practice one by one, in a final all at the end */
  #given = new Map();
  /** @type {Draft} `phase` of a final: "", "before", "final", "result"; else the moment when this pass began, "" for the first */
  #draft = { phase: "", drawn: [], order: {}, answers: {}, sure: {}, at: null };
  /** @type {any} what only finals or only reviews need */
  #more;
  /** @type {any} */
  #sure;
  /** @type {any[]} answers unfolded for paper */
  #unfolded = [];

  async connectedCallback() {
    if (this.#final) this.#more ??= await import("../lib/final.mjs");
    if (this.#review) this.#more ??= await import("../lib/review-set.mjs");
    if ("confidence" in this.dataset) this.#sure ??= await import("../lib/confidence.mjs");
    if (!this.isConnected) return;
    this.dataset.live = "";
    this.#questions = new Map(all(this, ".question").map((question) => [this.#key(question), question]));
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
    for (const type of ["hashchange", "afterprint"]) addEventListener(type, this);
    this.#restore();
    this.#arrive();
  }

  disconnectedCallback() {
    for (const type of ["hashchange", "afterprint"]) removeEventListener(type, this);
  }

  /** @param {any} event */
  handleEvent(event) {
    const { type, target } = event;
    if (type === "hashchange") return this.#arrive();
    if (type === "afterprint") return this.#printed();
    const question = target.closest(".question");
    if (type === "input") return question && this.#entered(question, target);
    if (type === "keydown") {
      if (event.key !== "Enter" || !target.matches(".fill__input")) return;
      event.preventDefault();
      return this.#press(this.#final ? "next" : "check", question);
    }
    const { action, move, go } = target.closest("button, a[data-go]")?.dataset ?? {};
    if (action) this.#press(action, question);
    if (move) this.#move(question, target.closest("button"), move === "up");
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

  /** What a final or a review works with. @returns {import("../lib/final.mjs").Kit} */
  get #kit() {
    const [record, draft, given, questions] = [this.#record, this.#draft, this.#given, this.#questions];
    const emit = (/** @type {string} */ type, /** @type {object} */ detail) => this.#emit(type, detail);
    return { settings: this.dataset, record, draft, given, questions, emit, facts: () => this.#facts(), end: (kind) => this.#end(kind) };
  }

  /** @param {string} name @returns {any} */
  #part(name) {
    return this.querySelector(`.check__${name}`);
  }

  /** A review holds several checks. @param {any} question @returns {string} */
  #key({ dataset: { check, question } }) {
    return this.#review ? `${check}/${question}` : question;
  }

  #graded = (/** @type {string} */ key) => this.#questions.get(key).dataset.type !== "reflection";

  #answered = (/** @type {string} */ key) => (this.#final || !this.#graded(key) ? filled(this.#draft.answers[key]) : this.#given.has(key));

  /** @param {string} list */
  #shuffles(list) {
    return this.dataset.shuffle?.includes(list);
  }

  #drawn(count = this.dataset.draw) {
    const keys = drawn([...this.#questions.keys()], Number(count) || undefined, Math.random);
    return this.#shuffles("questions") ? shuffled(keys, Math.random) : keys;
  }

  // -- where the learner was

  #restore() {
    const old = this.#record.draft(this.#id);
    const entries = this.#entries();
    const every = [...this.#questions.keys()];
    let keys = old?.drawn.filter((key) => this.#questions.has(key)) ?? [];
    this.#start("", []);
    if (this.#final ? !old?.phase || !keys.length : this.#review && keys.every((key) => entries.get(key)?.at >= (old?.phase ?? ""))) return this.#offer();
    if (!this.#final && !this.#review) {
      if (!old) keys = this.#drawn();
      else if (!this.dataset.draw) keys = [...new Set([...keys, ...every])];
      if (!this.#shuffles("questions")) keys.sort((a, b) => every.indexOf(a) - every.indexOf(b));
    }
    this.#start("", keys);
    Object.assign(this.#draft, old, { drawn: keys });
    const { phase, answers, sure } = this.#draft;
    for (const key of keys) {
      const { check, question } = this.#questions.get(key).dataset;
      const entry = entries.get(key);
      if (!old && entry) [answers[key], sure[key]] = [entry.answer, entry.sure];
      if (!this.#graded(key)) answers[key] = this.#record.reflection(check, question)?.text;
      else if (!this.#final && entry?.at >= phase && JSON.stringify(entry.answer) === JSON.stringify(answers[key])) this.#given.set(key, entry);
    }
    if (phase === "result") this.#more.gradeAll(this.#kit);
    this.#show();
  }

  /** Earlier answers. One to another revision is not current, and its question says so. */
  #entries() {
    const checks = new Map();
    const entries = new Map();
    for (const [key, { dataset }] of this.#questions) {
      const { check, question, revision } = dataset;
      if (!checks.has(check)) checks.set(check, this.#record.answers(check));
      const entry = checks.get(check)[question];
      if (this.#record.current(entry, Number(revision))) entries.set(key, entry);
      else if (entry) dataset.changed = "";
    }
    return entries;
  }

  /** @param {string} phase @param {string[]} keys */
  #start(phase, keys) {
    this.#given.clear();
    delete this.dataset.done;
    for (const { dataset } of this.#questions.values()) delete dataset.ready;
    this.#draft = { phase, drawn: keys, order: {}, answers: {}, sure: {}, at: this.dataset.show === "all" ? null : (keys[0] ?? null) };
  }

  /** @param {string} phase @param {string[]} keys */
  #begin(phase, keys) {
    const { answers } = this.#draft;
    this.#record.dropDraft(this.#id);
    this.#start(phase, keys);
    for (const key of keys) if (!this.#graded(key)) this.#draft.answers[key] = answers[key];
    this.#save();
    this.#go(keys[0]);
  }

  /** Before a final begins, or what a review brings today. */
  #offer() {
    const [phase, keys] = this.#more.opening(this.#kit);
    this.#start(phase, keys);
    this.#show();
    this.#write("start", this.#more.offer(this.#kit));
  }

  #save() {
    this.#record.saveDraft(this.#id, this.#draft);
    this.#progress();
  }

  // -- showing

  #show() {
    const { drawn: keys, phase } = this.#draft;
    const at = (this.#draft.at &&= keys.includes(this.#draft.at) ? this.#draft.at : keys[0]);
    const shown = keys.map((key) => this.#questions.get(key));
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
    /** @type {Record<string, any>} */
    const shows = { back: at && at !== keys[0], next: at && !last, finish: !done && (!at || last), all: at && keys[1], one: !at && !done && keys[1], print: !this.#final || done };
    for (const one of this.#part("controls").children) one.hidden = !shows[one.dataset.action];
    if (done) this.#write("result", this.#more.outcome(this.#kit, this.#part("objectives")));
    this.#progress();
  }

  #progress() {
    const { drawn: keys, at, phase } = this.#draft;
    const answered = keys.filter(this.#answered).length;
    const [progress, notice] = [this.#part("progress"), this.#part("notice")];
    progress.hidden = !keys.length || phase === "result";
    const count = answered === keys.length ? "all answered" : at ? `${answered} answered` : `${answered} of ${keys.length} answered`;
    progress.textContent = at ? `Question ${keys.indexOf(at) + 1} of ${keys.length}${answered ? ", " + count : ""}` : count;
    progress.style.setProperty("--check-done", `${(100 * answered) / keys.length}%`);
    for (const go of [...this.#part("controls").children].slice(1, 3)) go.classList.toggle("check__button--main", !at || this.#answered(at));
    const problems = [...new Set(this.#record.problems.map(({ message }) => message))].join(" ");
    if (notice.textContent !== problems) notice.textContent = problems;
  }

  /** Prepares a question when it is first seen. @param {string} key @param {any} question */
  #ready(key, question) {
    const { dataset } = question;
    if ("ready" in dataset) return;
    dataset.ready = "";
    const { answers, sure, order } = this.#draft;
    if (this.#shuffles("choices") && /^(sing|mult)/.test(dataset.type) && !("keepOrder" in dataset)) {
      const choices = question.querySelector(".choices");
      const id = (/** @type {any} */ label) => label.querySelector("input").value;
      arrange(choices, (order[key] ??= shuffled([...choices.children].map(id), Math.random)), id);
    }
    if (!question.querySelector(".question__actions").firstChild) this.#equip(question);
    fill(question, answers[key]);
    for (const input of all(question, ".question__sure input")) input.checked = +input.value === sure[key];
    if (this.#given.has(key)) this.#feedback(key);
    else this.#quiet(key);
  }

  /** Gives a question its buttons. @param {any} question */
  #equip(question) {
    const { dataset } = question;
    const scenario = dataset.type === "scenario";
    for (const moves of all(question, ".order__moves")) moves.hidden = false;
    for (const step of all(question, ".scenario__step fieldset")) step.append(button("Go on", "on", "main"));
    if ("changed" in dataset) question.prepend(element("p", "question__changed", "This question has changed since you answered it."));
    if (!this.#graded(this.#key(question))) return;
    this.#sure?.askSure(question);
    question.querySelector(".question__actions").append(
      button("Check answer", "check", "main"),
      button(scenario ? "Walk another way" : "Try again", "again"),
      button(scenario ? "Show where each choice leads" : "Show the answer", "tell", "quiet"),
    );
  }

  /** Says what is right of an answer, and why; `told`: the whole key may be seen. @param {string} key */
  #feedback(key, told = this.#final) {
    const question = this.#questions.get(key);
    const facts = factsOf(question);
    const result = grade(facts, this.#draft.answers[key]);
    const answer = question.querySelector(".question__answer");
    const [text, tone] = verdict(facts, result);
    this.#tell(question, text, tone);
    mark(question, result);
    lock(question, this.#final);
    told ||= result.right;
    answer.hidden = !reveal(question, facts, result, told);
    answer.open = !this.#final || !result.right;
    answer.toggleAttribute("data-told", !this.#final);
    this.#buttons(question, { again: !result.right || facts.type === "scenario", tell: !told });
  }

  /** Takes the feedback away; the answer stays. @param {string} key */
  #quiet(key) {
    const question = this.#questions.get(key);
    const answer = question.querySelector(".question__answer");
    if (!this.#graded(key)) return this.#tell(question, this.#answered(key) ? "Kept in this browser." : "");
    this.#tell(question, "");
    mark(question);
    lock(question, false);
    answer.hidden = true;
    answer.open = false;
    this.#buttons(question, { check: question.dataset.type !== "scenario" });
  }

  /** @param {any} question @param {string} text */
  #tell(question, text, tone = "note") {
    const told = question.querySelector(".question__verdict");
    told.textContent = text;
    told.dataset.tone = tone;
    told.hidden = !text;
  }

  /** @param {any} question @param {Record<string, boolean>} shown */
  #buttons(question, shown) {
    const actions = question.querySelector(".question__actions");
    for (const one of actions.children) one.hidden = !shown[one.dataset.action];
    actions.hidden = this.#final || !all(actions, ":not([hidden])").length;
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
    const one = this.#draft.at !== null;
    if (one) this.#draft.at = key;
    if (one) this.#save();
    this.#show();
    const question = this.#questions.get(key);
    this.#look(question.querySelector(".question__situation, .question__prompt"), question, one ? this.#part("panel") : question);
  }

  /** A question that the address names is shown. */
  #arrive() {
    const question = all(this, ".question").find(({ id }) => `#${id}` === location.hash);
    if (!question || !this.#draft.drawn.includes(this.#key(question))) return;
    if (this.#draft.at) this.#draft.at = this.#key(question);
    this.#show();
    question.scrollIntoView();
  }

  /**
   * Writes rows into a part: texts, a score, buttons, links to questions or to lessons.
   *
   * @param {string} part
   * @param {any[]} rows
   */
  #write(part, rows) {
    const list = (/** @type {any[]} */ items) => element("ul", "check__list", ...items.map((item) => element("li", "", ...item)));
    const nodes = rows.map((row) => {
      const { score, buttons, keys, says, links } = row;
      if (score) return element("p", "check__score", score);
      if (buttons) return element("p", "check__row", ...buttons.map((/** @type {[string, string]} */ one) => button(...one)));
      if (links) return list(links.map((/** @type {Node} */ link) => [link.cloneNode(true)]));
      if (keys) return list(keys.map((/** @type {string} */ key) => [this.#link(key), ...(says ? [`: ${says(key)}`] : [])]));
      return element("p", "", row);
    });
    this.#part(part).replaceChildren(...nodes);
    this.#part(part).hidden = false;
  }

  /** @param {string} key */
  #link(key) {
    const link = element("a", "", `Question ${this.#draft.drawn.indexOf(key) + 1}`);
    link.href = `#${this.#questions.get(key).id}`;
    link.dataset.go = key;
    return link;
  }

  // -- what the learner does

  /** @param {string} action @param {any} [question] @returns {void} */
  #press(action, question) {
    const { drawn: keys, at } = this.#draft;
    const key = question && this.#key(question);
    const next = (/** @type {number} */ by) => keys[keys.indexOf(at ?? key) + by];
    if (action === "check") this.#check(question);
    if (action === "again") this.#again(key, question);
    if (action === "on") this.#walk(key, question);
    if (action === "back") this.#go(next(-1));
    if (action === "next" && next(1)) this.#go(next(1));
    else if (action === "next" || action === "finish") this.#finish();
    if (action === "anyway") this.#submit();
    if (action === "before") this.#begin("before", this.#drawn(this.dataset.before));
    if (action === "begin") this.#begin(this.#final ? "final" : this.#record.now().toISOString(), this.#review ? [...this.#questions.keys()] : this.#drawn());
    if (action === "print") this.#print();
    if (action === "tell") {
      this.#feedback(key, true);
      this.#say("The answer is shown.");
      this.#look(question.querySelector(".question__verdict"));
    }
    if (action === "all" || action === "one") {
      this.#draft.at = action === "all" ? null : (keys.find((one) => !this.#answered(one)) ?? keys[0]);
      this.#save();
      this.#show();
      this.#look(this.#part("progress"));
    }
  }

  #finish() {
    const open = this.#draft.drawn.filter((key) => !this.#answered(key));
    if (!this.#final) this.#summary();
    else if (open.length) this.#write("result", this.#more.warning(open));
    else return this.#submit();
    this.#look(this.#part("result"));
  }

  /** @param {any} question @param {any} target */
  #entered(question, target) {
    const key = this.#key(question);
    const { check, question: id } = question.dataset;
    if (target.closest(".question__sure")) this.#draft.sure[key] = +target.value;
    else this.#draft.answers[key] = answerOf(question);
    if (!this.#graded(key)) this.#record.reflect(check, id, target.value, question.querySelector(".question__prompt").textContent.trim());
    this.#changed(key);
  }

  /** Feedback stands only beside the answer that it is for. @param {string} key */
  #changed(key) {
    this.#given.delete(key);
    this.#quiet(key);
    this.#save();
  }

  /** @param {any} question @param {any} pressed @param {boolean} up */
  #move(question, pressed, up) {
    const item = pressed.closest(".order__item");
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (up) other?.before(item);
    else other?.after(item);
    pressed.focus();
    const items = [...item.parentElement.children];
    this.#say(`${other ? "Moved to" : "Already at"} place ${items.indexOf(item) + 1} of ${items.length}.`);
    if (other) this.#entered(question, item);
  }

  /** Goes on in a scenario. @param {string} key @param {any} question */
  #walk(key, question) {
    const way = answerOf(question);
    if (way.at(-1)?.length !== 3) return this.#ask(question);
    way.at(-1).pop();
    this.#draft.answers[key] = way;
    const step = walk(question, way);
    this.#changed(key);
    if (!step) return this.#check(question);
    const feedback = all(question, ".scenario__feedback:not([hidden])").at(-1);
    this.#say(feedback.textContent);
    this.#look(step, step, feedback);
  }

  /** @param {any} question */
  #ask(question) {
    const text = EMPTY[question.dataset.type] ?? "Choose an answer first.";
    this.#tell(question, text);
    this.#say(text);
    question.querySelector(CONTROL)?.focus();
  }

  /** @param {any} question */
  #check(question) {
    const key = this.#key(question);
    const { check, question: id, type, revision } = question.dataset;
    const answer = this.#draft.answers[key];
    const { empty, points, right } = grade(factsOf(question), answer);
    if (empty) return this.#ask(question);
    const given = { revision: +revision, answer, points, right, sure: this.#draft.sure[key] };
    const told = question.querySelector(".question__verdict");
    this.#given.set(key, given);
    this.#feedback(key);
    this.#say(told.textContent);
    this.#record.answer(check, id, given);
    this.#save();
    this.#emit("check-answered", { check, question: id, type, ...given });
    this.#finished();
    this.#look(told, question.querySelector(".question__answer")); // last: it lays the page out
  }

  /** @param {string} key @param {any} question */
  #again(key, question) {
    if (question.dataset.type === "scenario") fill(question, (this.#draft.answers[key] = []));
    this.#changed(key);
    this.#look(question.querySelector(".choices input:checked") ?? question.querySelector(CONTROL));
  }

  // -- the end

  /** Once in each pass of practice: every graded question has been answered. */
  #finished() {
    const { lesson } = this.dataset;
    const done = this.#draft.drawn.every((key) => this.#given.has(key) || !this.#graded(key));
    if ((done && !this.#draft.at) || !this.#part("result").hidden) this.#summary();
    if (done && lesson) this.#record.finishLesson(lesson);
    if (done && !("done" in this.dataset) && (this.#review || this.#record.attempts(this.#id).every(({ at }) => at <= this.#draft.phase))) this.#end("practice");
  }

  #summary() {
    const keys = this.#draft.drawn.filter(this.#graded);
    const right = keys.filter((key) => this.#given.get(key)?.right).length;
    const open = keys.filter((key) => !this.#given.has(key)).length;
    const done = this.dataset.lesson ? "Every question is answered: this lesson now counts as done." : "Every question is answered.";
    const says = (/** @type {string} */ key) => (this.#given.has(key) ? (this.#given.get(key)?.right ? "right" : "not right yet") : "not answered yet");
    this.#write("result", [{ score: `${right} of ${keys.length} right` }, open ? `${open} still to answer.` : done, { keys, says }, { buttons: [["Go through it again", "begin"]] }]);
  }

  /** What the record keeps and listeners hear of the whole check. @param {any} kind */
  #end(kind) {
    const facts = this.#facts();
    this.dataset.done = "";
    if (!this.#review) this.#record.attempt(this.#id, { kind, edition: this.dataset.edition, ...facts });
    this.#emit("check-finished", { check: this.#id, kind: this.#review ? "review" : kind, ...facts });
  }

  #facts() {
    const keys = this.#draft.drawn.filter(this.#graded);
    /** @type {any[]} */
    const given = keys.map((key) => this.#given.get(key));
    /** @type {Record<string, number[]>} */
    const objectives = {};
    for (const [at, key] of keys.entries()) {
      const tally = (objectives[this.#questions.get(key).dataset.objective] ??= [0, 0]);
      tally[0] += given[at].points;
      tally[1] += 1;
    }
    const total = score(given);
    const sureWrong = keys.filter((_, at) => given[at].sure === 3 && !given[at].right);
    return { ...total, passed: /final|result/.test(this.#draft.phase) && passes(total, Number(this.dataset.passMark)), objectives, sureWrong, questions: keys };
  }

  /** Hands a final in, or the check before the start. */
  #submit() {
    const { drawn: keys, phase } = this.#draft;
    this.#more.handIn(this.#kit);
    if (phase === "before") {
      this.#record.dropDraft(this.#id);
      this.#offer();
      return this.#look(this.#part("start"));
    }
    for (const key of keys) delete this.#questions.get(key).dataset.ready;
    Object.assign(this.#draft, { phase: "result", at: null });
    this.#save();
    this.#show();
    this.#say(this.#part("score").textContent);
    this.#look(this.#part("result"));
  }

  // -- paper

  #print() {
    this.dataset.answers = "";
    this.#unfolded = all(this, ".question__answer:not([open])");
    for (const details of this.#unfolded) details.open = true;
    print();
  }

  #printed() {
    delete this.dataset.answers;
    for (const details of this.#unfolded.splice(0)) details.open = false;
  }

  /** @param {string} type @param {object} detail */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

/** @param {any} answer */
function filled(answer) {
  return typeof answer === "string" ? answer.trim() !== "" : Object.keys(answer ?? {}).length > 0;
}

/** @param {any} question @param {boolean} locked */
function lock(question, locked) {
  for (const control of all(question, ".question > .question__field, .question__sure, .fill__input")) control.disabled = locked;
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
