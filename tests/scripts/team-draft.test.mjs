import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { afterEach, beforeEach, test } from "node:test";
import { openStore } from "../../overrides/assets/lib/store.mjs";
import { openDraft } from "../../overrides/assets/lib/team-draft.mjs";
import { toText } from "../../overrides/assets/lib/team-file.mjs";
import { Area, refusing, seeded } from "./areas.mjs";
import { PARTNER, TOOL, view } from "./teams.mjs";

const SITE = "toolkit-team:";
const page = new EventTarget();
setMaxListeners(0, page);
let name = 0;
let tool = TOOL;
let open = [];

/** Storage that all tabs share; tabs hear of each other's changes a little later. */
class Shared extends Area {
  setItem(key, value) {
    super.setItem(key, value);
    this.#tell(key);
  }

  removeItem(key) {
    super.removeItem(key);
    this.#tell(key);
  }

  #tell(key) {
    queueMicrotask(() => page.dispatchEvent(Object.assign(new Event("storage"), { storageArea: this, key })));
  }
}

beforeEach(() => {
  globalThis.addEventListener = page.addEventListener.bind(page);
  tool = { ...TOOL, id: `tool-${(name += 1)}` }; // locks are those of the whole process
});

afterEach(() => {
  for (const one of open) one.close();
  open = [];
  delete globalThis.addEventListener;
});

/** A tab on this computer: its own storage, and the one that all share. */
async function tab(computer = new Shared(), own = new Area(), more = {}) {
  const heard = [];
  const draft = await openDraft(tool, ({ work }) => heard.push(work.about.partner), { tab: openStore(own, SITE), computer: openStore(computer, SITE), ...more });
  open.push(draft);
  return Object.assign(draft, { heard, own, computer });
}

const doc = (partner, answers) => view(partner, answers, tool);
const settled = () => new Promise((done) => setTimeout(done, 5));
const ours = (area) => [...area.values.keys()].filter((key) => key.startsWith("toolkit"));
const partner = (draft) => draft.work.about.partner;

test("until people say otherwise a draft is kept in this tab only", async () => {
  const one = await tab();
  assert.deepEqual([one.kept, one.writes, one.problem, one.filed], [false, true, undefined, true]);
  assert.equal(one.save(doc(PARTNER)), true);
  assert.deepEqual(ours(one.computer), []);
  const again = await tab(one.computer, one.own);
  assert.deepEqual([partner(again), again.kept, again.filed], [PARTNER, false, false]);
});

test("a tab that only looks leaves nothing", async () => {
  const one = await tab();
  assert.deepEqual([ours(one.computer), ours(one.own)], [[], []]);
});

test("kept on this computer, a draft is there in a new tab and no longer in the old one", async () => {
  const one = await tab();
  one.save(doc(PARTNER, { "values-01": "partly" }));
  assert.equal(await one.keep(true), undefined);
  assert.deepEqual([one.kept, ours(one.own)], [true, []]);
  one.save(doc(PARTNER, { "values-01": "not-yet" }));
  one.close();
  const next = await tab(one.computer);
  assert.deepEqual([next.kept, next.writes, next.work.answers["values-01"].answer], [true, true, "not-yet"]);
});

test("no longer kept on this computer, it is in this tab alone", async () => {
  const one = await tab();
  await one.keep(true);
  one.save(doc("Court"));
  assert.equal(await one.keep(false), undefined);
  assert.deepEqual([one.kept, ours(one.computer)], [false, []]);
  assert.equal(partner(await tab(one.computer, one.own)), "Court");
});

test("a page that comes back as it was left shows what is kept now, and goes on from there", async () => {
  const one = await tab();
  one.save(doc("First"));
  const back = () => page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  const later = await tab(one.computer, one.own);
  later.save(doc("Second"));
  back();
  assert.deepEqual([partner(one), one.heard, one.writes, one.save(doc("Third"))], ["Second", ["Second"], true, true]);
  back();
  assert.equal(await later.keep(true), undefined);
  later.close();
  back();
  await settled();
  assert.deepEqual([partner(one), one.kept, one.writes, one.save(doc("Fourth"))], ["Third", true, true, true]);
});

