import assert from "node:assert/strict";
import { test } from "node:test";
import { best, due, moduleProgress, reflections, upcoming } from "../../overrides/assets/lib/progress.mjs";
import { openRecord } from "../../overrides/assets/lib/record.mjs";
import { openResults } from "../../overrides/assets/lib/results.mjs";
import { openStore } from "../../overrides/assets/lib/store.mjs";
import { Area, clock, holding, refusing, seeded } from "./areas.mjs";

const CHECK = "module-7/consent";
const wrong = { revision: 1, answer: "a", points: 0, right: false };
const right = { revision: 1, answer: "b", points: 1, right: true };
const plain = (value) => JSON.parse(JSON.stringify(value));

function begin(area = new Area(), now = clock()) {
  const tab = () => {
    const record = openRecord(openStore(area), now);
    return { ...record, ...openResults(record) };
  };
  return { area, now, record: tab(), tab };
}

// -- lessons

test("a lesson that is marked as done stays done, with the day it was first done", () => {
  const { record, tab, now } = begin();
  assert.equal(record.finishLesson("training/module-7/levels.md"), true);
  now.later(3);
  record.finishLesson("training/module-7/levels.md");
  assert.deepEqual(plain(tab().lessons()), { "training/module-7/levels.md": { at: "2026-11-21T15:00:00.000Z" } });
  record.reopenLesson("training/module-7/levels.md");
  assert.deepEqual(plain(tab().lessons()), {});
});

test("two tabs that finish two lessons both count", () => {
  const { record, tab } = begin();
  const other = tab();
  record.lessons();
  other.lessons();
  record.finishLesson("one");
  other.finishLesson("two");
  assert.deepEqual(Object.keys(record.lessons()), ["one", "two"]);
});

test("the last lesson opened is where the learner goes on", () => {
  const { record, tab } = begin();
  assert.equal(record.last(), undefined);
  assert.equal(record.setLast({ page: "p", title: "Consent", url: "/site/training/module-7/consent/#h" }), true);
  assert.equal(tab().last().url, "/site/training/module-7/consent/#h");
});

test("an address that runs a script or leads elsewhere is not where the learner goes on", () => {
  for (const url of ["javascript:alert(1)", "//evil.example/", "/\t/evil.example", "\\\\evil.example", "https://evil.example", "data:text/html,x", "/a b"]) {
    const at = "2026-11-21T15:00:00.000Z";
    const { record } = begin(holding({ "toolkit:last": JSON.stringify({ page: "p", title: "t", url, at }) }));
    assert.equal(record.last(), undefined, url);
  }
});

// -- answers

test("an answer is kept with its first try, and tries are counted", () => {
  const { record, tab, now } = begin();
  record.answer(CHECK, "mother-calls", { ...wrong, sure: 2 });
  now.later(0, 5);
  tab().answer(CHECK, "mother-calls", right);
  const entry = record.answers(CHECK)["mother-calls"];
  assert.deepEqual([entry.answer, entry.right, entry.tries, entry.first], ["b", true, 2, { points: 0, right: false, sure: 2 }]);
});

test("inserting, deleting or reordering questions leaves every answer on its own question", () => {
  const { record, tab } = begin();
  for (const id of ["one", "two", "three"]) record.answer(CHECK, id, { ...right, answer: id });
  const answers = tab().answers(CHECK);
  assert.deepEqual(["three", "new", "one"].map((id) => answers[id]?.answer), ["three", undefined, "one"]);
});

test("the answers of a check whose id begins alike stay apart", () => {
  const { record } = begin();
  record.answer("module-7/consent", "q", right);
  record.answer("module-7/consent-two", "q", wrong);
  assert.deepEqual(Object.values(record.answers("module-7/consent")).map((one) => one.right), [true]);
});

test("an answer to an older form of a question is kept apart when the new form is answered", () => {
  const { area, record } = begin();
  record.answer(CHECK, "q", right);
  const entry = record.answer(CHECK, "q", { ...wrong, revision: 2 });
  assert.equal(entry.tries, 1);
  record.answer(CHECK, "q", { ...wrong, revision: 3 });
  assert.deepEqual(Object.keys(area.plain).sort(), [
    `toolkit:answer:${CHECK}#q`,
    `toolkit:earlier:${CHECK}#q@1`,
    `toolkit:earlier:${CHECK}#q@2`,
  ]);
});

