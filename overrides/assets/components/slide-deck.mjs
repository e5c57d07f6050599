// @ts-check
// Loaded by the slides' own page as a classic script, for browsers refuse modules from a folder: it imports and exports nothing.

/** What keys do; letters can be switched off (WCAG 2.1.4), the others are no characters. @type {Record<string, string>} */
const KEYS = {
  ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", PageUp: "previous", Home: "first", End: "last",
  Escape: "leave", n: "notes", p: "window", a: "all", f: "screen",
};
const MOVES = ["next", "previous", "first", "last"];
const FITS = ["", "1", "2", "3"]; // the style sheet's sizes of text, the largest first

/**
 * Shows a document's slides one at a time, in `data-view` "present", "all" (the document as it stands) or "notes" (a window
 * for the facilitator, opened with `?notes`). Two windows follow each other by messages, which also pass between files.
 */
class SlideDeck extends HTMLElement {
  static define(tag = "slide-deck") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  /** @type {HTMLElement[]} */
  #slides = [];
  #at = 0;
  /** The other window. @type {Window | null} */
  #other = null;
  #pace = 0;
  /** Milliseconds on the clock, and since when it runs; 0 while it stands. */
  #time = 0;
  #since = 0;
  /** Notes that were closed before printing. @type {HTMLDetailsElement[]} */
  #closed = [];
  #dark = matchMedia("(prefers-color-scheme: dark)");

  connectedCallback() {
    this.#slides = [...this.querySelectorAll(".slide")].filter((slide) => slide instanceof HTMLElement);
    const desk = new URLSearchParams(location.search).has("notes");
    for (const type of ["click", "change"]) this.addEventListener(type, this);
    for (const type of ["toggle", "load"]) this.addEventListener(type, this, true); // these do not bubble
    for (const type of ["keydown", "hashchange", "resize", "message", "beforeprint", "afterprint"]) addEventListener(type, this);
    document.addEventListener("fullscreenchange", this);
    document.fonts.addEventListener("loadingdone", this);
    this.#dark.addEventListener("change", this);
    this.#color();
    this.#find(".deck__bar").hidden = false;
    this.#find(".deck__desk").hidden = !desk;
    this.#button("screen").hidden = !document.fullscreenEnabled;
    if (desk) {
      document.title = `Notes. ${document.title}`;
      this.#other = opener;
      this.#pace = setInterval(() => this.#tick(), 1000);
    }
    this.#view(desk ? "notes" : history.state === "all" ? "all" : "present", this.#named() ?? 0);
  }

  disconnectedCallback() {
    clearInterval(this.#pace);
    for (const type of ["keydown", "hashchange", "resize", "message", "beforeprint", "afterprint"]) removeEventListener(type, this);
    document.removeEventListener("fullscreenchange", this);
    document.fonts.removeEventListener("loadingdone", this);
    this.#dark.removeEventListener("change", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const { type, target } = event;
    if (type === "click" && target instanceof Element) {
      const act = target.closest("[data-do]")?.getAttribute("data-do");
      if (act) this.#do(act);
    } else if (event instanceof KeyboardEvent) this.#key(event);
    else if (event instanceof MessageEvent) this.#hear(event);
    else if (type === "change") this.#changed(target);
    else if (type === "hashchange") this.#move(this.#named() ?? this.#at);
    else if (type === "toggle") this.#toggled(target);
    else if (type === "beforeprint") this.#unfold();
    else if (type === "afterprint") this.#fold();
    else if (type === "fullscreenchange") this.#state("screen", "pressed", Boolean(document.fullscreenElement));
    else this.#fit(); // a picture or a font has come, or the window has another size
  }

  /** @param {string} selector @returns {HTMLElement} */
  #find(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** @param {string} act @returns {HTMLButtonElement} */
  #button(act) {
    return /** @type {HTMLButtonElement} */ (this.querySelector(`[data-do="${act}"]`));
  }

