// @ts-check
import { nextLesson } from "../lib/next-lesson.mjs";
import { openStore } from "../lib/store.mjs";

/** Leads a learner back to where they stopped. Who has no record sees nothing and loads nothing more. */
export class ContinueTraining extends HTMLElement {
  static define(tag = "continue-training") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  #store = openStore();
  #stop = () => {};

  connectedCallback() {
    this.#stop = this.#store.subscribe(() => this.#show());
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  async #show() {
    const begun = ["last", "lesson:", "attempt:"].some((prefix) => this.#store.keys(prefix).length);
    const way = begun ? await this.#way() : undefined;
    for (const item of this.querySelectorAll("li")) item.hidden = item !== way;
    this.hidden = !way;
  }

  /** In the module of the lesson opened last, else in one that was begun: a lesson, and after the lessons the final check. */
  async #way() {
    const { openRecord } = await import("../lib/record.mjs");
    const record = openRecord(this.#store);
    const done = record.lessons();
    const last = record.last()?.page;
    const lists = [...this.querySelectorAll("ul")].map((list) => [...list.querySelectorAll("li")]);
    const rank = (/** @type {HTMLLIElement[]} */ items) =>
      items.some(({ dataset }) => dataset.lesson === last) ? 2 : items.some(({ dataset }) => done[dataset.lesson ?? ""]) ? 1 : 0;
    for (const items of lists.filter(rank).sort((a, b) => rank(b) - rank(a))) {
      const page = nextLesson(items.flatMap(({ dataset }) => dataset.lesson ?? []), done, last);
      const passed = (/** @type {string} */ check) => record.attempts(check).some(({ kind, passed }) => kind === "final" && passed);
      const way = items.find(({ dataset }) => (page ? dataset.lesson === page : dataset.final && !passed(dataset.final)));
      if (way) return way;
    }
    return undefined;
  }
}