test("whether the work is in a file outlives a reload", async () => {
  const one = await tab();
  one.save(doc("Court"), true);
  assert.equal((await tab(one.computer, one.own)).filed, true);
  one.save(doc("Court, changed"));
  assert.equal((await tab(one.computer, one.own)).filed, false);
});

test("an answer that was cleared stays cleared", async () => {
  const one = await tab();
  one.save(doc("Court", { "values-01": "in-place" }));
  one.save(doc("Court", { "values-01": { answer: null, revision: 1 } }));
  assert.equal((await tab(one.computer, one.own)).work.answers["values-01"].answer, null);
});

test("a draft of an earlier edition opens as a file of it would", async () => {
  const one = await tab();
  one.save(doc("Court", { "values-01": "partly", "values-02": "partly" }));
  tool = { ...tool, items: tool.items.map((item) => (item.id === "values-01" ? { ...item, revision: 2 } : item)) };
  const { report } = await tab(one.computer, one.own);
  assert.deepEqual([report.kept, report.confirm], [1, ["values-01"]]);
});

// -- two tabs

test("the second tab reads, hears of every change, and writes once the first is closed", async () => {
  const one = await tab();
  one.save(doc("First"));
  await one.keep(true);
  const two = await tab(one.computer);
  assert.deepEqual([two.writes, two.kept, partner(two)], [false, true, "First"]);
  one.save(doc("Second"));
  await settled();
  assert.deepEqual([partner(two), two.heard.at(-1)], ["Second", "Second"]);
  one.close();
  await settled();
  assert.deepEqual([two.writes, partner(two)], [true, "Second"]);
  assert.equal(two.save(doc("Third")), true);
});

test("a tab can take over, and the one before it then only reads, with what is kept now", async () => {
  const one = await tab();
  one.save(doc("First"));
  await one.keep(true);
  const two = await tab(one.computer);
  await two.takeOver();
  assert.equal(one.save(doc("Too late")), false, "although this tab has not heard of it yet");
  assert.equal(two.save(doc("Second")), true);
  await settled();
  assert.deepEqual([one.writes, two.writes], [false, true]);
  assert.equal(partner(one), "Too late", "what was not kept is still here, for a file");
  await one.takeOver();
  assert.deepEqual([partner(one), one.writes], ["Second", true]);
  await settled();
  assert.equal(two.writes, false);
});

test("a tab that gave way and had nothing unsaved follows the other", async () => {
  const one = await tab();
  one.save(doc("First"));
  await one.keep(true);
  const two = await tab(one.computer);
  await two.takeOver();
  await settled();
  two.save(doc("Second"));
  await settled();
  assert.deepEqual([one.writes, partner(one)], [false, "Second"]);
  two.close();
  await settled();
  assert.deepEqual([one.writes, partner(one)], [true, "Second"]);
});

for (const [how, more] of [["with locks", {}], ["where a browser gives no locks", { locks: undefined }]]) {
  test(`interleaved tabs never lose a change that was said to be kept, ${how}`, async () => {
    const random = seeded(7);
    for (let round = 0; round < 12; round += 1) {
      tool = { ...tool, id: `${tool.id}x` };
      const computer = new Shared();
      const first = await tab(computer, new Area(), more);
      first.save(doc("0"));
      await first.keep(true);
      const tabs = [first, await tab(computer, new Area(), more), await tab(computer, new Area(), more)];
      let truth = "0";
      for (let step = 1; step < 40; step += 1) {
        const one = tabs[Math.floor(random() * tabs.length)];
        if (random() < 0.15) await one.takeOver();
        else if (random() < 0.4) await settled();
        else if (one.writes) {
          const next = `${partner(one)} ${step}`;
          if (!one.save(doc(next))) continue;
          assert.ok(next.startsWith(truth), `${truth} was lost by ${next}`);
          truth = next;
        }
      }
      for (const one of tabs) one.close();
      assert.equal(partner(await tab(computer, new Area(), more)), truth);
    }
  });

  test(`work of two tabs that both began it is never mixed: the second cannot be kept over the first, ${how}`, async () => {
    const computer = new Shared();
    const [one, two] = [await tab(computer, new Area(), more), await tab(computer, new Area(), more)];
    one.save(doc("One"));
    two.save(doc("Two"));
    await one.keep(true);
    assert.match(await two.keep(true), "locks" in more ? /^Work from earlier/ : /^Another tab keeps work/);
    assert.deepEqual([two.kept, two.writes, partner(two), two.save(doc("Two, more"))], [false, true, "Two", true]);
    assert.equal(partner(await tab(computer, two.own, more)), "Two, more", "a tab comes back to its own");
    assert.equal(partner(await tab(computer, new Area(), more)), "One");
  });
}

