import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { openStore } from "../../overrides/assets/lib/store.mjs";
import { Area, holding, refusing } from "./areas.mjs";

const kinds = (store) => store.problems.map(({ kind }) => kind);
/** Whether what is set now outlives the page. */
const lasts = (store) => kinds(store).every((kind) => kind === "unreadable");

test("what is set is there in the next visit", () => {
  const area = new Area();
  assert.equal(openStore(area).set("lesson:one", { at: "today" }), true);
  assert.deepEqual(openStore(area).get("lesson:one"), { at: "today" });
  assert.equal(lasts(openStore(area)), true);
});

test("all keys carry the site's prefix and the data its format number", () => {
  const area = new Area();
  openStore(area).set("lesson:one", 1);
  assert.deepEqual(Object.fromEntries(area.values), { "toolkit:format": "1", "toolkit:lesson:one": "1" });
});

test("a visit that changes nothing leaves nothing on the computer", () => {
  const area = new Area();
  const store = openStore(area);
  store.get("lesson:one");
  store.keys("");
  assert.equal(area.length, 0);
});

test("what other sites on the same host keep is neither listed nor cleared", () => {
  const area = holding({ theme: "dark", "lesson:x": "1", "tool:lesson:x": "1" });
  const store = openStore(area);
  store.set("lesson:one", 1);
  assert.deepEqual(store.keys("lesson:"), ["lesson:one"]);
  store.clear();
  assert.deepEqual(Object.fromEntries(area.values), { theme: "dark", "lesson:x": "1", "tool:lesson:x": "1" });
});

test("two tabs on the same record lose nothing of each other", () => {
  const area = new Area();
  const [one, two] = [openStore(area), openStore(area)];
  for (let n = 0; n < 50; n += 1) (n % 2 ? one : two).set(`answer:check#q${n}`, n);
  assert.equal(one.keys("answer:").length, 50);
  assert.equal(two.get("answer:check#q0"), 0);
  assert.equal(one.get("answer:check#q0"), 0);
  one.remove("answer:check#q0");
  assert.equal(two.get("answer:check#q0"), undefined);
});

for (const [how, area] of [["is not there", null], ["throws at every use", refusing]]) {
  test(`where storage ${how}, this visit works and says that it is not kept`, () => {
    const store = openStore(area);
    assert.equal(lasts(store), false);
    assert.deepEqual(kinds(store), ["blocked"]);
    assert.equal(store.set("lesson:one", { at: 1 }), false);
    assert.deepEqual(store.get("lesson:one"), { at: 1 });
    assert.deepEqual(store.keys("lesson:"), ["lesson:one"]);
    store.remove("lesson:one");
    assert.equal(store.get("lesson:one"), undefined);
    assert.deepEqual(store.keys(""), []);
    store.set("lesson:two", 2);
    store.clear();
    assert.deepEqual(store.keys(""), []);
    assert.deepEqual(kinds(store), ["blocked"], "said once");
  });
}

afterEach(() => delete globalThis.localStorage);

test("a browser that throws when storage is only named gives a store for this visit, shared by all elements of the page", async () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new DOMException("denied", "SecurityError");
    },
  });
  const { openStore: fresh } = await import("../../overrides/assets/lib/store.mjs?blocked");
  fresh().set("lesson:one", 1);
  assert.equal(fresh().get("lesson:one"), 1);
  assert.deepEqual(kinds(fresh()), ["blocked"]);
});

test("without being told where, the browser's own storage is used", async () => {
  const area = new Area();
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: area });
  const { openStore: fresh } = await import("../../overrides/assets/lib/store.mjs?own");
  fresh().set("lesson:one", 1);
  assert.equal(area.getItem("toolkit:lesson:one"), "1");
});

test("a full storage keeps what was saved readable, keeps the new for this visit, and says so once", () => {
  const area = new Area();
  openStore(area).set("lesson:one", "before");
  const store = openStore(area);
  area.room = 80;
  assert.equal(store.set("lesson:one", "x".repeat(100)), false);
  assert.equal(store.set("lesson:two", "y".repeat(100)), false);
  assert.deepEqual(kinds(store), ["full"]);
  assert.equal(lasts(store), false);
  assert.equal(store.get("lesson:one"), "x".repeat(100));
  assert.deepEqual(store.keys("lesson:"), ["lesson:one", "lesson:two"]);
  assert.equal(openStore(area).get("lesson:one"), "before");
});

