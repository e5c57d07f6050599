// @ts-check
import { looksLike } from "../lib/case-facts.mjs";
import { toCsv } from "../lib/csv.mjs";
import { count, longDay } from "../lib/say.mjs";
import { openDraft } from "../lib/team-draft.mjs";
import { MAX_SIZE, blank, fileName, read, said, stamped, toText } from "../lib/team-file.mjs";
import { all, around, away, button, made, show } from "./dom.mjs";
/** @import { Draft, Host, Part, Report, Work } from "../lib/team" */

/** @typedef {{ work: Work, report: Report, modified: number, handle?: any }} Chosen a file that was read */

const MOST = 20_000; // characters of a field, as many as a file may hold
const TEXT = 2_000_000; // bytes of a text that is no work
const VIEWING = ["before", "next", "discuss-all", "side-by-side", "cancel"]; // what may be pressed where another tab writes
const TYPED = "textarea:not([data-plain]), input:not([type], [data-plain]), input[type=text]:not([data-plain])";

/** A tool for teams: what a team enters stays in this browser and leaves it only as a file. The part of its kind does the rest. */
export class TeamTool extends HTMLElement {
  /** @type {(host: Host) => Part} */
  static connect;

  /** @param {(host: Host) => Part} connect what the kind of the page's tool adds */
  static define(connect, tag = "team-tool") {
    this.connect = connect;
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  /** @type {Part} */
  #part = /** @type {any} */ (undefined);
  /** @type {Draft | undefined} none where nothing is kept */
  #draft;
  /** @type {Work} */
  #work = /** @type {any} */ (undefined);
  /** @type {Work | undefined} the work before a file took its place */
  #before;
  /** @type {Chosen | undefined} a file that was read and waits for a word */
  #incoming;
  /** @type {any} a file to which this browser writes again */
  #handle;
  /** @type {number | undefined} when that file was changed last; nothing where it was chosen to be written over */
  #written;
  #saving = false;
  #stop = new AbortController();

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#draft?.close();
  }