test("work that a closed tab left on the computer is not said to be another tab's", async () => {
  const one = await tab();
  one.save(doc("One"));
  const two = await tab(one.computer);
  two.save(doc("Two"));
  await two.keep(true);
  two.close();
  await settled();
  assert.match(await one.keep(true), /^Work from earlier is kept on this computer/);
  await settled();
  const three = await tab(one.computer);
  assert.deepEqual([partner(three), three.writes, partner(one), one.kept, one.writes], ["Two", true, "One", false, true]);
});

test("where a browser gives no locks, a tab that took over is not written over by one that has not heard of it", async () => {
  const computer = new Shared();
  const one = await tab(computer, new Area(), { locks: undefined });
  one.save(doc("One"));
  await one.keep(true);
  const two = await tab(computer, new Area(), { locks: undefined });
  await two.takeOver();
  assert.deepEqual([one.save(doc("Too late")), two.save(doc("Two"))], [false, true]);
  assert.equal(partner(one), "Too late");
});

test("locks that a browser denies are as none", async () => {
  const denied = { request: () => Promise.reject(new DOMException("no", "SecurityError")) };
  const one = await tab(new Shared(), new Area(), { locks: denied });
  one.save(doc("Court"));
  assert.equal(await one.keep(true), undefined);
  assert.equal(one.save(doc("Court 2")), true);
});

test("tabs of different tools do not wait for each other", async () => {
  const one = await tab();
  one.save(doc("Court"));
  await one.keep(true);
  tool = { ...tool, id: `${tool.id}-two` };
  const two = await tab(one.computer);
  assert.deepEqual([two.writes, two.kept], [true, false]);
});

// -- clearing

test("clearing leaves nothing of this tool in this browser, not even in tabs that show it", async () => {
  const one = await tab();
  one.save(doc("Court"));
  await one.keep(true);
  const two = await tab(one.computer);
  two.clear();
  await settled();
  assert.deepEqual([...one.computer.values, ...one.own.values, ...two.own.values], []);
  assert.deepEqual([partner(one), partner(two), one.kept, two.kept], ["", "", false, false]);
  assert.equal(one.save(doc("Again")), true);
  assert.deepEqual([...one.computer.values], [], "what comes after is in the tab again");
});

test("a tab that was clearing does not bring back what it showed", async () => {
  const one = await tab();
  one.save(doc("Court"));
  await one.keep(true);
  one.clear();
  assert.equal(partner(one), "");
  const next = await tab(one.computer, one.own);
  assert.equal(partner(next), "");
});

test("a tab that has not heard of the clearing cannot bring the draft back", async () => {
  const one = await tab();
  one.save(doc("Court"));
  await one.keep(true);
  (await tab(one.computer)).clear();
  assert.equal(one.save(doc("Court, later")), false);
  assert.deepEqual([...one.computer.values], []);
});

test("clearing one tool leaves the others, and the learner's record", async () => {
  const computer = new Shared();
  computer.setItem("toolkit:lesson:one", "{}");
  const one = await tab(computer);
  one.save(doc("Court"));
  await one.keep(true);
  tool = { ...tool, id: `${tool.id}-two` };
  const two = await tab(computer);
  two.save(doc("Treatment"));
  await two.keep(true);
  one.clear();
  assert.deepEqual(ours(computer).sort(), [`${SITE}draft:${tool.id}`, `${SITE}format`, "toolkit:lesson:one"]);
  two.clear();
  assert.deepEqual(ours(computer), ["toolkit:lesson:one"]);
});

