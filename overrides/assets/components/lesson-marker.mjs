// @ts-check
import { openRecord } from "../lib/record.mjs";

/** Says whether a lesson is done and lets the learner say so; with a title, remembers the lesson as the last one opened. */
export class LessonMarker extends HTMLElement {
  static define(tag = "lesson-marker") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  #record = openRecord();
  #stop = () => {};

  connectedCallback() {
    const { lesson: page = "", title } = this.dataset;
    if (title) this.#record.setLast({ page, title, url: location.pathname });
    this.#stop = this.#record.subscribe(() => this.#show());
    this.addEventListener("click", this);
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** @param {any} event */
  handleEvent({ target: { dataset } }) {
    const { lesson = "" } = this.dataset;
    const done = dataset.done === "true";
    if (!dataset.done) return;
    if (done) this.#record.finishLesson(lesson);
    else this.#record.reopenLesson(lesson);
    const [button, status] = this.#parts("button:not([hidden]), [role=status]");
    const said = done ? "Done: kept in this browser." : "No longer marked as done.";
    button.focus();
    status.textContent = this.#record.problems.find(({ kind }) => kind !== "unreadable")?.message ?? said;
  }

  /** @param {string} selector @returns {NodeListOf<HTMLElement>} */
  #parts(selector) {
    return this.querySelectorAll(selector);
  }

  #show() {
    const done = Boolean(this.#record.lessons()[this.dataset.lesson ?? ""]);
    for (const mark of this.#parts(".lesson__mark")) mark.hidden = false;
    // What marks it as done is for a lesson that is not; the rest is for one that is.
    for (const part of this.#parts("button, .lesson__state")) part.hidden = done === (part.dataset.done === "true");
  }
}
