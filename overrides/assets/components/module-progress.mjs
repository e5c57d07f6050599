// @ts-check
import { nextLesson } from "../lib/next-lesson.mjs";
import { moduleProgress } from "../lib/progress.mjs";
import { openRecord } from "../lib/record.mjs";
import { standing } from "../lib/say.mjs";

/** How far the learner is in a module: a line, a word at each lesson, and a link to where they go on. */
export class ModuleProgress extends HTMLElement {
  static define(tag = "module-progress") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  #record = openRecord();
  #stop = () => {};

  connectedCallback() {
    this.#stop = this.#record.subscribe(() => this.#show());
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  #show() {
    const lessons = (this.dataset.lessons ?? "").split(" ");
    const progress = moduleProgress(this.#record, { lessons, final: this.dataset.final });
    const begun = progress.done > 0 || progress.best !== undefined;
    const line = this.querySelector(".module__progress");
    if (line) line.textContent = standing(progress);
    line?.toggleAttribute("hidden", !begun);
    const next = this.#mark(begun, progress.passed);
    const way = this.querySelector("a.module__continue");
    if (way instanceof HTMLAnchorElement) this.#lead(way, next, begun);
    this.querySelector(".module__certificate")?.toggleAttribute("hidden", !progress.passed || progress.done < progress.total);
  }

  /**
   * A word at each lesson and at the final; returns the one to go on with.
   *
   * @param {boolean} begun
   * @param {boolean} passed
   */
  #mark(begun, passed) {
    const done = this.#record.lessons();
    const items = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".module__lesson")]);
    const page = nextLesson(items.flatMap(({ dataset }) => dataset.lesson ?? []), done, this.#record.last()?.page);
    const next = items.find(({ dataset }) => (page ? dataset.lesson === page : dataset.final && !passed));
    for (const item of items) {
      const state = item.querySelector(".module__state");
      const finished = item.dataset.lesson ? done[item.dataset.lesson] : passed;
      const word = finished ? (item.dataset.lesson ? "Done" : "Passed") : item === next ? "Next" : "";
      if (!state) continue;
      state.textContent = word;
      state.toggleAttribute("hidden", !begun || !word);
    }
    return next;
  }

  /** @param {HTMLAnchorElement} way @param {HTMLElement | undefined} next @param {boolean} begun */
  #lead(way, next, begun) {
    const link = next?.querySelector("a");
    way.hidden = !link;
    if (!next || !link) return;
    const number = [...this.querySelectorAll(".module__lesson")].indexOf(next) + 1;
    way.href = link.href;
    way.textContent = next.dataset.final ? "Take the final check" : `${begun ? "Continue" : "Start"} with lesson ${number}`;
  }
}