// -- bad days

const damaged = ['{"version":1,"text":"{', "null", "7", '{"version":"1","text":"{}"}', '{"version":1}', JSON.stringify({ version: 1, text: "{}" }), JSON.stringify({ version: 1, text: '{"kind":"x"}' })];
for (const text of damaged) {
  test(`a draft that cannot be read (${text.slice(0, 30)}) is set aside as it is, never written over, and gone after clearing`, async () => {
    const own = new Area();
    own.setItem(`${SITE}draft:${tool.id}`, text);
    const one = await tab(new Shared(), own);
    assert.match(one.problem, /could not be read/);
    assert.deepEqual(one.aside(), [text]);
    assert.equal(one.save(doc("Court")), true);
    assert.deepEqual(one.aside(), [text]);
    one.clear();
    assert.deepEqual([one.aside(), one.problem, [...own.values]], [[], undefined, []]);
  });
}

test("a draft cut off at any place is set aside as it is", async () => {
  const whole = new Area();
  const first = await tab(new Shared(), whole);
  first.save(doc(PARTNER));
  const key = `${SITE}draft:${tool.id}`;
  const text = whole.getItem(key);
  for (let end = 0; end < text.length; end += 7) {
    const own = new Area();
    own.setItem(key, text.slice(0, end));
    const one = await tab(new Shared(), own);
    one.save(doc("Court"));
    assert.ok([...own.values.values()].includes(text.slice(0, end)), `${end}`);
    one.close();
  }
});

test("a draft of a newer edition is left alone", async () => {
  const own = new Area();
  const kept = JSON.stringify({ version: 3, text: toText({ ...doc("Court"), format: 99 }), filed: true });
  own.setItem(`${SITE}draft:${tool.id}`, kept);
  const one = await tab(new Shared(), own);
  assert.match(one.problem, /newer edition/);
  assert.equal(one.save(doc("Mine")), false);
  assert.equal(own.getItem(`${SITE}draft:${tool.id}`), kept);
});

test("where nothing can be kept, the work goes on in the page and a sentence says so", async () => {
  const one = await tab(refusing, refusing);
  assert.equal(one.save(doc("Court")), false);
  assert.deepEqual([partner(one), one.writes], ["Court", true]);
  assert.match(one.problem, /keeps nothing/);
  assert.equal(one.save(doc("Court 2")), false);
  assert.match(await one.keep(true), /keeps nothing/);
  assert.deepEqual([one.kept, partner(one)], [false, "Court 2"]);
  one.clear();
});

test("a full computer keeps the draft in the tab and says so; what was kept there is untouched", async () => {
  const computer = new Shared();
  computer.setItem("other", "x");
  computer.room = 60;
  const one = await tab(computer);
  one.save(doc("Court"));
  assert.match(await one.keep(true), /no room left/);
  assert.deepEqual([one.kept, one.save(doc("Court 2"))], [false, true]);
  assert.equal(partner(await tab(computer, one.own)), "Court 2");
  assert.equal(computer.getItem("other"), "x");
});

test("a tab without room leaves the draft on the computer and says so", async () => {
  const own = new Area();
  const one = await tab(new Shared(), own);
  one.save(doc("Court"));
  await one.keep(true);
  own.room = 10;
  assert.match(await one.keep(false), /no room left/);
  assert.deepEqual([one.kept, one.writes, one.problem, one.save(doc("Court 2"))], [true, true, undefined, true]);
  assert.equal(partner(await tab(one.computer)), "Court 2");
});

test("a storage that fills up keeps the last draft that found room, and says so", async () => {
  const own = new Area();
  const one = await tab(new Shared(), own);
  one.save(doc("Court"));
  own.room = 1000;
  assert.equal(one.save(doc("C".repeat(2000))), false);
  assert.match(one.problem, /no room left/);
  assert.equal(partner(await tab(new Shared(), own)), "Court");
});

test("every problem is a sentence for a reader", async () => {
  const one = await tab(refusing, refusing);
  assert.match(one.problem, /^[A-Z].+\.$/);
});
