// @ts-check
// The only module that touches storage. Each small thing has its own key, so that two tabs never lose each other's change.
/** @import { Listener, Problem, Store } from "./types" */

const SITE = "toolkit:";
const FORMAT = 1;
const PAGE = "What you do here lasts only while this page is open.";
const SAYS = {
  blocked: `This browser keeps nothing for this site. ${PAGE}`,
  full: `This browser has no room left for this site. What was saved is still there. ${PAGE}`,
  newer: `Your record on this device is from a newer edition of this site, so it is left alone. ${PAGE}`,
  unreadable: "A saved entry could not be read. It is set aside as it is, and will be in the file when you save your record.",
};

/** @type {Store | undefined} */
let shared;

/**
 * Without an area: the browser's own, one store for all elements of a page.
 *
 * @param {Storage | null} [area]
 * @param {string} [site] how all keys begin; what begins otherwise is another record, with its own format
 */
export function openStore(area, site = SITE) {
  return area === undefined ? (shared ??= open(browser(), SITE)) : open(area, site);
}

/** The browser's own area; null where it gives none. @param {boolean} [tab] the one that ends with the tab */
export function browser(tab = false) {
  try {
    return tab ? sessionStorage : localStorage;
  } catch {
    return null;
  }
}

/** @param {Storage | null} area @param {string} site @returns {Store} */
function open(area, site) {
  const mark = `${site}format`;
  const problems = /** @type {Problem[]} */ ([]);
  const listeners = /** @type {Set<Listener>} */ (new Set());
  const memory = /** @type {Map<string, string | null>} */ (new Map()); // what could not be written; null: could not be removed
  const stuck = new Set(); // unreadable, and no room to set them aside: never written over

  /** @param {Problem["kind"]} kind @param {string} [key] */
  const report = (kind, key) => {
    if (!problems.some((one) => one.kind === kind && one.key === key)) problems.push({ kind, message: SAYS[kind], key });
  };

  /** @template T @param {(area: Storage) => T} work @returns {T | undefined} nothing when it cannot be done */
  const use = (work) => {
    try {
      if (!area) report("blocked");
      else if (parseFloat(area.getItem(mark) ?? "") > FORMAT) report("newer");
      else return work(area);
    } catch (error) {
      report(/quota/i.test(String(error)) ? "full" : "blocked");
    }
  };

  /** @param {string} key */
  const read = (key) => (memory.has(key) || stuck.has(key) ? memory.get(key) : use((area) => area.getItem(site + key))) ?? null;

  /** @param {string} key @param {string | null} text null removes it */
  const put = (key, text) => {
    const done = use((area) => {
      if (stuck.has(key)) return false;
      if (text === null) area.removeItem(site + key);
      else {
        if (area.getItem(mark) === null) area.setItem(mark, `${FORMAT}`);
        area.setItem(site + key, text);
      }
      return true;
    });
    if (done) memory.delete(key);
    else memory.set(key, text);
    return Boolean(done);
  };

  /** What the browser keeps of ours. @param {string} prefix */
  const kept = (prefix) => {
    const names = Array.from(area ?? [], (_, at) => area?.key(at) ?? "");
    return names.filter((name) => name.startsWith(site + prefix)).map((name) => name.slice(site.length));
  };

  const tell = () => listeners.forEach((listener) => listener());

  /** @param {any} event another tab's change, or a page that comes back as it was left */
  const hear = ({ storageArea = area, key, persisted = true }) => {
    if (persisted && storageArea === area && (key ?? site).startsWith(site)) tell();
  };
  for (const type of ["storage", "pageshow"]) globalThis.addEventListener?.(type, hear);

  use((area) => {
    area.setItem(`${site}probe`, "");
    area.removeItem(`${site}probe`);
  });

  return {
    problems,

    get(key, isValid = () => true) {
      const text = read(key);
      if (text === null) return;
      try {
        const value = JSON.parse(text);
        if (isValid(value)) return value;
      } catch {} // reported below
      report("unreadable", key);
      if (this.setAside(key, text)) put(key, null);
      else stuck.add(key) && memory.delete(key);
    },

    set(key, value) {
      const kept = put(key, JSON.stringify(value));
      tell();
      return kept;
    },

    remove(key) {
      put(key, null);
      tell();
    },

    keys(prefix) {
      const found = new Set(use(() => kept(prefix)));
      for (const [key, text] of memory) {
        if (text === null) found.delete(key);
        else if (key.startsWith(prefix)) found.add(key);
      }
      return [...found].sort();
    },

    setAside(key, text) {
      let name = `aside:${key}`;
      for (let count = 2; ![null, text].includes(read(name)); count += 1) name = `aside:${key}~${count}`;
      return put(name, text);
    },

    aside() {
      return this.keys("aside:").map((name) => ({ key: name.slice(6), text: read(name) ?? "" }));
    },

    clear() {
      memory.clear();
      stuck.clear();
      problems.length = 0;
      try {
        for (const key of kept("")) area?.removeItem(site + key);
      } catch {} // the next line says so
      use(() => 0);
      tell();
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
