// @ts-check
import { reflections } from "../lib/progress.mjs";
import { openRecord } from "../lib/record.mjs";
import { count, longDay } from "../lib/say.mjs";

/** Fills a module's workbook with what the learner wrote; what has no note keeps its ruled lines. */
export class TrainingWorkbook extends HTMLElement {
  static define(tag = "training-workbook") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  #record = openRecord();
  #stop = () => {};

  connectedCallback() {
    this.#stop = this.#record.subscribe(() => this.#show());
    this.addEventListener("click", this);
    this.querySelector(".workbook__tools")?.removeAttribute("hidden");
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** @param {Event} event */
  handleEvent({ target }) {
    if (target instanceof Element && target.closest("button")) print();
  }

  #show() {
    const notes = new Map(reflections(this.#record, `${this.dataset.module}/`).map((one) => [`${one.check}#${one.question}`, one]));
    const all = notes.size;
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".workbook__lessons .workbook__question"))) {
      const id = `${place.dataset.check}#${place.dataset.question}`;
      fill(place, notes.get(id));
      notes.delete(id);
    }
    const counted = this.querySelector(".workbook__count");
    const none = this.#record.problems[0]?.message ?? "No notes in this browser yet; the lines are yours to write on.";
    if (counted) counted.textContent = all ? `${count(all, "note")} from this browser.` : none;
    const earlier = this.querySelector(".workbook__earlier");
    earlier?.toggleAttribute("hidden", !notes.size);
    for (const old of this.querySelectorAll(".workbook__question--earlier")) old.remove();
    for (const note of notes.values()) earlier?.append(replaced(note));
  }
}

/** @typedef {{ text: string, prompt: string, at: string }} Note */

/** @param {HTMLElement} place @param {Note | undefined} note */
function fill(place, note) {
  const [text, when] = [place.querySelector(".workbook__note"), place.querySelector(".workbook__when")];
  if (text) text.textContent = note?.text ?? "";
  if (when) when.textContent = note ? `Written on ${longDay(note.at)}` : "";
  for (const part of [text, when]) part?.toggleAttribute("hidden", !note);
  place.querySelector(".workbook__lines")?.toggleAttribute("hidden", Boolean(note));
}

/** @param {Note} note */
function replaced(note) {
  const place = document.createElement("div");
  place.className = "workbook__question workbook__question--earlier";
  for (const name of ["prompt", "note", "when"]) {
    const part = document.createElement("p");
    part.className = `workbook__${name}`;
    place.append(part);
  }
  if (place.firstElementChild) place.firstElementChild.textContent = note.prompt;
  fill(place, note);
  return place;
}