test("a storage that is full from the start can still be read", () => {
  const area = holding({ "toolkit:format": "1", "toolkit:lesson:one": "1" });
  area.room = 0;
  const store = openStore(area);
  assert.deepEqual(kinds(store), ["full"]);
  assert.equal(store.get("lesson:one"), 1);
});

test("what is removed when storage is full is gone from the computer too", () => {
  const area = holding({ "toolkit:format": "1", "toolkit:lesson:one": "1" });
  area.room = 0;
  const store = openStore(area);
  store.remove("lesson:one");
  assert.equal(area.getItem("toolkit:lesson:one"), null);
});

test("every problem is told in sentences for a reader", () => {
  const newer = openStore(holding({ "toolkit:format": "2" }));
  newer.get("x");
  const odd = openStore(holding({ "toolkit:x": "{" }));
  odd.get("x");
  for (const { message } of [...openStore(null).problems, ...newer.problems, ...odd.problems]) assert.match(message, /^[A-Z].+\.$/);
});

test("a value that cannot be read is set aside as it was, reported once, and the place is free again", () => {
  const area = holding({ "toolkit:format": "1", "toolkit:answer:a#q": '{"at": "2026', "toolkit:answer:a#r": "7" });
  const store = openStore(area);
  assert.equal(store.get("answer:a#q"), undefined);
  assert.equal(store.get("answer:a#q"), undefined);
  assert.equal(store.get("answer:a#r", (value) => typeof value === "object"), undefined);
  assert.deepEqual(store.problems.map(({ kind, key }) => [kind, key]), [["unreadable", "answer:a#q"], ["unreadable", "answer:a#r"]]);
  assert.equal(lasts(store), true);
  store.set("answer:a#q", { new: true });
  assert.deepEqual(area.plain, {
    "toolkit:aside:answer:a#q": '{"at": "2026',
    "toolkit:aside:answer:a#r": "7",
    "toolkit:answer:a#q": '{"new":true}',
  });
  assert.deepEqual(openStore(area).aside(), [{ key: "answer:a#q", text: '{"at": "2026' }, { key: "answer:a#r", text: "7" }]);
});

test("a check that itself breaks on a value counts as refusing it", () => {
  const store = openStore(holding({ "toolkit:x": "null" }));
  assert.equal(store.get("x", (value) => value.at > 0), undefined);
  assert.deepEqual(kinds(store), ["unreadable"]);
});

test("a second unreadable value of the same name is set aside beside the first", () => {
  const area = new Area();
  for (const text of ["{1", "{2", "{3", "{2"]) {
    area.setItem("toolkit:lesson:one", text);
    openStore(area).get("lesson:one");
  }
  assert.deepEqual(openStore(area).aside().map(({ text }) => text).sort(), ["{1", "{2", "{3"]);
  assert.equal(area.getItem("toolkit:lesson:one"), null);
});

test("an unreadable value that finds no room aside stays where it is, and is never written over", () => {
  const area = holding({ "toolkit:format": "1", "toolkit:lesson:one": "{broken" });
  area.room = 60;
  const store = openStore(area);
  assert.equal(store.get("lesson:one"), undefined);
  assert.equal(store.set("lesson:one", 1), false);
  assert.equal(store.get("lesson:one"), 1, "this visit goes on");
  store.remove("lesson:one");
  assert.equal(store.get("lesson:one"), undefined);
  assert.equal(area.getItem("toolkit:lesson:one"), "{broken");
  assert.deepEqual(kinds(store).sort(), ["full", "unreadable"]);
  assert.deepEqual(store.aside(), [{ key: "lesson:one", text: "{broken" }], "it can be saved to a file");
});

for (const format of ["2", "17", "2.1", '"3"'.slice(1, 2)]) {
  test(`data of format ${format} is neither read nor changed`, () => {
    const area = holding({ "toolkit:format": format, "toolkit:lesson:one": "1" });
    const before = Object.fromEntries(area.values);
    const store = openStore(area);
    assert.deepEqual(kinds(store), ["newer"]);
    assert.equal(lasts(store), false);
    assert.equal(store.get("lesson:one"), undefined);
    assert.equal(store.set("lesson:one", 5), false);
    assert.equal(store.get("lesson:one"), 5);
    store.remove("lesson:one");
    assert.deepEqual(store.keys(""), []);
    assert.deepEqual(Object.fromEntries(area.values), before);
    assert.equal(area.writes, 0);
  });
}

