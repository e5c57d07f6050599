import assert from "node:assert/strict";
import { test } from "node:test";
import { merge, readFile, toFile } from "../../overrides/assets/lib/record-file.mjs";
import { openRecord } from "../../overrides/assets/lib/record.mjs";
import { openResults } from "../../overrides/assets/lib/results.mjs";
import { openStore } from "../../overrides/assets/lib/store.mjs";
import { Area, clock, holding, seeded } from "./areas.mjs";

const CHECK = "module-7/consent";
const NOW = clock("2026-11-21T15:00:00.000Z");
const open = (area = new Area(), now = NOW) => {
  const record = openRecord(openStore(area), now);
  return { ...record, ...openResults(record) };
};
const kept = (record) => JSON.parse(toFile(record));

/** A learner who did this and that, the same for the same seed. */
function lived(seed, area = new Area()) {
  const random = seeded(seed);
  const now = clock();
  const record = open(area, now);
  const some = (list) => list[Math.floor(random() * list.length)];
  for (let round = 0; round < 25; round += 1) {
    now.later(Math.floor(random() * 3), Math.floor(random() * 90));
    const right = random() < 0.5;
    const percent = Math.floor(random() * 101);
    some([
      () => record.finishLesson(some(["one", "two", "three"])),
      () => record.answer(CHECK, some(["q1", "q2"]), { revision: some([1, 1, 2]), answer: some(["a", ["a", "b"], { x: "y" }, [["s", "c"]]]), points: right ? 1 : some([0, 0.5]), right, sure: some([undefined, 1, 3]) }),
      () => record.attempt(CHECK, { kind: some(["final", "before", "practice"]), edition: "1", points: percent, max: 100, percent, passed: percent >= 80, objectives: { o: [1, 2] }, sureWrong: ["q1"], questions: ["q1"] }),
      () => record.reflect(CHECK, some(["r1", "r2"]), some(["First thought", "Another", "First thought, longer"]), "Prompt?"),
      () => record.setSetting("name", some(["Ana", "Ben"])),
    ])();
  }
  record.saveDraft(CHECK, { phase: "answering", drawn: [], order: {}, answers: { q: "a" }, sure: {}, at: null });
  return record;
}

const read = (record, content, size) => {
  const reading = readFile(record, content, size);
  assert.ok(reading.ok, reading.reason);
  return reading;
};

// -- saving and opening

test("a record saved to a file and opened on another computer is the same record, drafts left out", () => {
  for (let seed = 1; seed < 60; seed += 1) {
    const file = toFile(lived(seed));
    const other = open();
    merge(other, read(other, file).incoming);
    assert.deepEqual({ ...kept(other), saved: "" }, { ...JSON.parse(file), saved: "" });
    assert.ok(!file.includes("answering"));
  }
});

test("opening a file says what will change, and changes nothing before the learner agrees", () => {
  const area = new Area();
  const record = open(area);
  record.finishLesson("one");
  const before = JSON.stringify([...area.values]);
  const { changes } = read(record, toFile(lived(4)));
  assert.equal(JSON.stringify([...area.values]), before);
  assert.ok(changes.total > 3 && changes.lessons + changes.answers + changes.attempts + changes.reflections + changes.settings + changes.earlier === changes.total);
  for (const sentence of changes.sentences) assert.match(sentence, /^[A-Z].+\.$/);
});

test("the changes that were announced are the changes that are made", () => {
  for (let seed = 1; seed < 40; seed += 1) {
    const record = lived(seed);
    const { incoming, changes } = read(record, toFile(lived(seed + 100)));
    assert.deepEqual(merge(record, incoming), { written: changes.total, kept: true });
  }
});

test("opening the same file twice changes nothing the second time", () => {
  for (let seed = 1; seed < 120; seed += 1) {
    const record = lived(seed);
    const file = toFile(lived(seed + 1000));
    merge(record, read(record, file).incoming);
    const { changes } = read(record, file);
    assert.equal(changes.total, 0, `seed ${seed}: ${changes.sentences.join(" ")}`);
    assert.deepEqual(changes.sentences, ["All that this file holds is here already. Nothing would change."]);
  }
});