test("a page that was opened before a question changed does not undo the newer answer", () => {
  const { record } = begin();
  record.answer(CHECK, "q", { ...right, revision: 2 });
  record.answer(CHECK, "q", { ...wrong, revision: 1 });
  record.answer(CHECK, "q", { ...wrong, revision: 1 });
  assert.equal(record.answers(CHECK).q.revision, 2);
  assert.equal(record.answers(CHECK).q.right, true);
  assert.deepEqual(record.entries("earlier:").map(([key, { tries }]) => [key, tries]), [[`${CHECK}#q@1`, 2]]);
});

test("two tabs that answer different questions of a check keep both answers", () => {
  const { record, tab } = begin();
  const other = tab();
  record.answers(CHECK);
  other.answers(CHECK);
  record.answer(CHECK, "one", right);
  other.answer(CHECK, "two", wrong);
  assert.deepEqual(Object.keys(record.answers(CHECK)), ["one", "two"]);
});

test("an unreadable answer is set aside before the question is answered anew", () => {
  const { area, record } = begin(holding({ [`toolkit:answer:${CHECK}#q`]: '{"revision": "one"}' }));
  record.answer(CHECK, "q", right);
  assert.equal(area.getItem(`toolkit:aside:answer:${CHECK}#q`), '{"revision": "one"}');
  assert.equal(record.answers(CHECK).q.right, true);
  assert.deepEqual(record.problems.map(({ kind }) => kind), ["unreadable"]);
});

// -- review

const weeks = (record, now, days) => {
  now.later(days);
  return due(record).map(({ question, why }) => `${question}: ${why}`);
};

test("a missed question comes back the next day, then after a week, then after three, and then no more", () => {
  const { record, now } = begin();
  record.answer(CHECK, "q", wrong);
  assert.deepEqual(weeks(record, now, 0), []);
  for (const days of [1, 7, 21]) {
    assert.deepEqual(weeks(record, now, days - 1), []);
    assert.deepEqual(weeks(record, now, 1), ["q: missed"]);
    record.answer(CHECK, "q", right);
    assert.deepEqual(due(record), []);
  }
  assert.deepEqual(upcoming(record), { count: 0, next: null });
});

test("a question that was missed late in the evening comes back the next morning", () => {
  const now = clock(new Date(2026, 10, 21, 23, 50).toISOString());
  const { record } = begin(new Area(), now);
  record.answer(CHECK, "q", wrong);
  now.later(0, 15);
  assert.equal(due(record).length, 1);
});

test("a night when the clocks change is one night", () => {
  for (const [evening, morning] of [["2026-03-08T04:30:00.000Z", "2026-03-08"], ["2026-11-01T03:30:00.000Z", "2026-11-01"]]) {
    const { record } = begin(new Area(), clock(evening)); // half past eleven in New York
    assert.equal(record.answer(CHECK, "q", wrong).review.due, morning);
  }
});

test("a question that the learner was sure of and missed comes back after a week, and then after three", () => {
  const { record, now } = begin();
  record.answer(CHECK, "q", { ...wrong, sure: 3 });
  assert.deepEqual(weeks(record, now, 6), []);
  assert.deepEqual(weeks(record, now, 1), ["q: sure-but-wrong"]);
  record.answer(CHECK, "q", right);
  assert.deepEqual(weeks(record, now, 20), []);
  assert.deepEqual(weeks(record, now, 1), ["q: sure-but-wrong"]);
});

test("missing a question again in a review brings it back the next day", () => {
  const { record, now } = begin();
  record.answer(CHECK, "q", wrong);
  now.later(1);
  record.answer(CHECK, "q", right);
  now.later(7);
  record.answer(CHECK, "q", { ...wrong, sure: 3 });
  assert.deepEqual(weeks(record, now, 1), ["q: sure-but-wrong"]);
});

test("trying again on the same day until it is right does not take a question off the review", () => {
  const { record, now } = begin();
  record.answer(CHECK, "q", wrong);
  now.later(0, 2);
  record.answer(CHECK, "q", right);
  assert.deepEqual(weeks(record, now, 1), ["q: missed"]);
});

test("looking at what the wrong choices say after a right answer brings nothing to review", () => {
  const { record, now } = begin();
  record.answer(CHECK, "q", right);
  now.later(0, 2);
  record.answer(CHECK, "q", wrong);
  assert.deepEqual(weeks(record, now, 30), []);
});

test("answering right before the day of review leaves the day as it is", () => {
  const { record, now } = begin();
  record.answer(CHECK, "q", { ...wrong, sure: 3 });
  now.later(3);
  record.answer(CHECK, "q", right);
  assert.deepEqual(weeks(record, now, 4), ["q: sure-but-wrong"]);
});

