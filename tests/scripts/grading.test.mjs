import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { facts } from "../../overrides/assets/lib/answers.mjs";
import { grade, passes, score } from "../../overrides/assets/lib/marking.mjs";
import { drawn, shuffled } from "../../overrides/assets/lib/questions.mjs";
import { number, plain } from "../../overrides/assets/lib/written.mjs";
import { seeded } from "./areas.mjs";

const CASES = JSON.parse(readFileSync(new URL("grading.cases.json", import.meta.url), "utf8"));
const TYPES = ["single-choice", "multiple-choice", "true-false", "matching", "ordering", "fill-in", "numeric", "scenario", "reflection"];

for (const { question, answers } of CASES) {
  for (const { answer, points = 0, right = points === 1, empty = false, why } of answers) {
    test(`${question.type}: ${JSON.stringify(answer)} is ${why}`, () => {
      const result = grade(question, answer);
      assert.deepEqual({ points: result.points, right: result.right, empty: result.empty }, { points, right, empty });
    });
  }
}

test("every type of question has an example of an answer that counts and of an empty one", () => {
  for (const type of TYPES) {
    const answers = CASES.filter(({ question }) => question.type === type).flatMap((one) => one.answers);
    assert.ok(answers.some(({ empty }) => empty) && answers.some(({ empty }) => !empty), type);
    if (type !== "reflection") assert.ok(answers.some(({ points }) => points === 1) && answers.some(({ points }) => points === 0), type);
  }
});

test("what was picked comes back, so that the feedback for that choice can be shown", () => {
  const picked = (type, answer) => grade(CASES.find(({ question }) => question.type === type).question, answer).picked;
  assert.deepEqual(picked("single-choice", "a"), ["a"]);
  assert.deepEqual(picked("multiple-choice", ["c", "a"]), ["a", "c"]);
  assert.deepEqual(picked("matching", { court: "agency", clinic: "clinic" }), ["agency", "", "clinic", ""]);
  assert.deepEqual(picked("ordering", ["write", "ask"]), ["write", "ask"]);
  assert.deepEqual(picked("fill-in", " Consent. "), ["consent"]);
  assert.deepEqual(picked("scenario", [["call", "visit"], ["door", "ask"]]), ["call/visit", "door/ask"]);
});

/** Anything that a broken page, an old record or a hostile file could hand over. */
function junk(random, depth = 0) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const ids = ["a", "b", "court", "agency", "ask", "agree", "call", "visit", "door", "true", "60", "__proto__", "constructor", "length", ""];
  const kinds = depth > 2 ? 8 : 13;
  switch (Math.floor(random() * kinds)) {
    case 0: return pick([null, undefined, NaN, Infinity, -0, 1e308, 5n, true, false]);
    case 1: return pick(["", " ", ",,,", "9".repeat(100_000), ".".repeat(50_000), " ".repeat(50_000) + "x", "\u0000\ud800", "<script>alert(1)</script>"]);
    case 2: return Symbol("odd");
    case 3: return () => "a";
    case 4: return new Date(NaN);
    case 5: case 6: case 7: return pick(ids);
    case 8: case 9: return Array.from({ length: Math.floor(random() * 6) }, () => junk(random, depth + 1));
    case 10: return Object.assign(Object.create(pick([null, Object.prototype, { court: "court" }])), { [pick(ids)]: junk(random, depth + 1), [pick(ids)]: pick(ids) });
    case 11: return new Proxy({}, { get() { throw new Error("hostile"); }, getOwnPropertyDescriptor() { throw new Error("hostile"); } });
    default: return JSON.parse('{"__proto__": {"court": "court"}, "court": {"toString": 1}}');
  }
}

test("no answer, however odd, breaks the page or earns more than the question is worth", () => {
  const random = seeded(7);
  for (let round = 0; round < 20_000; round += 1) {
    const { question } = CASES[round % CASES.length];
    const { points, right, empty, picked } = grade(question, junk(random));
    assert.ok(points >= 0 && points <= 1, `${question.type}: ${points}`);
    assert.ok(!right || (points === 1 && !empty));
    assert.ok(!empty || points === 0);
    assert.ok(Array.isArray(picked) && picked.every((one) => typeof one === "string"));
  }
});