test("two computers that open each other's file hold the same, whichever came first", () => {
  for (let seed = 1; seed < 120; seed += 1) {
    const [one, two] = [lived(seed), lived(seed + 1000)];
    const [first, second] = [toFile(one), toFile(two)];
    merge(one, read(one, second).incoming);
    merge(two, read(two, first).incoming);
    const [a, b] = [kept(one), kept(two)];
    for (const section of ["lessons", "answers", "earlier", "attempts", "reflections"]) assert.deepEqual(a[section], b[section], `${section}, seed ${seed}`);
  }
});

test("opening a file never makes a result worse", () => {
  for (let seed = 1; seed < 120; seed += 1) {
    const record = lived(seed);
    const [mine, theirs] = [kept(record), kept(lived(seed + 1000))];
    merge(record, read(record, JSON.stringify(theirs)).incoming);
    const after = kept(record);
    for (const source of [mine, theirs]) {
      for (const [page, { at }] of Object.entries(source.lessons)) assert.ok(after.lessons[page].at <= at);
      for (const [key, attempt] of Object.entries(source.attempts)) assert.ok(after.attempts[key].percent >= attempt.percent);
      for (const [key, { text }] of Object.entries(source.reflections)) assert.ok(after.reflections[key].text.includes(text));
      for (const [key, answer] of Object.entries(source.answers)) {
        const now = after.answers[key];
        assert.ok(now.revision > answer.revision || (now.revision === answer.revision && (now.right || !answer.right) && now.points >= answer.points));
        if (now.revision > answer.revision) assert.ok(after.earlier[`${key}@${answer.revision}`], "the older answer is kept");
      }
    }
  }
});

test("a question that was right here stays right, and is reviewed when the last one of the two says", () => {
  const now = clock();
  const here = open(new Area(), now);
  here.answer(CHECK, "q", { revision: 1, answer: "b", points: 1, right: true });
  now.later(1);
  const there = open(new Area(), now);
  there.answer(CHECK, "q", { revision: 1, answer: "a", points: 0, right: false });
  merge(here, read(here, toFile(there)).incoming);
  const { right, answer, review } = here.answers(CHECK).q;
  assert.deepEqual([right, answer, review.due], [true, "b", "2026-11-23"]);
});

test("two different reflections are both kept, the later one first", () => {
  const now = clock();
  const here = open(new Area(), now);
  here.reflect(CHECK, "r", "Early thought", "Prompt?");
  now.later(2);
  const there = open(new Area(), now);
  there.reflect(CHECK, "r", "Later thought", "Prompt?");
  merge(here, read(here, toFile(there)).incoming);
  assert.equal(here.reflection(CHECK, "r").text, "Later thought\n\n[2026-11-21]\nEarly thought");
});

test("two reflections too long for one entry are both kept, the older set aside", () => {
  const now = clock();
  const here = open(new Area(), now);
  here.reflect(CHECK, "r", "a".repeat(15_000), "Prompt?");
  now.later(1);
  const there = open(new Area(), now);
  there.reflect(CHECK, "r", "b".repeat(15_000), "Prompt?");
  const file = toFile(there);
  merge(here, read(here, file).incoming);
  assert.equal(here.reflection(CHECK, "r").text[0], "b");
  assert.ok(here.store.aside()[0].text.includes("aaa"));
  assert.equal(read(here, file).changes.total, 0);
  assert.equal(read(open(), toFile(here)).ok, true);
});

test("what was set aside travels in the file and is set aside on the other computer, once", () => {
  const record = open(holding({ "toolkit:lesson:one": "{broken", "toolkit:aside:lesson:one": "{older" }));
  record.lessons();
  const file = toFile(record);
  const other = open();
  merge(other, read(other, file).incoming);
  assert.deepEqual(other.store.aside().map(({ text }) => text).sort(), ["{broken", "{older"]);
  assert.equal(read(other, file).changes.total, 0);
  assert.equal(read(record, file).changes.total, 0);
});

test("an entry that only half fits is saved beside the others, so that the file can be opened again", () => {
  const record = open(holding({ [`toolkit:answer:${CHECK}#q`]: JSON.stringify({ revision: 1, answer: "a", points: 9, right: false, tries: 1, first: { points: 0, right: false }, at: "2026-01-01T00:00:00.000Z" }) }));
  const file = kept(record);
  assert.deepEqual(Object.keys(file.answers), []);
  assert.equal(file.aside.length, 1);
  read(open(), JSON.stringify(file));
});