test("what to review comes soonest first, and the rest is announced with its next day", () => {
  const { record, now } = begin();
  record.answer(CHECK, "later", { ...wrong, sure: 3 });
  now.later(1);
  record.answer(CHECK, "a", wrong);
  record.answer("module-7/levels", "b", wrong);
  assert.deepEqual(upcoming(record), { count: 3, next: "2026-11-23" });
  now.later(6);
  assert.deepEqual(due(record).map(({ check, question, due: day }) => [check, question, day]), [
    [CHECK, "a", "2026-11-23"],
    ["module-7/levels", "b", "2026-11-23"],
    [CHECK, "later", "2026-11-28"],
  ]);
});

test("whatever the learner answers on whatever day, a question is on the ladder or off it, and its day is at most 21 days off", () => {
  const random = seeded(3);
  const { record, now } = begin();
  for (let round = 0; round < 3000; round += 1) {
    now.later(Math.floor(random() * 12), Math.floor(random() * 1440));
    const mark = random() < 0.5 ? right : wrong;
    const { review, right: was } = record.answer(CHECK, `q${Math.floor(random() * 3)}`, { ...mark, sure: Math.ceil(random() * 3) });
    if (!review) assert.ok(was || record.answers(CHECK), "off the ladder");
    else {
      assert.ok([0, 1, 2].includes(review.step));
      assert.ok(Date.parse(review.due) - now().getTime() <= 22 * 86_400_000);
    }
  }
});

// -- attempts

const final = (percent, passed = percent >= 80) => ({ kind: "final", edition: "1", points: percent / 10, max: 10, percent, passed, objectives: {}, sureWrong: [], questions: [] });

test("attempts are listed oldest first, and the best final is the one with most points", () => {
  const { record, now } = begin();
  for (const percent of [60, 90, 70]) {
    record.attempt(CHECK, final(percent));
    now.later(1);
  }
  record.attempt(CHECK, { ...final(100), kind: "before" });
  assert.deepEqual(record.attempts(CHECK).map(({ percent }) => percent), [60, 90, 70, 100]);
  assert.equal(best(record, CHECK).percent, 90);
  assert.equal(best(record, "module-7/none"), undefined);
});

test("two tabs that finish in the same instant both have their attempt kept", () => {
  const { record, tab } = begin();
  record.attempt(CHECK, final(60));
  tab().attempt(CHECK, final(90));
  assert.equal(record.attempts(CHECK).length, 2);
});

test("a module shows how many lessons are done and whether its final was ever passed", () => {
  const { record, now } = begin();
  record.finishLesson("one");
  record.finishLesson("elsewhere");
  const module = { lessons: ["one", "two"], final: CHECK };
  assert.deepEqual(moduleProgress(record, module), { done: 1, total: 2, passed: false, best: undefined });
  record.attempt(CHECK, final(85));
  now.later(1);
  record.attempt(CHECK, final(40));
  const { passed, best: top } = moduleProgress(record, module);
  assert.deepEqual([passed, top.percent], [true, 85]);
  assert.equal(moduleProgress(record, { lessons: [] }).passed, false);
});

// -- reflections, drafts, settings

test("a reflection is kept as typed, listed by module, and goes when its text is deleted", () => {
  const { record, tab } = begin();
  record.reflect(CHECK, "think", " <b>My</b> thoughts\n", "What will you do?");
  record.reflect("module-1/x", "y", "Other", "?");
  assert.equal(tab().reflection(CHECK, "think").text, " <b>My</b> thoughts\n");
  assert.deepEqual(reflections(record, "module-7/").map(({ check, question, prompt }) => [check, question, prompt]), [[CHECK, "think", "What will you do?"]]);
  assert.equal(reflections(record).length, 2);
  record.reflect(CHECK, "think", "  ", "What will you do?");
  assert.equal(record.reflection(CHECK, "think"), undefined);
});

const draft = (answers, sure = {}) => ({ phase: "answering", drawn: ["one", "two"], order: { one: ["b", "a"] }, answers, sure, at: "one" });

test("an unfinished check is as it was after the tab was closed", () => {
  const { record, tab } = begin();
  assert.equal(record.draft(CHECK), undefined);
  const mine = draft({ one: "a", two: ["b"] }, { one: 3 });
  record.saveDraft(CHECK, mine);
  assert.deepEqual(plain(tab().draft(CHECK)), mine);
});

test("two tabs on one unfinished check keep the answers of both", () => {
  const { record, tab } = begin();
  record.saveDraft(CHECK, draft({}));
  const [one, two] = [tab(), tab()];
  const [here, there] = [one.draft(CHECK), two.draft(CHECK)];
  here.answers.one = "a";
  one.saveDraft(CHECK, here);
  there.answers.two = "b";
  two.saveDraft(CHECK, there);
  here.answers.one = "c";
  one.saveDraft(CHECK, here);
  two.saveDraft(CHECK, there);
  assert.deepEqual(plain(tab().draft(CHECK).answers), { one: "c", two: "b" });
});

