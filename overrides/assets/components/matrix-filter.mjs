// @ts-check
import { matcher, normalize } from "../lib/words.mjs";

// The filter stands behind `#`, which browsers keep to themselves: words that a reader types never reach the server.
const PREFIX = "#show?";
const NAMES = ["words", "element", "level"];
const REST = 200; // ms without a key, after which the address follows; browsers limit how often it may change

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
  /** @type {{ item: HTMLElement, row: HTMLElement | null, element: string, level: string, text: string }[]} */
  #indicators = [];
  #later = 0;
  #frame = 0;

  connectedCallback() {
    this.#form = this.querySelector("form");
    if (!this.#form) return;
    this.#indicators = [...this.querySelectorAll("li[data-level]")].map((node) => {
      const item = /** @type {HTMLElement} */ (node);
      const { element = "", level = "" } = item.dataset;
      return { item, row: item.closest("tr"), element, level, text: normalize(item.textContent ?? "") };
    });
    this.#form.hidden = false;
    this.#restore();
    for (const type of ["input", "change", "reset", "submit"]) this.#form.addEventListener(type, this);
    this.addEventListener("click", this);
    addEventListener("hashchange", this);
    this.#reveal();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
    this.#keep(); // the address is another page's by now
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "hashchange") return this.#arrive();
    if (event.type === "change") return this.#write();
    if (event.type === "click") return this.#copy(event);
    if (event.type === "submit") return event.preventDefault();
    if (event.type === "reset") {
      event.preventDefault(); // the browser would clear the fields after this event
      this.#clear();
    }
    this.#changed();
  }

  #arrive() {
    this.#keep();
    if (location.hash.startsWith(PREFIX)) this.#restore();
    else this.#reveal();
  }

  #restore() {
    this.#read();
    this.#apply({ announce: this.#active() });
  }

  /** The result comes with the frame that shows the key: made sooner, the browser would lay the page out twice. */
  #changed() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#apply({ announce: true }));
    this.#keep();
    this.#later = setTimeout(() => this.#write(), REST);
  }

  /** @param {string} name */
  #value(name) {
    const field = this.#form?.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
  }

  #clear() {
    for (const name of NAMES) {
      const field = this.#form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = "";
    }
  }

  #active() {
    return Boolean(this.#value("words").trim() || this.#value("element") || this.#value("level"));
  }

  /** Fields from the address; values that a field does not know are ignored. */
  #read() {
    const { hash } = location;
    const address = new URLSearchParams(hash.startsWith(PREFIX) ? hash.slice(PREFIX.length) : "");
    for (const name of NAMES) {
      const field = this.#form?.elements.namedItem(name);
      const wanted = (address.get(name) ?? "").slice(0, 200);
      if (field instanceof HTMLInputElement) field.value = wanted;
      if (field instanceof HTMLSelectElement) field.value = [...field.options].some(({ value }) => value === wanted) ? wanted : "";
    }
  }

  #write() {
    if (!this.#later) return; // nothing changed since the address was read
    this.#keep();
    const address = new URLSearchParams(NAMES.map((name) => [name, this.#value(name).trim()]).filter(([, value]) => value));
    const place = new URL(location.href);
    place.hash = address.size ? PREFIX + address : "";
    history.replaceState(history.state, "", place);
  }

  /** Leave the address as it is. */
  #keep() {
    clearTimeout(this.#later);
    this.#later = 0;
  }

  /** @param {{ announce: boolean }} options */
  #apply({ announce }) {
    const [words, element, level] = [this.#value("words"), this.#value("element"), this.#value("level")];
    const fits = matcher(words);
    let shown = 0;
    /** @type {Map<HTMLElement | null, boolean>} */
    const rows = new Map();
    for (const { item, row, text, ...facts } of this.#indicators) {
      const wanted = (!element || facts.element === element) && (!level || facts.level === level) && fits(text);
      hide(item, !wanted);
      rows.set(row, wanted || Boolean(rows.get(row)));
      if (wanted) shown += 1;
    }
    for (const [row, wanted] of rows) if (row) hide(row, !wanted);
    const status = this.querySelector("[role=status]");
    if (!status) return;
    const all = this.#indicators.length;
    if (!announce) status.textContent = "";
    else if (!shown) status.textContent = "No indicator fits. Try fewer words, or show all.";
    else status.textContent = this.#active() ? `${shown} of ${all} indicators shown` : `All ${all} indicators shown`;
  }

  /** An indicator that the address names is always shown, whatever the filter says. */
  #reveal() {
    const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (!target || !this.contains(target)) return;
    if (target.closest("[hidden]")) {
      this.#clear();
      this.#apply({ announce: true });
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

/**
 * Most keys change few indicators, and an attribute that is written costs time even when it stays the same.
 *
 * @param {HTMLElement} node
 * @param {boolean} hidden
 */
function hide(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden;
}