  async #start() {
    const element = this;
    this.#part = TeamTool.connect({
      element,
      get work() {
        return element.#work;
      },
      get writes() {
        return element.#draft?.writes ?? true;
      },
      changed: () => this.#changed(),
      say: (text) => this.#say(text),
      ask: (question) => this.#ask(question),
      download: (name, content) => this.#download(name, content),
      readText: (file) => this.#text(file),
    });
    this.#part.tool.hash = this.dataset.hash;
    if (this.querySelector(".tool__bar")) {
      this.#draft = await openDraft(this.#part.tool, (draft) => this.#heard(draft), { away });
    }
    this.#work = this.#draft?.work ?? blank(this.#part.tool);
    const { signal } = this.#stop;
    for (const type of ["click", "change", "input"]) this.addEventListener(type, this, { signal });
    this.addEventListener("input", () => this.#say(""), { signal, capture: true }); // what was said is old now
    this.addEventListener("focusin", ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) if (target.maxLength < 0) target.maxLength = MOST;
    });
    for (const type of ["beforeunload", "beforeprint", "afterprint"]) addEventListener(type, this, { signal });
    this.addEventListener("tool-replaced", (/** @type {any} */ { detail }) => this.#replaced(detail), { signal });
    if (this.#draft) document.addEventListener("keydown", this, { signal });
    show(this, ".tool__plain", false);
    show(this, ".tool__file, .tool__bar, .tool__out", true);
    show(this, "[data-act=csv], [data-act=xlsx]", Boolean(this.#part.sheets));
    show(this, "[data-act=place]", "showSaveFilePicker" in window);
    this.#show();
    this.dataset.live = "";
    setTimeout(() => longDay("2026-11-22"), 200); // the first date is slow to write: not when somebody waits for it
  }

  /** @param {any} event */
  handleEvent(event) {
    const { type, target } = event;
    if (type === "beforeunload" && this.#loses()) event.preventDefault();
    if (type === "beforeprint") this.#paper();
    if (type === "afterprint") for (const copy of all(this, ".tool__mirror")) copy.remove();
    if (type === "keydown" && event.key?.toLowerCase() === "s" && !event.shiftKey && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#save();
    }
    if (type === "input" && target.dataset.about) {
      this.#work.about[/** @type {keyof Work["about"]} */ (target.dataset.about)] = target.value;
      this.#changed();
    }
    if (type === "change" && target.matches(TYPED)) this.#hint(target);
    if (type === "change" && target.name === "tool-kept") this.#keep(target.value === "computer");
    if (type === "change" && target.matches(".tool__file [type=file]")) this.#chosen([...target.files], target);
    if (type === "click") this.#click(event);
    if (event.currentTarget === this) setTimeout(() => this.#state()); // the part may hold something now that would be lost
  }

  /** @param {any} event */
  #click(event) {
    if (event.target.matches(".tool__file [type=file]") && "showOpenFilePicker" in window) {
      event.preventDefault(); // this way of choosing lets the browser write to the same file later
      this.#pick(event.target.multiple);
    }
    const act = event.target.closest?.("button")?.dataset.act ?? "";
    if (act === "save") this.#save();
    if (act === "place") this.#place();
    if (act === "open") this.#open();
    if (act === "undo") this.#undo();
    if (act === "take-over") this.#takeOver();
    if (act === "clear") this.#clear();
    if (act === "csv" || act === "xlsx") this.#table(act);
    if (act === "report" || act === "blank") this.#print(act);
    if (act === "aside") this.#download("unreadable-draft.txt", new Blob([this.#draft?.aside().join("\n") ?? ""]));
    if (act === "cancel") this.#close("Everything is as it was.");
    if (act.startsWith("add:") && this.#incoming) this.#add([this.#incoming], act.slice(4));
  }

  /** @param {string} selector */
  #one(selector) {
    return /** @type {any} */ (this.querySelector(selector));
  }

  /** @param {string} text */
  #say(text) {
    this.#write(".tool__status", text);
  }

  /** @param {string} selector @param {string} text */
  #write(selector, text) {
    const place = this.#one(selector);
    if (place.textContent !== text) place.textContent = text;
  }

  // -- what is shown

  #show() {
    for (const field of all(this, "[data-about]")) /** @type {any} */ (field).value = this.#work.about[/** @type {"date"} */ (field.dataset.about)];
    for (const hint of all(this, ".tool__hint")) hint.remove();
    this.#part.show();
    this.#state();
  }

  /** Where the work is kept, and what is in no file. */
  #state() {
    const draft = this.#draft;
    if (!draft) return;
    const { saved } = this.#work;
    const when = new Date(saved).toLocaleTimeString("en-US", { timeStyle: "short" });
    const last = saved ? `Last saved to a file: ${when} on ${longDay(saved)}.` : "Not yet saved to a file.";
    const open = this.#part.unsaved?.() || (draft.filed ? "" : "Changes are in no file yet.");
    this.#write(".tool__saved", `${last} ${open}`.trim());
    this.#write(".tool__bar [data-act=save]", this.#handle ? `Save to ${this.#handle.name}` : "Save to a file");
    const where = draft.kept ? "on this computer, in this browser" : "in this tab, until you close it";
    this.#write(".tool__kept", draft.problem ? "on this page only, see below" : where);
    for (const choice of all(this, "[name=tool-kept]")) /** @type {any} */ (choice).checked = /** @type {any} */ (choice).value === (draft.kept ? "computer" : "tab");
    this.toggleAttribute("data-kept", draft.kept);
    this.#lock(!draft.writes);
    this.#notices(draft);
  }

  /** Where another tab writes, all can be read and nothing changed. @param {boolean} yes */
  #lock(yes) {
    if (!yes && !this.hasAttribute("data-locked")) return;
    this.toggleAttribute("data-locked", yes);
    for (const field of all(this, ":is(.tool__fields, .tool__about, .tool__file, .tool__preview) :is(input, select, textarea, [data-act])")) {
      if (!VIEWING.includes(field.dataset.act ?? "")) /** @type {any} */ (field).disabled = yes;
    }
  }

  /** @param {Draft} draft */
  #notices(draft) {
    const lines = [];
    if (!draft.writes) {
      lines.push(made("p", "This tool is open in another tab, or was changed there. Here you can read."), button("take-over", "Take over here"));
    }
    if (draft.problem) lines.push(made("p", draft.problem));
    if (draft.aside().length) lines.push(button("aside", "Save the unreadable draft to a file"));
    if (this.#before && draft.writes) lines.push(button("undo", "Go back to the work that was here before"));
    const place = this.#one(".tool__notices");
    const before = place.textContent;
    const next = around("div", "", lines);
    if (before === next.textContent) return;
    place.replaceChildren(...lines);
    place.hidden = !lines.length;
    if (draft.problem && !before.includes(draft.problem)) this.#say(draft.problem);
  }

  /** Another tab has changed the draft, or cleared it, or may no longer write. @param {Draft} draft */
  #heard(draft) {
    const cleared = draft.writes && !draft.kept && this.hasAttribute("data-kept");
    this.#load();
    if (cleared) this.#say("This tool was cleared in another tab.");
  }

  #load() {
    if (!this.#draft) return;
    this.#work = this.#draft.work;
    this.#handle = undefined; // it held the work that was here
    this.#show();
  }

  /** The work was changed as a whole. @param {Work} before */
  #replaced(before) {
    this.#before = before;
    this.#handle = undefined;
    this.#show();
  }

  // -- keeping

  #changed() {
    this.#draft?.save(this.#work);
    this.#state();
  }

  #loses() {
    const { kept, writes, problem } = this.#draft ?? {};
    return this.#unfiled && !(kept && writes && !problem && !this.#part.unsaved?.());
  }

  /** Whether something is in no file. */
  get #unfiled() {
    return Boolean(this.#part.unsaved?.() || (this.#draft && !this.#draft.filed));
  }

  /** @param {boolean} yes */
  async #keep(yes) {
    const why = await this.#draft?.keep(yes);
    const done = yes ? "Your draft is now kept on this computer." : "Your draft is now kept only until you close this tab. It was removed from this computer.";
    this.#say(why ?? done);
    this.#state();
  }

  async #takeOver() {
    const text = "The other tab will then only read. What was typed there is carried over.";
    if (!(await this.#ask({ title: "Take over here?", text, yes: "Take over", no: "Leave it there" }))) return;
    await this.#draft?.takeOver();
    this.#load();
    this.#one(".tool__fields :is(button, input)").focus();
    this.#say("You can type here now. The other tab can only read.");
  }

  async #clear() {
    const lost = this.#unfiled ? " Changes that are in no file would be lost." : "";
    const text = `This removes the draft of ${this.dataset.title} from this tab and this computer, also where another tab shows it. It cannot be undone.${lost} Files that you saved stay where you put them, and your training record is not touched.`;
    if (!(await this.#ask({ title: "Clear this tool from this computer?", text, yes: "Clear it", no: "Keep it" }))) return;
    this.#part.clear?.();
    this.#draft?.clear();
    this.#before = undefined;
    this.#load();
    this.#say("Cleared. A tab with a draft of its own keeps it.");
  }

  // -- saving

  async #save() {
    const held = this.#part.holds?.();
    if (held) return this.#say(held);
    if (this.#saving) return undefined;
    const saved = new Date().toISOString();
    const work = stamped(this.#work, this.#part.tool, saved);
    const text = toText(work);
    if (this.#handle) {
      const { name } = this.#handle;
      this.#saving = true;
      const problem = await this.#toFile(text);
      this.#saving = false;
      if (problem) return this.#say(problem);
      this.#say(`Saved to ${name}.`);
    } else this.#download(fileName(work), new Blob([text], { type: "application/json" }));
    const now = stamped(this.#work, this.#part.tool, saved); // people may have gone on while it was written
    this.#work = now;
    this.#before = undefined;
    if (this.#draft?.writes) this.#draft.save(now, toText(now) === text);
    return this.#state();
  }

  /** To the file that was chosen, unless somebody else has changed it. @param {string} text @returns {Promise<string | undefined>} why not */
  async #toFile(text) {
    try {
      const { lastModified, size } = await this.#handle.getFile();
      if (size && this.#written !== undefined && lastModified !== this.#written) {
        this.#handle = undefined;
        this.#state();
        return "That file has changed since you opened it, so nothing was written. Save again to get a new file, or open it to see what changed.";
      }
      const writer = await this.#handle.createWritable();
      await writer.write(text);
      await writer.close();
      this.#written = (await this.#handle.getFile()).lastModified;
      return undefined;
    } catch {
      this.#handle = undefined;
      this.#state();
      return "The file could not be written. Your work is still on this page. Save again to get a new file.";
    }
  }

  async #place() {
    try {
      this.#handle = await /** @type {any} */ (window).showSaveFilePicker({ suggestedName: fileName(this.#work) });
      this.#written = undefined;
      await this.#save();
    } catch {} // nothing was chosen
  }

  /** @param {string} name @param {Blob} content */
  #download(name, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#say(`Saved as ${name}, where your browser puts downloads.`);
  }

  /** @param {string} act */
  async #table(act) {
    const sheets = this.#part.sheets?.() ?? [];
    const name = fileName(this.#work).replace(/json$/, act);
    try {
      const content = act === "csv" ? new Blob([toCsv(sheets[0].rows)], { type: "text/csv" }) : await (await import("../lib/workbook.mjs")).workbook(sheets);
      this.#download(name, content);
    } catch {
      this.#say("The table could not be made. Your work is as it was. If you are offline, try again later, or save to a file.");
    }
  }

  // -- opening

  /** @param {boolean} multiple */
  async #pick(multiple) {
    try {
      const handles = await /** @type {any} */ (window).showOpenFilePicker({ multiple });
      const files = await Promise.all(handles.map((/** @type {any} */ handle) => handle.getFile()));
      await this.#chosen(files, undefined, files.length === 1 ? handles[0] : undefined);
    } catch {} // nothing was chosen
  }

  /** @param {File} file */
  async #text(file) {
    const text = file.size > TEXT ? undefined : await file.text().catch(() => undefined);
    if (text === undefined) this.#say(file.size > TEXT ? "This file is larger than 2 MB. Nothing was changed." : "The browser could not read this file. Is it still where it was? Nothing was changed.");
    return text;
  }

  /** @param {File[]} files @param {HTMLInputElement} [input] @param {any} [handle] of the only file */
  async #chosen(files, input, handle) {
    const works = [];
    const refused = [];
    const texts = await Promise.all(files.map((file) => (file.size > MAX_SIZE ? "" : file.text().catch(() => ""))));
    for (const [at, file] of files.entries()) {
      const text = texts[at];
      const opened = read(text, file.size, this.#part.tool);
      const problem = opened.problem ?? this.#part.refuse?.(opened.work);
      if (problem) refused.push(`${file.name} was not opened. ${problem}`);
      else if (opened.work) works.push({ ...opened, modified: file.lastModified, handle });
    }
    if (input) input.value = ""; // the same file can be chosen again
    if (this.#draft && !this.#draft.writes) return this.#close("Nothing was changed."); // another tab took over meanwhile
    this.#close(refused.join(" "));
    if (works.length > 1) this.#add(works, this.#part.adds?.[0].id ?? "", refused);
    else if (works.length) this.#preview(works[0]);
  }

  /** @param {Chosen} opened */
  #preview(opened) {
    this.#incoming = opened;
    const { about, saved, edition } = opened.work;
    const named = [about.partner, about.round, saved && `saved ${longDay(saved)}`].filter(Boolean).join(", ");
    const lines = [named && `The file says: ${named}.`, said(opened.report), edition && edition !== this.dataset.edition && `It comes from edition ${edition}.`];
    const lost = this.#unfiled && "Opening it here replaces the work on this page, which is in no file yet.";
    this.#write(".tool__preview .tool__facts", [...lines, lost, "Nothing has changed yet."].filter(Boolean).join(" "));
    const ways = (this.#part.adds ?? []).map(({ id, label }) => button(`add:${id}`, label));
    const buttons = [button("open", "Open it here"), ...ways, button("cancel", "Leave everything as it is")];
    this.#one(".tool__preview .tool__buttons").replaceChildren(...buttons);
    this.#one(".tool__preview").hidden = false;
    this.#one(".tool__preview").focus();
  }

  #open() {
    if (!this.#incoming) return;
    const { work, handle, modified } = this.#incoming;
    this.#before = this.#work;
    this.#work = work;
    this.#handle = handle;
    this.#written = modified;
    this.#draft?.save(work, true);
    this.#close(`Opened: ${[work.about.partner, work.about.round].filter(Boolean).join(", ") || this.dataset.title}.`);
    this.#show();
  }

  /** @param {Chosen[]} files @param {string} way @param {string[]} [refused] */
  #add(files, way, refused = []) {
    this.#close("");
    const said = [...refused];
    const before = structuredClone(this.#work);
    const added = files.filter(({ work }) => {
      const problem = this.#part.add?.(way, work);
      if (problem) said.push(problem);
      return !problem;
    });
    const text = toText(this.#work);
    const { views, earlier } = this.#work; // reading takes a while, and what is small always fits
    if ((text.length > 5e5 || views.length + earlier.length > 9) && read(text, 2 * new Blob([text]).size, this.#part.tool).problem) { // as large again may come by typing
      this.#work = before;
      this.#show();
      return this.#say("Together this is more than one file can hold. Nothing was added.");
    }
    if (this.#work.about.partner !== before.about.partner) [this.#before, this.#handle] = [before, undefined]; // the page is the team's now
    const waiting = added.reduce((sum, { report }) => sum + report.confirm.length, 0);
    if (added.length) said.unshift(`Added: ${added.map(({ work }) => work.about.partner || "a file without a partner").join(", ")}.`);
    if (waiting && way !== "round") said.push(`Not counted, because the wording has changed since: ${count(waiting, "answer")}. Ask the partners to confirm them in their own files.`);
    this.#changed();
    this.#show();
    this.#say(said.join(" "));
  }

  /** Goes back, and forth again. */
  #undo() {
    if (!this.#before) return;
    [this.#work, this.#before, this.#handle] = [this.#before, this.#work, undefined];
    this.#changed();
    this.#show();
    this.#one(".tool__notices [data-act=undo]").focus();
    this.#say("Everything is as it was before. Press the button again to come back.");
  }

  /** @param {string} said */
  #close(said) {
    const place = this.#one(".tool__preview");
    const back = place.contains(document.activeElement);
    this.#incoming = undefined;
    place.hidden = true;
    if (back) this.#one(".tool__file [type=file]").focus();
    this.#say(said);
  }

  // -- asking

  /** @param {{ title: string, text: string, yes: string, no: string }} question @returns {Promise<boolean>} */
  #ask({ title, text, yes, no }) {
    const dialog = this.#one(".tool__dialog");
    this.#write("#tool-dialog", title);
    this.#write(".tool__question", text);
    for (const [act, words] of [["yes", yes], ["no", no]]) this.#write(`[data-act=${act}]`, words);
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((answer) => {
      const press = (/** @type {any} */ { target }) => target.dataset.act && dialog.close(target.dataset.act);
      dialog.addEventListener("click", press);
      dialog.addEventListener("close", () => (dialog.removeEventListener("click", press), answer(dialog.returnValue === "yes")), { once: true });
    });
  }

  /** Asks about what looks like a fact from a case; it is kept all the same. @param {HTMLInputElement} field */
  #hint(field) {
    const what = looksLike(field.value);
    const place = field.closest("label") ?? field;
    if (place.nextElementSibling?.matches(".tool__hint")) place.nextElementSibling.remove();
    if (!what) return;
    const text = `This looks like ${what}. If it points to a family, please take it out. It has not been sent anywhere.`;
    place.after(made("span", text, "tool__hint tool__screen"));
    this.#say(text);
  }

  // -- paper

  /** @param {string} how */
  #print(how) {
    const work = this.#work;
    if (how === "blank") this.#work = blank(this.#part.tool);
    this.dataset.print = how;
    this.#show();
    const done = new AbortController();
    const restore = () => {
      done.abort();
      delete this.dataset.print;
      this.#work = work;
      this.#show();
    };
    // The last two are for browsers that do not say when they have printed.
    for (const type of ["afterprint", "pointerdown", "keydown"]) addEventListener(type, restore, { signal: done.signal });
    print();
  }

  /** Paper says whose it is and of which edition, and shows all of what was typed, also what the field had no room for. */
  #paper() {
    const { partner, role, round, date } = this.#work.about;
    this.#write(".tool__cover-title", [this.dataset.title, round].filter(Boolean).join(": "));
    const facts = [partner, role, date && longDay(date), `edition ${this.dataset.edition}`, `printed on ${longDay(new Date().toISOString())}`];
    this.#write(".tool__cover-facts", facts.filter(Boolean).join("; "));
    for (const field of /** @type {HTMLInputElement[]} */ (all(this, `.tool__fields :is(${TYPED})`))) {
      if (field.value && !field.nextElementSibling?.matches(".tool__mirror")) field.after(made("span", field.value, "tool__mirror"));
    }
  }
}
