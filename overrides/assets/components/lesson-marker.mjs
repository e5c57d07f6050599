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
    const { lesson = "", title } = this.dataset;
    if (title) this.#record.setLast({ page: lesson, title, url: location.pathname });
    this.#stop = this.#record.subscribe(({ key }) => {
      if (!key || key.startsWith("lesson:")) this.#show();
    });
    this.addEventListener("click", this);
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** @param {Event} event */
  handleEvent({ target }) {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    const { lesson = "" } = this.dataset;
    const done = button.dataset.done === "true";
    if (done) this.#record.finishLesson(lesson);
    else this.#record.reopenLesson(lesson);
    this.#show();
    /** @type {HTMLElement | null} */ (this.querySelector("button:not([hidden])"))?.focus();
    const status = this.querySelector("[role=status]");
    const said = done ? "Done: kept in this browser." : "No longer marked as done.";
    if (status) status.textContent = this.#record.problems.find(({ kind }) => kind !== "unreadable")?.message ?? said;
  }

  #show() {
    const done = Boolean(this.#record.lessons()[this.dataset.lesson ?? ""]);
    for (const mark of this.querySelectorAll(".lesson__mark")) mark.removeAttribute("hidden");
    for (const state of this.querySelectorAll(".lesson__state")) state.toggleAttribute("hidden", !done);
    for (const button of this.querySelectorAll("button")) button.hidden = (button.dataset.done === "true") === done;
  }
}
