// @ts-check
import { moduleProgress } from "../lib/progress.mjs";
import { openRecord } from "../lib/record.mjs";
import { longDay } from "../lib/say.mjs";
/** @import { Attempt } from "../lib/types" */

/** Fills in the certificate and the transcript of a module that the learner has completed, or says what is missing. */
export class TrainingCertificate extends HTMLElement {
  static define(tag = "training-certificate") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  #record = openRecord();
  #stop = () => {};

  connectedCallback() {
    this.#stop = this.#record.subscribe(() => this.#show());
    for (const type of ["input", "change", "submit"]) this.addEventListener(type, this);
    const [name, keep] = [this.#field("person"), this.#field("keep")];
    const kept = this.#record.setting("name");
    if (typeof kept === "string" && name && keep instanceof HTMLInputElement) {
      name.value = kept;
      keep.checked = true;
    }
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "submit") event.preventDefault();
    if (event.type !== "input") this.#keep();
    this.#show();
    if (event.type === "submit") print();
  }

  /** @param {string} name */
  #field(name) {
    const field = this.querySelector("form")?.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : null;
  }

  #name() {
    return (this.#field("person")?.value ?? "").trim();
  }

  /** The name is kept only while the box is ticked. */
  #keep() {
    const box = this.#field("keep");
    const wanted = box instanceof HTMLInputElement && box.checked ? this.#name() : "";
    if (wanted !== (this.#record.setting("name") ?? "")) this.#record.setSetting("name", wanted || null);
  }

  #show() {
    const choice = this.#field("module");
    const papers = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".credential__papers")]);
    const ready = papers.filter((paper) => this.#complete(paper));
    if (choice instanceof HTMLSelectElement) {
      for (const option of choice.options) option.disabled = option.hidden = !ready.some(({ dataset }) => dataset.papers === option.value);
      if (choice.selectedOptions[0]?.disabled ?? true) choice.value = ready[0]?.dataset.papers ?? "";
      choice.closest("p")?.toggleAttribute("hidden", ready.length < 2);
    }
    for (const paper of papers) {
      paper.hidden = !ready.includes(paper) || paper.dataset.papers !== choice?.value;
      if (!paper.hidden) this.#fill(paper);
    }
    this.querySelector("form")?.toggleAttribute("hidden", !ready.length);
    const notice = /** @type {HTMLElement} */ (this.querySelector(".credential__notice"));
    notice.textContent = this.#record.problems[0]?.message ?? "";
    notice.hidden = !notice.textContent;
    this.#missing(ready.map(({ dataset }) => dataset.papers));
  }

  /** @param {HTMLElement} paper */
  #progress(paper) {
    const rows = /** @type {HTMLElement[]} */ ([...paper.querySelectorAll("[data-row]")]);
    return moduleProgress(this.#record, { lessons: rows.map(({ dataset }) => dataset.row ?? ""), final: paper.dataset.final });
  }

  /** @param {HTMLElement} paper */
  #complete(paper) {
    const { done, total, passed } = this.#progress(paper);
    return passed && done === total;
  }

  /** @param {HTMLElement} paper */
  #fill(paper) {
    const finals = this.#record.attempts(paper.dataset.final ?? "").filter(({ kind }) => kind === "final");
    const best = top(finals.filter(({ passed }) => passed));
    if (!best) return;
    const name = this.#name();
    /** @type {Record<string, string>} */
    const words = {
      name,
      date: longDay(best.at),
      score: `${best.percent} percent (${best.points} of ${best.max})`,
      edition: best.edition || (paper.dataset.edition ?? ""),
      attempts: `${finals.length}`,
    };
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (paper.querySelectorAll("[data-field]"))) {
      const { field = "" } = place.dataset;
      if (Object.hasOwn(words, field)) place.textContent = words[field];
      if (field === "name") place.dataset.blank = String(!name);
    }
    const done = this.#record.lessons();
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (paper.querySelectorAll("[data-row]"))) {
      const [day, result] = [row.querySelector("[data-field=done]"), row.querySelector("[data-checks]")];
      const checks = (result?.getAttribute("data-checks") ?? "").split(" ").filter(Boolean);
      const tried = top(checks.flatMap((check) => this.#record.attempts(check)));
      if (day) day.textContent = longDay(done[row.dataset.row ?? ""].at);
      if (result) result.textContent = tried ? `${tried.percent}%` : "none";
    }
  }

  /** @param {(string | undefined)[]} ready modules that are complete */
  #missing(ready) {
    const done = this.#record.lessons();
    let open = 0;
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".credential__todo [data-module]"))) {
      item.hidden = ready.includes(item.dataset.module);
      open += Number(!item.hidden);
      item.querySelector(".credential__missing")?.removeAttribute("hidden");
      for (const gap of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll(".credential__gaps > li"))) {
        const { lesson, final = "" } = gap.dataset;
        gap.hidden = lesson ? Boolean(done[lesson]) : this.#record.attempts(final).some(({ kind, passed }) => kind === "final" && passed);
      }
    }
    this.querySelector(".credential__todo")?.toggleAttribute("hidden", !open);
    this.querySelector(".credential__plain")?.setAttribute("hidden", "");
  }
}

/** The best attempt; of equals the first. @param {Attempt[]} attempts @returns {Attempt | undefined} */
function top(attempts) {
  return attempts.reduce((/** @type {Attempt | undefined} */ best, one) => (best && best.percent >= one.percent ? best : one), undefined);
}