test("a question that this script does not know gives an empty result and no error", () => {
  for (const question of [{}, { type: "essay" }, null, { type: "single-choice" }, { type: "matching", places: [] }, { type: "ordering", places: [] }]) {
    assert.deepEqual(grade(question, "a").empty, true);
  }
});

test("an answer a hundred thousand characters long is read in an instant", () => {
  const start = performance.now();
  for (const text of ["1,".repeat(50_000), "?".repeat(100_000) + "x", " ".repeat(100_000) + "x", "1".repeat(100_000)]) {
    plain(text);
    number(text);
  }
  assert.ok(performance.now() - start < 200);
});

test("grading leaves the question and the answer as they were", () => {
  for (const { question, answers } of CASES) {
    for (const { answer } of answers) {
      const before = JSON.stringify([question, answer]);
      grade(Object.freeze(question), answer && typeof answer === "object" ? Object.freeze(answer) : answer);
      assert.equal(JSON.stringify([question, answer]), before);
    }
  }
});

const result = (points) => ({ points, right: points === 1, empty: false, picked: [] });

test("a score of 79.9 percent is never shown as 80", () => {
  assert.equal(score([...Array(799).fill(result(1)), ...Array(201).fill(result(0))]).percent, 79);
});

test("a score that is exactly the pass mark passes, whatever computers make of fractions", () => {
  assert.equal(score([0.7, 0.1, 1, 1, 1, 1, 1, 1, 1, 0.2].map(result)).percent, 80);
  for (let max = 1; max <= 60; max += 1) {
    for (let right = 0; right <= max; right += 1) {
      const thirds = [...Array(right * 3).fill(result(1 / 3)), ...Array(max * 3 - right * 3).fill(result(0))];
      assert.equal(score(thirds).percent, Math.floor((right * 100) / (3 * max)), `${right} of ${3 * max}`);
    }
  }
  assert.ok(passes(score([1, 1, 1, 1, 0].map(result)), 80));
  assert.ok(!passes(score([1, 1, 1, 0].map(result)), 80));
});

test("a reflection is never counted", () => {
  const given = new Map([["asked", { points: 1, right: true }], ["think", { points: 0, right: false }]]);
  const questions = new Map([...given.keys()].map((key) => [key, { dataset: { objective: "levels" } }]));
  const graded = (key) => key !== "think";
  const { points, max, percent, passed, objectives } = facts({ draft: { drawn: [...given.keys()], phase: "final" }, dataset: { passMark: "80" }, given, questions, graded });
  assert.deepEqual({ points, max, percent, passed, objectives }, { points: 1, max: 1, percent: 100, passed: true, objectives: { levels: [1, 1] } });
});

test("a check without graded questions is not passed", () => {
  assert.deepEqual(score([]), { points: 0, max: 0, percent: 0 });
  assert.ok(!passes(score([]), 0));
});

test("a shuffle keeps every choice once, and leaves the list as it was", () => {
  const list = Object.freeze(["a", "b", "c", "d", "e"]);
  for (let seed = 0; seed < 200; seed += 1) assert.deepEqual(shuffled(list, seeded(seed)).sort(), [...list]);
});

test("a shuffle puts each choice at each place about as often", () => {
  const random = seeded(11);
  const seen = {};
  for (let round = 0; round < 6000; round += 1) {
    const order = shuffled(["a", "b", "c"], random).join("");
    seen[order] = (seen[order] ?? 0) + 1;
  }
  assert.equal(Object.keys(seen).length, 6);
  for (const times of Object.values(seen)) assert.ok(times > 850 && times < 1150, JSON.stringify(seen));
});

test("questions drawn from a pool are as many as wanted, different, and in the pool's order", () => {
  const pool = Array.from({ length: 30 }, (_, at) => at);
  for (let seed = 0; seed < 200; seed += 1) {
    const some = drawn(pool, 15, seeded(seed));
    assert.equal(new Set(some).size, 15);
    assert.deepEqual(some, some.toSorted((a, b) => a - b));
  }
  assert.deepEqual(drawn(pool, 99, seeded(1)), pool);
  assert.deepEqual(drawn(pool, undefined, seeded(1)), pool);
});