test("an answer that is taken back in an unfinished check is gone", () => {
  const { record, tab } = begin();
  record.saveDraft(CHECK, draft({ one: "a", two: "b" }));
  record.saveDraft(CHECK, draft({ two: "b" }));
  assert.deepEqual(plain(tab().draft(CHECK).answers), { two: "b" });
});

test("dropping an unfinished check leaves nothing of it, and a new one begins empty", () => {
  const { area, record } = begin();
  record.saveDraft(CHECK, draft({ one: "a" }));
  record.saveDraft("module-7/consent-two", draft({ one: "z" }));
  record.dropDraft(CHECK);
  assert.equal(record.draft(CHECK), undefined);
  record.saveDraft(CHECK, draft({ one: "a" }));
  assert.deepEqual(plain(record.draft(CHECK).answers), { one: "a" });
  assert.equal(area.plain["toolkit:draft:module-7/consent-two#one"], '{"answer":"z"}');
});

test("a setting is kept until it is taken back", () => {
  const { record, tab } = begin();
  record.setSetting("name", "Ana");
  record.setSetting("keep", false);
  assert.deepEqual([tab().setting("name"), tab().setting("keep"), tab().setting("none")], ["Ana", false, undefined]);
  record.setSetting("name", null);
  assert.equal(tab().setting("name"), undefined);
});

test("clearing leaves nothing of the learner on the computer", () => {
  const { area, record } = begin(holding({ "toolkit:lesson:odd": "{", other: "1" }));
  record.lessons();
  record.finishLesson("one");
  record.saveDraft(CHECK, draft({ one: "a" }));
  record.setSetting("name", "Ana");
  record.clear();
  assert.deepEqual(Object.fromEntries(area.values), { other: "1" });
});

// -- bad days

test("with storage blocked or full, a learner can do a whole check in this visit", () => {
  const full = new Area();
  full.room = 0;
  for (const area of [null, refusing, full]) {
    const { record, now } = begin(area);
    record.saveDraft(CHECK, draft({ one: "a" }));
    assert.deepEqual(plain(record.draft(CHECK).answers), { one: "a" });
    record.answer(CHECK, "one", wrong);
    record.attempt(CHECK, final(90));
    record.reflect(CHECK, "think", "x", "y");
    record.finishLesson("p");
    record.dropDraft(CHECK);
    assert.equal(record.draft(CHECK), undefined);
    now.later(1);
    assert.equal(due(record).length, 1);
    assert.equal(moduleProgress(record, { lessons: ["p"], final: CHECK }).passed, true);
    assert.equal(record.problems.length, 1);
  }
});

test("no stored text, however odd, stops the record from being read, and none is lost", () => {
  const random = seeded(5);
  const keys = [`answer:${CHECK}#q`, "lesson:p", `attempt:${CHECK}:2026-01-01T00:00:00.000Z`, `reflection:${CHECK}#q`, `draft:${CHECK}`, `draft:${CHECK}#q`, "setting:name", "last"];
  const good = { at: "2026-01-01T00:00:00.000Z", revision: 1, points: 1, right: true, tries: 1, first: { points: 1, right: true }, review: 5, kind: "final", max: 1, percent: 1, text: "t", prompt: "p", phase: "x", drawn: [], order: {}, value: 1, url: "/", title: "t" };
  const odd = [null, 7, "x", [], {}, { at: 5 }, { at: "never" }, { toString: 1 }, -1, "2026"];
  for (let round = 0; round < 3000; round += 1) {
    const broken = { ...good, [Object.keys(good)[Math.floor(random() * 18)]]: odd[Math.floor(random() * odd.length)] };
    const text = ["{", "", "null", JSON.stringify(odd[Math.floor(random() * odd.length)]), JSON.stringify(broken), '{"__proto__": {"at": "2026-01-01T00:00:00.000Z"}}'][Math.floor(random() * 6)];
    const { area, record } = begin(holding(Object.fromEntries(keys.map((key) => [`toolkit:${key}`, text]))));
    record.lessons();
    due(record);
    upcoming(record);
    reflections(record);
    record.draft(CHECK);
    record.last();
    record.setting("name");
    best(record, CHECK);
    record.answer(CHECK, "q", wrong);
    const kept = [...area.values].filter(([, value]) => value === text).length;
    assert.ok(kept >= keys.length - 1, text); // all but the one answered, if that one could be read
  }
});
