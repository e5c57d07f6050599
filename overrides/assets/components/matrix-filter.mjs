// @ts-check
import { matches, normalize } from "../lib/words.mjs";

/**
 * Filters the matrix inside it by element, level and words; keeps the filter in the page's address,
 * says how many indicators are shown, and copies the address of an indicator.
 */
export class MatrixFilter extends HTMLElement {
  static define(tag = "matrix-filter") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  /** @type {HTMLFormElement | null} */
  #form = null;
  /** @type {{ item: HTMLElement, element: string, level: string, text: string }[]} */
  #indicators = [];

  connectedCallback() {
    this.#form = this.querySelector("form");
    if (!this.#form) return;
    this.#indicators = [...this.querySelectorAll("li[data-level]")].map((node) => {
      const item = /** @type {HTMLElement} */ (node);
      const { element = "", level = "" } = item.dataset;
      return { item, element, level, text: normalize(item.textContent ?? "") };
    });
    this.#form.hidden = false;
    this.#read();
    this.#apply({ announce: this.#active() });
    for (const type of ["input", "reset", "submit"]) this.#form.addEventListener(type, this);
    this.addEventListener("click", this);
    addEventListener("hashchange", this);
    this.#reveal();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "hashchange") return this.#reveal();
    if (event.type === "click") return this.#copy(event);
    if (event.type === "submit") return event.preventDefault();
    // A reset event comes before the fields change.
    if (event.type === "reset") return queueMicrotask(() => this.#changed());
    this.#changed();
  }

  #changed() {
    this.#apply({ announce: true });
    this.#write();
  }

  /** @param {string} name */
  #value(name) {
    const field = this.#form?.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
  }

  #active() {
    return Boolean(this.#value("words").trim() || this.#value("element") || this.#value("level"));
  }

  /** Fields from the address; values that a field does not know are ignored. */
  #read() {
    const address = new URLSearchParams(location.search);
    for (const name of ["words", "element", "level"]) {
      const field = this.#form?.elements.namedItem(name);
      const wanted = address.get(name);
      if (wanted === null) continue;
      if (field instanceof HTMLInputElement) field.value = wanted.slice(0, 200);
      if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === wanted)) field.value = wanted;
    }
  }

  #write() {
    const address = new URL(location.href);
    for (const name of ["words", "element", "level"]) {
      const value = this.#value(name).trim();
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
  }

  /** @param {{ announce: boolean }} options */
  #apply({ announce }) {
    const [words, element, level] = [this.#value("words"), this.#value("element"), this.#value("level")];
    let shown = 0;
    for (const indicator of this.#indicators) {
      const fits =
        (!element || indicator.element === element) && (!level || indicator.level === level) && matches(indicator.text, words);
      indicator.item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const cell of this.querySelectorAll("td")) {
      cell.toggleAttribute("data-empty", !cell.querySelector("li:not([hidden])"));
    }
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("tbody tr"))) {
      row.hidden = !row.querySelector("li:not([hidden])");
    }
    const status = this.querySelector("[role=status]");
    if (!status) return;
    const all = this.#indicators.length;
    if (!announce) status.textContent = "";
    else if (!shown) status.textContent = "No indicator fits. Try fewer words, or show all.";
    else status.textContent = this.#active() ? `${shown} of ${all} indicators shown` : `All ${all} indicators shown`;
  }

  /** An indicator that the address names is always shown, whatever the filter says. */
  #reveal() {
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target || !this.contains(target)) return;
    if (target.closest("[hidden]")) {
      this.#form?.reset();
      return;
    }
    target.scrollIntoView({ block: "center" });
  }

  /** @param {Event} event */
  #copy(event) {
    const link = event.target instanceof Element ? event.target.closest("a.matrix__anchor") : null;
    if (!(link instanceof HTMLAnchorElement) || !navigator.clipboard) return;
    const status = this.querySelector("[role=status]");
    navigator.clipboard.writeText(link.href).then(
      () => {
        if (status) status.textContent = `Link to ${link.hash.slice(1)} copied`;
      },
      () => {}, // not allowed here: the link still works as a link
    );
  }
}