test("a file opened where storage is full works for this visit, and says that it is not kept", () => {
  const area = new Area();
  area.room = 0;
  const record = open(area);
  const { incoming } = read(record, toFile(lived(8)));
  assert.equal(merge(record, incoming).kept, false);
  assert.ok(Object.keys(record.lessons()).length);
});

test("unreadable entries of this computer are set aside and not written over by a file", () => {
  const area = holding({ "toolkit:lesson:one": "{broken" });
  const record = open(area);
  const other = open();
  other.finishLesson("one");
  merge(record, read(record, toFile(other)).incoming);
  assert.equal(area.getItem("toolkit:aside:lesson:one"), "{broken");
  assert.ok(record.lessons().one);
});

// -- refusing

const good = () => kept(lived(3));
const spoiled = (change) => {
  const file = good();
  change(file);
  return JSON.stringify(file);
};
const first = (table) => Object.keys(table)[0];

/** What is wrong with a file, the file, what the reason must say. */
const HOSTILE = [
  ["an empty file", "", /not JSON/],
  ["a picture", "\u0089PNG\r\n\u001a\n", /not JSON/],
  ["half a file", JSON.stringify(good()).slice(0, 500), /not JSON/],
  ["JSON that is no record", "[1, 2]", /not a learner's record/],
  ["nothing", "null", /not a learner's record/],
  ["another site's file", spoiled((file) => (file.kind = "other/learner-record")), /not a learner's record/],
  ["a file without its kind", spoiled((file) => delete file.kind), /not a learner's record/],
  ["a newer edition's file", spoiled((file) => (file.format = 2)), /newer edition/],
  ["a format that is no number", spoiled((file) => (file.format = "1")), /format/],
  ["a format below one", spoiled((file) => (file.format = 0)), /format/],
  ["a save without its date", spoiled((file) => (file.saved = "yesterday")), /saved/],
  ["lessons as a list", spoiled((file) => (file.lessons = [])), /lessons/],
  ["a lesson as a text", spoiled((file) => (file.lessons.one = "done")), /lessons, one/],
  ["a lesson without its date", spoiled((file) => (file.lessons.one = {})), /lessons, one, at/],
  ["a date that is none", spoiled((file) => (file.lessons.one = { at: "2026-99-99T00:00:00.000Z" })), /lessons, one, at/],
  ["a date as a list", spoiled((file) => (file.lessons.one = { at: ["2026-01-01T00:00:00.000Z"] })), /lessons, one, at/, true],
  ["a page named by a script", spoiled((file) => (file.lessons["<script>alert(1)</script>"] = { at: file.saved })), /lessons, <script>/],
  ["a page with a long name", spoiled((file) => (file.lessons["a".repeat(201)] = { at: file.saved })), /lessons, aaa/],
  ["more points than there are", spoiled((file) => (file.answers[first(file.answers)].points = 2)), /points/],
  ["points as a text", spoiled((file) => (file.answers[first(file.answers)].points = "1")), /points/],
  ["a review on a step that is none", spoiled((file) => (file.answers[first(file.answers)].review = { step: 9, due: "2026-01-01", why: "missed" })), /review/],
  ["an answer as a deep heap", spoiled((file) => (file.answers[first(file.answers)].answer = [[["a"]]])), /answer/],
  ["an answer without its question", spoiled((file) => (file.answers[CHECK] = file.answers[first(file.answers)])), /answers, module-7\/consent/],
  ["an attempt above 100 percent", spoiled((file) => (file.attempts[first(file.attempts)].percent = 101)), /percent/],
  ["an attempt of another kind", spoiled((file) => (file.attempts[first(file.attempts)].kind = "exam")), /kind/],
  ["an attempt under another date", spoiled((file) => (file.attempts[`${CHECK}:2020-01-01T00:00:00.000Z`] = file.attempts[first(file.attempts)])), /at/],
  ["a reflection of a million letters", spoiled((file) => (file.reflections[first(file.reflections)].text = "a".repeat(1_000_000))), /reflections/],
  ["a setting as a table", spoiled((file) => (file.settings.name = { value: {} })), /settings, name, value/],
  ["what was set aside as a text", spoiled((file) => (file.aside = "x")), /aside/],
  ["something set aside that is no text", spoiled((file) => (file.aside = [{ key: "a", text: 1 }])), /aside/],
  ["a __proto__ at the top", JSON.stringify(good()).replace("{", '{"__proto__": {"polluted": true}, '), /__proto__/],
  ["a __proto__ among the lessons", spoiled((file) => (file.lessons = {})).replace('"lessons":{}', '"lessons":{"__proto__":{"at":"2026-01-01T00:00:00.000Z"}}'), /__proto__/],
  ["a constructor deep inside", spoiled((file) => (file.extra = { deep: [{ constructor: { prototype: {} } }] })), /constructor/],
  ["a prototype in an answer", spoiled((file) => (file.answers[first(file.answers)].answer = { prototype: "x" })), /prototype/],
  ["a heap deeper than any record", spoiled((file) => (file.extra = JSON.parse("[".repeat(50) + "]".repeat(50)))), /nested/],
  ["a hundred thousand brackets", `${JSON.stringify(good()).slice(0, -1)},"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, /nested|not JSON/],
  ["twenty thousand and one lessons", spoiled((file) => { for (let n = 0; n <= 20_000; n += 1) file.lessons[`p${n}`] = { at: file.saved }; }), /20,000/],
  ["a file of 6 MB", JSON.stringify({ ...good(), pad: "x".repeat(6_000_000) }), /larger than 5 MB/],
];

for (const [what, content, reason] of HOSTILE) {
  test(`${what} is refused with a reason, and nothing changes`, () => {
    const area = new Area();
    const record = open(area);
    record.finishLesson("mine");
    const before = JSON.stringify([...area.values]);
    const reading = readFile(record, content);
    assert.equal(reading.ok, false);
    assert.match(reading.reason, reason);
    assert.match(reading.reason, /^[A-Z][^]+\.$/);
    assert.ok(reading.reason.length < 400);
    assert.equal(JSON.stringify([...area.values]), before);
    assert.equal({}.polluted, undefined);
    assert.equal({}.at, undefined);
  });
}

test("a file of 50 MB is refused by its size alone", () => {
  const { ok, reason } = readFile(open(), "{}", 50_000_000);
  assert.equal(ok, false);
  assert.match(reason, /larger than 5 MB/);
});

test("a script in a learner's own text stays the text that it is", () => {
  const other = open();
  other.reflect(CHECK, "r", "<img src=x onerror=alert(1)>", "<script>");
  const record = open();
  merge(record, read(record, toFile(other)).incoming);
  assert.equal(record.reflection(CHECK, "r").text, "<img src=x onerror=alert(1)>");
});

test("fields that this site does not know are left out", () => {
  const record = open();
  merge(record, read(record, spoiled((file) => { file.extra = 1; file.lessons.one = { at: file.saved, extra: "x" }; })).incoming);
  assert.ok(!toFile(record).includes("extra"));
});

test("a file of the same format with sections missing is read", () => {
  read(open(), spoiled((file) => { delete file.earlier; delete file.aside; delete file.settings; }));
});

test("whatever one value of a file is changed to, it is read or refused, and the record can be read afterwards", () => {
  const random = seeded(9);
  const odd = [null, -1, 1e400, "x", "", [], {}, [[]], true, "__proto__", "2026-01-01T00:00:00.000Z", { at: 1 }, 1.5];
  for (let round = 0; round < 1500; round += 1) {
    const file = good();
    let place = file;
    for (;;) {
      const names = Object.keys(place);
      const name = names[Math.floor(random() * names.length)];
      if (name === undefined) break;
      if (typeof place[name] === "object" && place[name] && random() < 0.8) place = place[name];
      else {
        place[name] = odd[Math.floor(random() * odd.length)];
        break;
      }
    }
    const record = lived(6);
    const reading = readFile(record, JSON.stringify(file));
    if (!reading.ok) {
      assert.match(reading.reason, /\.$/);
      assert.notEqual(reading.reason, "This file could not be read as a saved record.", JSON.stringify(place));
      continue;
    }
    merge(record, reading.incoming);
    assert.deepEqual(record.problems, []);
    assert.equal(read(record, toFile(record)).changes.total, 0);
  }
});