  /** @param {string} act @param {string} name @param {boolean} so */
  #state(act, name, so) {
    this.#button(act).setAttribute(`aria-${name}`, String(so));
  }

  /** @param {string} name */
  #ticked(name) {
    return /** @type {HTMLInputElement} */ (this.querySelector(`[name="${name}"]`)).checked;
  }

  /** @param {number} at */
  #notes(at) {
    return /** @type {HTMLDetailsElement} */ (this.#slides[at].querySelector(".slide__notes"));
  }

  /** @param {number} at */
  #title(at) {
    return /** @type {HTMLElement} */ (this.#slides[at].querySelector(".slide__title"));
  }

  /** The slide that the address or a message names. */
  #named(id = location.hash.slice(1)) {
    const at = this.#slides.findIndex((slide) => slide.id === id);
    return at < 0 ? undefined : at;
  }

  /** The slide that is being read: in the document, the first that reaches below the upper quarter of the window. */
  #here() {
    if (this.dataset.view !== "all") return this.#at;
    const at = this.#slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 4);
    return at < 0 ? this.#slides.length - 1 : at;
  }

  /** @param {string} act */
  #do(act) {
    const last = this.#slides.length - 1;
    /** @type {Record<string, () => void>} */
    const acts = {
      next: () => this.#move(this.#at + 1),
      previous: () => this.#move(this.#at - 1),
      first: () => this.#move(0),
      last: () => this.#move(last),
      notes: () => this.#open(!this.hasAttribute("data-notes")),
      window: () => this.#split(),
      all: () => this.#view(this.dataset.view === "all" ? "present" : "all", this.#here()),
      present: () => this.#view("present", this.#here()),
      screen: () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
      leave: () => this.#leave(),
      print: () => print(),
      clock: () => this.#clock(),
      reset: () => this.#reset(),
    };
    acts[act]();
  }

  /** A key that a control or the browser itself needs is left to it; one that is held down acts once. @param {KeyboardEvent} event */
  #key(event) {
    const { key, target } = event;
    const { view } = this.dataset;
    const act = KEYS[key] ?? KEYS[key.toLowerCase()];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (/^[a-z]$/i.test(key) && !this.#ticked("letters")) return;
    if (target instanceof Element && target.closest(key === " " ? "a, button, input, select, summary" : "select")) return;
    if (view === "all" ? MOVES.includes(act) || act === "notes" : view === "notes" && !MOVES.includes(act) && act !== "leave") return;
    if (act !== "leave") event.preventDefault();
    if (!event.repeat) this.#do(act);
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (target === this.#dark) this.#color();
    else if (target instanceof HTMLSelectElement) this.#move(this.#named(target.value) ?? 0);
  }

  /** Goes to a slide and takes the other window along. @param {number} to */
  #move(to) {
    const at = Math.max(0, Math.min(to, this.#slides.length - 1));
    this.#show(at);
    this.#say();
    this.#send(this.#slides[at].id);
  }

  /** @param {number} at */
  #show(at) {
    const { view } = this.dataset;
    this.#at = at;
    const slide = this.#slides[at];
    this.#find(".deck__blocked").hidden = true;
    for (const [n, one] of this.#slides.entries()) {
      one.toggleAttribute("data-shown", n === at);
      if (view !== "all") this.#notes(n).open = n === at && (view === "notes" || this.hasAttribute("data-notes"));
    }
    /** @type {HTMLSelectElement} */ (this.#find(".deck__select")).value = slide.id;
    this.#state("previous", "disabled", at === 0);
    this.#state("next", "disabled", at === this.#slides.length - 1);
    history.replaceState(view === "all" ? "all" : null, "", `#${slide.id}`);
    if (view === "all") slide.scrollIntoView();
    else scrollTo(0, 0);
    if (view === "notes") this.#prepare();
    this.#fit();
  }

  /** A move is spoken once: by the heading that takes the focus, by the list of slides, or, while a button keeps the focus, as a status. */
  #say() {
    const active = document.activeElement;
    const status = this.#find(".deck__status");
    status.textContent = "";
    if (!active?.closest(".deck__bar, .deck__desk")) {
      const title = this.#title(this.#at);
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    } else if (!(active instanceof HTMLSelectElement)) {
      status.textContent = `Slide ${this.#at + 1} of ${this.#slides.length}: ${this.#title(this.#at).textContent}`;
    }
  }

  /** Notes are closed whenever slides begin to be presented: they may be on a projector. @param {string} view @param {number} at */
  #view(view, at) {
    const begun = this.dataset.view;
    this.dataset.view = view;
    this.#open(false);
    this.#show(at);
    if (!begun) return;
    (view === "all" ? this.#button("present") : this.#button("all")).focus({ preventScroll: true });
  }

  /** Notes in this window. @param {boolean} open */
  #open(open) {
    this.toggleAttribute("data-notes", open);
    this.#state("notes", "expanded", open);
    if (this.dataset.view === "present") this.#notes(this.#at).open = open;
    this.#fit();
  }

  /** Follows notes that the reader folds; those opened for paper stay out of sight. @param {EventTarget | null} target */
  #toggled(target) {
    const notes = this.#notes(this.#at);
    if (target !== notes || this.dataset.view !== "present" || this.#closed.includes(notes)) return;
    if (notes.open !== this.hasAttribute("data-notes")) this.#open(notes.open);
  }

  /** Closes what is open, one thing at a time. */
  #leave() {
    const more = /** @type {HTMLDetailsElement} */ (this.#find(".deck__more"));
    if (more.open) {
      if (more.contains(document.activeElement)) more.querySelector("summary")?.focus();
      more.open = false;
    } else if (this.hasAttribute("data-notes")) this.#open(false);
    else if (this.dataset.view === "present" && !document.fullscreenElement) this.#view("all", this.#at);
  }

  /** Makes the text as large as the window allows; where the smallest is still too large, the page scrolls. */
  #fit() {
    const stage = /** @type {HTMLElement} */ (this.#slides[this.#at].querySelector(".slide__stage"));
    for (const size of FITS) {
      stage.dataset.fit = size;
      if (stage.offsetHeight <= Math.ceil(parseFloat(getComputedStyle(stage).minBlockSize))) return;
    }
  }

  #color() {
    document.documentElement.dataset.mdColorScheme = this.#dark.matches ? "slate" : "default";
  }

  /** Notes that are wanted on paper are opened, for folded ones do not print. */
  #unfold() {
    const wanted = this.#ticked("paper");
    this.dataset.paper = wanted ? "notes" : "slides";
    this.#closed = this.#slides.map((_, at) => this.#notes(at)).filter(({ open }) => wanted && !open);
    for (const notes of this.#closed) notes.open = true;
  }

  #fold() {
    for (const notes of this.#closed) notes.open = false;
    this.#closed = [];
  }

  // -- the other window

  #split() {
    const address = new URL("?notes", location.href);
    address.hash = this.#slides[this.#at].id;
    const opened = open(address, "slide-notes", "popup,width=1000,height=720");
    this.#find(".deck__blocked").hidden = Boolean(opened);
    if (!opened) return;
    this.#other = opened;
    opened.focus();
  }

  /** Names the slide that both windows show; nothing asks for it. @param {string | null} slide */
  #send(slide) {
    if (this.#other && !this.#other.closed) this.#other.postMessage({ slide }, origin === "null" ? "*" : origin);
  }

  /** Whoever asks is the notes' window, which this one may have forgotten over a reload. @param {MessageEvent} event */
  #hear({ data, origin: from, source }) {
    if (from !== origin || !source || data?.slide === undefined) return;
    this.#other = /** @type {Window} */ (source);
    const at = data.slide === null ? undefined : this.#named(String(data.slide));
    if (data.slide === null) this.#send(this.#slides[this.#at].id);
    else if (at !== undefined && at !== this.#at) {
      this.#show(at);
      this.#say();
    }
  }

  // -- the notes' window

  /** What comes next, and the minutes planned so far. */
  #prepare() {
    const planned = this.#slides.map(({ dataset }) => Number(dataset.minutes));
    const sum = (/** @type {number[]} */ some) => some.reduce((all, one) => all + one, 0);
    const next = this.#at + 1 < this.#slides.length ? this.#title(this.#at + 1).textContent : "the end";
    this.#find("[data-field=next]").textContent = next;
    this.#find("[data-field=planned]").textContent = `${sum(planned.slice(0, this.#at + 1))} of ${sum(planned)} minutes`;
  }

  #tick() {
    this.#send(null);
    const seconds = Math.floor((this.#time + (this.#since && Date.now() - this.#since)) / 1000);
    this.#find("[data-field=clock]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  #clock() {
    this.#time += this.#since && Date.now() - this.#since;
    this.#since = this.#since ? 0 : Date.now();
    this.#button("clock").textContent = this.#since ? "Stop clock" : "Start clock";
    this.#tick();
  }

  #reset() {
    this.#time = 0;
    this.#since &&= Date.now();
    this.#tick();
  }
}

SlideDeck.define();
