// @ts-check
// A draft of a team's work: in this tab, or on this computer if people say so. One tab writes, the others read.
import { browser, openStore } from "./store.mjs";
import { blank, read, toText } from "./team-file.mjs";
/** @import { Draft, Opened, Tool } from "./team" */
/** @import { Store } from "./types" */

const SITE = "toolkit-team:"; // apart from the learner's record: clearing one leaves the other
const SAYS = {
  blocked: "This browser keeps nothing for this site. Save your work to a file before you leave this page.",
  full: "This browser has no room left for this site. Save your work to a file before you leave this page.",
  newer: "The draft here is from a newer edition of this site, so it is left alone. Save what you do now to a file.",
  unreadable: "The draft that was here could not be read. It is set aside as it is until you clear it.",
  earlier: "Work from earlier is kept on this computer. Open the tool in a new tab to see it, or save yours to a file.",
  taken: "Another tab keeps work with this tool on this computer. Save yours to a file, or close the other tab first.",
};

/**
 * Opens what is kept of a tool's work. Where another tab of this browser has it open, this one only reads.
 *
 * @param {Tool} tool
 * @param {(draft: Draft) => void} [changed] hears that another tab changed the draft, or that another tab may write now
 * @param {{ tab?: Store, computer?: Store, locks?: LockManager, away?: () => Promise<unknown> | undefined }} [places] `away`: ends when the page is looked at again
 * @returns {Promise<Draft>}
 */
export async function openDraft(tool, changed = () => {}, places = {}) {
  const { tab = openStore(browser(true), SITE), computer = openStore(browser(), SITE) } = places;
  const locks = "locks" in places ? places.locks : globalThis.navigator?.locks; // none where a site is served without encryption
  const key = `draft:${tool.id}`;
  const has = (/** @type {Store} */ store) => store.keys(key).includes(key);
  const version = () => store.get(key)?.version ?? 0;
  let store = has(computer) && !has(tab) ? computer : tab;
  let seen = 0; // version of what is kept, as this tab read or wrote it last
  let [writes, refused, newer, open] = [true, false, false, true]; // refused: something here is kept nowhere
  let release = () => {};

  const load = () => {
    let opened = /** @type {Opened | undefined} */ (undefined);
    const kept = store.get(key, (entry) => {
      opened = read(entry.text, 0, tool);
      return Number.isSafeInteger(entry.version) && Boolean(opened.work || opened.newer);
    });
    newer = Boolean(kept && opened?.newer);
    draft.work = (kept && opened?.work) ?? blank(tool);
    draft.report = kept && opened?.report;
    draft.filed = kept?.filed ?? true;
    [seen, refused] = [kept?.version ?? 0, false];
  };

  /** Writes over the version that this tab has seen, and over no other. */
  const put = () => {
    if (newer) return false;
    if (version() !== seen) {
      [writes, refused] = [false, true];
      return false;
    }
    seen += 1;
    return store.set(key, { version: seen, text: toText(draft.work), filed: draft.filed });
  };

  const aside = () => store.aside().filter((one) => one.key.replace(/~\d+$/, "") === key);

  /** @param {Store} from */
  const drop = (from) => {
    for (const name of from.keys(`aside:${key}`)) if (name.replace(/~\d+$/, "") === `aside:${key}`) from.remove(name);
    from.remove(key);
    if (from.keys("").every((name) => name === "format")) from.clear();
  };

  /** @param {LockOptions} options @returns {Promise<boolean>} whether this tab may write; holds until `release` */
  const ask = (options) =>
    new Promise((answer) => {
      let granted = false;
      const held = locks?.request(SITE + key, options, (lock) => {
        granted = Boolean(lock && open && store === computer);
        answer(granted);
        return granted ? new Promise((done) => (release = () => done(undefined))) : undefined;
      });
      if (held) held.catch(() => (granted ? lose() : answer(true))); // another tab took over; or locks are denied
      else answer(true);
    });

  /** Writes again once the tab that writes is closed. Out of sight it lets go: the other may only be loading again. */
  const wait = async () => {
    writes = false;
    if (!(await ask({}))) return undefined;
    const away = places.away?.();
    if (away) {
      release();
      await away;
      return wait();
    }
    if (!refused) load();
    writes = !refused;
    return changed(draft);
  };

  const lose = () => {
    wait();
    changed(draft);
  };

  const stop = computer.subscribe(() => {
    if (refused || version() === seen) return;
    if (!has(computer)) leave();
    else if (store === computer) writes = false;
    else if (!has(tab)) {
      store = computer; // this page came back as it was left, and the draft has moved since
      wait();
    }
    load();
    changed(draft);
  });

  const leave = () => {
    store = tab;
    [writes, refused] = [true, false];
    release();
  };

  /** @type {Draft} */
  const draft = {
    work: blank(tool),
    report: undefined,
    filed: true,
    aside: () => aside().map(({ text }) => text),

    get kept() {
      return store === computer;
    },

    get writes() {
      return writes;
    },

    get problem() {
      if (newer) return SAYS.newer;
      const kinds = store.problems.map(({ kind }) => kind).filter((kind) => kind !== "unreadable" || aside().length);
      return kinds.length ? SAYS[kinds[kinds.length - 1]] : undefined;
    },

    save(work, filed = false) {
      draft.work = work;
      draft.filed = filed;
      refused ||= !writes;
      return writes && put();
    },

    async keep(yes) {
      if (yes === draft.kept) return undefined;
      if (!writes) return SAYS.taken;
      if (!yes) {
        const before = seen;
        store = tab;
        seen = version();
        if (put()) {
          leave();
          drop(computer);
          return undefined;
        }
        const why = draft.problem;
        tab.remove(key);
        [store, seen] = [computer, before];
        return why;
      }
      store = computer;
      const free = await ask({ ifAvailable: true });
      const taken = !free || has(computer);
      seen = 0;
      if (!taken && put()) {
        drop(tab);
        return undefined;
      }
      const why = taken ? undefined : draft.problem;
      leave();
      seen = version();
      if (!taken) computer.remove(key);
      return why ?? (free ? SAYS.earlier : SAYS.taken);
    },

    async takeOver() {
      await ask({ steal: true });
      load();
      writes = true;
      if (seen) put(); // the tab that wrote before sees by the version that it is too late
    },

    clear() {
      leave();
      drop(tab);
      load();
      drop(computer);
    },

    close() {
      open = false;
      stop();
      release();
    },
  };

  const alone = store === tab || (await ask({ ifAvailable: true }));
  load();
  writes = alone; // another tab's change may have been heard meanwhile
  if (!alone) wait();
  return draft;
}