test("when another tab moves the data to a newer format, this tab stops writing at once", () => {
  const area = new Area();
  const store = openStore(area);
  store.set("lesson:one", 1);
  area.setItem("toolkit:format", "2");
  assert.equal(store.set("lesson:two", 2), false);
  assert.equal(area.getItem("toolkit:lesson:two"), null);
  assert.deepEqual(kinds(store), ["newer"]);
});

test("a mark of format that is no number stays as it is and stops nobody", () => {
  const area = holding({ "toolkit:format": "odd", "toolkit:lesson:one": "1" });
  const store = openStore(area);
  assert.equal(store.get("lesson:one"), 1);
  store.set("lesson:two", 2);
  assert.equal(area.getItem("toolkit:format"), "odd");
});

test("clearing leaves nothing of ours, drafts, asides and a newer edition's data included", () => {
  const area = holding({ "toolkit:format": "2", "toolkit:draft:x": "{", "toolkit:aside:y": "z", other: "1" });
  const store = openStore(area);
  store.set("lesson:one", 1);
  store.clear();
  assert.deepEqual(Object.fromEntries(area.values), { other: "1" });
  assert.equal(store.get("lesson:one"), undefined);
  assert.deepEqual(store.problems, []);
  assert.equal(store.set("lesson:two", 2), true);
});

test("odd names of entries are names like any other", () => {
  const store = openStore(new Area());
  for (const key of ["__proto__", "constructor", "hasOwnProperty", "length", "aside:", ""]) {
    store.set(key, { key });
    assert.deepEqual(store.get(key), { key });
  }
  assert.equal({}.key, undefined);
});

test("an element hears of changes of this page and of other tabs until it stops listening", () => {
  const page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  try {
    const area = new Area();
    const store = openStore(area);
    let heard = 0;
    const stop = store.subscribe(() => (heard += 1));
    const elsewhere = (facts) => page.dispatchEvent(Object.assign(new Event("storage"), facts));
    const shown = (facts) => page.dispatchEvent(Object.assign(new Event("pageshow"), facts));
    const times = [
      [1, () => store.set("lesson:one", 1)],
      [1, () => store.remove("lesson:one")],
      [1, () => store.clear()],
      [1, () => elsewhere({ storageArea: area, key: "toolkit:lesson:two" })],
      [1, () => elsewhere({ storageArea: area, key: null })],
      [0, () => elsewhere({ storageArea: area, key: "theme" })],
      [0, () => elsewhere({ storageArea: new Area(), key: "toolkit:lesson:three" })],
      [0, () => shown({ persisted: false })],
      [1, () => shown({ persisted: true })],
      [0, stop],
      [0, () => store.set("lesson:four", 1)],
      [0, () => elsewhere({ storageArea: area, key: "toolkit:lesson:four" })],
      [0, () => shown({ persisted: true })],
    ];
    for (const [wanted, change] of times) {
      heard = 0;
      change();
      assert.equal(heard, wanted, `${change}`);
    }
  } finally {
    delete globalThis.addEventListener;
  }
});

test("records under two prefixes know nothing of each other: entries, format, what is set aside, clearing", () => {
  const area = holding({ "toolkit-team:format": "2", "toolkit-team:x": "{broken", "toolkit:y": "1" });
  const [learner, team] = [openStore(area), openStore(area, "toolkit-team:")];
  assert.deepEqual([kinds(learner), kinds(team)], [[], ["newer"]]);
  assert.deepEqual(learner.keys(""), ["y"]);
  learner.clear();
  assert.deepEqual(Object.fromEntries(area.values), { "toolkit-team:format": "2", "toolkit-team:x": "{broken" });
  team.clear();
  team.set("z", 1);
  assert.deepEqual([learner.keys(""), learner.aside(), Object.fromEntries(area.values)], [[], [], { "toolkit-team:format": "1", "toolkit-team:z": "1" }]);
});

test("the browser gives the area of the tab, or that of the computer, or none", async () => {
  globalThis.sessionStorage = new Area();
  const { browser } = await import("../../overrides/assets/lib/store.mjs");
  try {
    Object.defineProperty(globalThis, "localStorage", { configurable: true, value: new Area() });
    assert.equal(browser(true), globalThis.sessionStorage);
    assert.equal(browser(), globalThis.localStorage);
    Object.defineProperty(globalThis, "localStorage", { configurable: true, get: () => { throw new DOMException("denied", "SecurityError"); } });
    assert.equal(browser(), null);
  } finally {
    delete globalThis.sessionStorage;
  }
});
