import assert from "node:assert/strict";
import { test } from "node:test";
import { agreed, changes, compare, discussFirst, patterns, result, sentences, statement, status, teamStatus } from "../../overrides/assets/lib/matrix-result.mjs";
import { read, stamped, toText, together } from "../../overrides/assets/lib/team-file.mjs";
import { seeded } from "./areas.mjs";
import { ANSWERS, TOOL, WHOLE, matrix, toolOf, view } from "./teams.mjs";

const [IN, PARTLY, NOT, UNKNOWN, NA, OPEN] = [...ANSWERS, ""];
const SMALL = matrix({ values: [2, 2, 1] });
const item = (id, among = SMALL) => among.elements.flatMap(({ items }) => items).find((one) => one.id === id);
const of = (answers) => ({ id }) => answers[id] ?? "";
const answersOf = (list) => Object.fromEntries(list.map((answer, at) => [`values-0${at + 1}`, answer]));
/** The one element of a small matrix, from a list of answers. */
const element = (list, cells = [2, 2, 1]) => result(matrix({ values: cells }), of(answersOf(list)))[0];
const first = (list) => element(list, [list.length]).cells[0];

// -- one cell

test("a cell counts what is in place of what applies, and the other answers apart", () => {
  const { level, local, ...cell } = first([IN, PARTLY, NOT, UNKNOWN, OPEN, NA, IN]);
  assert.deepEqual(cell, { inPlace: 2, partly: 1, notYet: 1, unknown: 1, open: 1, of: 6, state: "some" });
  assert.equal(level.short, "Fundamentals");
  assert.deepEqual(local, { inPlace: 0, of: 0 });
});

for (const [what, list, state] of [
  ["everything in place", [IN, IN], "all"],
  ["one item in place", [IN], "all"],
  ["the rest does not apply", [IN, NA], "all"],
  ["some in place", [IN, NOT], "some"],
  ["partly is not in place", [IN, PARTLY], "some"],
  ["only partly", [PARTLY, PARTLY], "none"],
  ["nothing in place", [NOT, NA, PARTLY], "none"],
  ["nothing answered", [OPEN, OPEN], "not-enough"],
  ["don't know is not not yet", [UNKNOWN, NOT], "not-enough"],
  ["all but one known to be in place", [IN, IN, UNKNOWN], "not-enough"],
  ["one not answered", [IN, OPEN], "not-enough"],
  ["what is not known cannot change it", [IN, NOT, UNKNOWN, OPEN], "some"],
  ["nothing applies", [NA, NA], "does-not-apply"],
  ["no item at all", [], "does-not-apply"],
  ["one that does not apply and one not known", [NA, UNKNOWN], "not-enough"],
]) {
  test(`the state of a cell, ${what}: ${state}`, () => assert.equal(first(list).state, state));
}

test("a state is given exactly when no answer to what is open could change it: every cell of up to four items", () => {
  const known = [IN, PARTLY, NOT, NA];
  const settle = (list) => {
    const at = list.findIndex((answer) => [UNKNOWN, OPEN].includes(answer));
    return at < 0 ? [first(list).state] : known.flatMap((answer) => settle(list.with(at, answer)));
  };
  const go = (list) => {
    if (list.length) {
      const states = new Set(settle(list));
      assert.equal(first(list).state, states.size === 1 ? [...states][0] : "not-enough", list.join());
    }
    if (list.length < 4) for (const answer of [...known, UNKNOWN, OPEN]) go([...list, answer]);
  };
  go([]);
});

test("items of the team's own making are counted apart, so that counts stay comparable", () => {
  const own = matrix({ values: [2, 2, 1] });
  own.elements[0].items.push({ ...item("values-01"), id: "ours-1", local: true }, { ...item("values-01"), id: "ours-2", local: true });
  const [{ cells, missing }] = result(own, of({ "values-01": IN, "values-02": IN, "ours-1": IN, "ours-2": NOT }));
  assert.deepEqual([cells[0].of, cells[0].state, cells[0].local], [2, "all", { inPlace: 1, of: 2 }]);
  assert.ok(missing.every(({ local }) => !local));
});

// -- one element

for (const [list, wanted] of [
  [[IN, IN, IN, IN, IN], ["Fully in place through: Best."]],
  [[IN, IN, NOT, IN, NOT], ["Fully in place through: Fundamentals.", "To complete Good: Sign values-03."]],
  [[IN, PARTLY, IN, IN, IN], ["Fully in place through: none.", "To complete Fundamentals: Sign values-02.", "Already in place at higher levels: 2 of 2 Good, 1 of 1 Best."]],
  [[IN, NA, IN, UNKNOWN, OPEN], ["Fully in place through: Fundamentals.", "To complete Good: Sign values-04."]],
  [[OPEN, OPEN, OPEN, OPEN, OPEN], ["Fully in place through: none.", "To complete Fundamentals: Sign values-01; Sign values-02."]],
  [[NA, NA, IN, IN, IN], ["Fully in place through: none.", "Fundamentals does not apply here.", "Already in place at higher levels: 2 of 2 Good, 1 of 1 Best."]],
  [[IN, IN, IN, IN, NA], ["Fully in place through: Good.", "Best does not apply here."]],
]) {
  test(`in sentences: ${list.map((answer) => answer || "open").join(", ")}`, () => assert.deepEqual(sentences(element(list)).filter(Boolean), wanted));
}

test("an item is named by its short name where it has one", () => {
  const named = matrix({ values: [1] });
  named.elements[0].items[0].short = "Shared goals";
  assert.equal(sentences(result(named, () => NOT)[0])[1], "To complete Fundamentals: Shared goals.");
});

test("no level counts as reached above one that is not, whatever the answers", () => {
  const random = seeded(3);
  for (let round = 0; round < 500; round += 1) {
    const list = Array.from({ length: 5 }, () => [IN, IN, IN, ...ANSWERS, OPEN][Math.floor(random() * 9)]);
    const { cells, through, next, missing } = element(list);
    const reached = through ? cells.findIndex(({ level }) => level === through) + 1 : 0;
    assert.ok(cells.slice(0, reached).every(({ state }) => state === "all"));
    assert.equal(cells[reached]?.level, next);
    if (next) assert.notEqual(cells[reached].state, "all");
    assert.equal(missing.length, next ? cells[reached].of - cells[reached].inPlace : 0);
  }
});

// -- a partner's answers

test("an answer counts only if it stands: today's wording, an answer there is, a reason where it needs one", () => {
  const answers = { "values-01": { answer: IN, revision: 2 }, "values-02": { answer: "almost", revision: 1 }, "values-03": { answer: NA, revision: 1, reason: " " }, "values-04": { answer: NA, revision: 1, reason: "None here." }, "values-05": IN };
  const court = view("Court", answers);
  assert.deepEqual(SMALL.elements[0].items.map((one) => status(court, one)), ["", "", "", NA, IN]);
});

test("an answer that was lowered or cleared is what counts", () => {
  const court = view("Court", { "values-01": IN });
  court.answers["values-01"].answer = NOT;
  assert.equal(status(court, item("values-01")), NOT);
  court.answers["values-01"].answer = null;
  assert.equal(status(court, item("values-01")), OPEN);
});

// -- several partners

const OWN = matrix({ values: ["e1", 2] });
const own = item("values-01", OWN);
const joint = item("values-02", OWN);
const views = (id, ...answers) => answers.map((answer, at) => view(`P${at + 1}`, answer ? { [id]: answer } : {}));
const team = (answers = {}) => view("Team", {}, TOOL, { agreed: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, { answer, revision: 1, note: "Decided.", date: "2026-11-22" }])) });

for (const [answers, wanted] of [
  [[IN, IN, IN], IN],
  [[IN, IN, NOT], PARTLY],
  [[IN, PARTLY], PARTLY],
  [[NOT, NOT], NOT],
  [[IN, UNKNOWN], UNKNOWN],
  [[IN, OPEN], OPEN],
  [[UNKNOWN, OPEN], OPEN],
  [[NOT, UNKNOWN], NOT],
  [[IN, NA], IN],
  [[NA, NA], NA],
  [[NA, NOT], NOT],
  [[], OPEN],
]) {
  test(`each partner's own item, said by ${answers.map((one) => one || "open").join(", ") || "nobody"}: ${wanted || "open"}`, () => {
    assert.equal(teamStatus(team({ "values-01": IN }), views("values-01", ...answers), own), wanted, "whatever was agreed");
  });
}

test("an each-partner item is in place only if every partner says so, for every set of three answers", () => {
  for (const a of [...ANSWERS, OPEN]) for (const b of [...ANSWERS, OPEN]) for (const c of [...ANSWERS, OPEN]) {
    const said = [a, b, c].filter((one) => one !== NA);
    assert.equal(teamStatus(team(), views("values-01", a, b, c), own) === IN, said.length > 0 && said.every((one) => one === IN), [a, b, c].join());
  }
});

test("a joint item stands as the partners agreed, and as nothing before they did, even if all say the same", () => {
  assert.equal(teamStatus(team(), views("values-02", IN, IN, IN), joint), OPEN);
  assert.equal(teamStatus(team({ "values-02": PARTLY }), views("values-02", IN, IN, IN), joint), PARTLY);
});

test("agreed answers are never filled in by opening partners' files or by computing", () => {
  const mine = team();
  const files = [mine, ...views("values-02", IN, IN, NOT)];
  const before = files.map(toText);
  const { views: side } = together(files);
  discussFirst(OWN, side);
  statement(OWN, mine, side);
  result(OWN, (one) => teamStatus(mine, side, one));
  assert.deepEqual(files.map(toText), before);
  assert.deepEqual(Object.keys(mine.agreed), []);
});

test("an agreed answer to an earlier wording, or without its reason, does not count", () => {
  const mine = team({ "values-02": IN, "values-03": NA });
  assert.deepEqual([agreed(mine, { id: "values-02", revision: 2 }), agreed(mine, { id: "values-03", revision: 1 })], [OPEN, NA]);
  mine.agreed["values-03"].note = "";
  assert.equal(agreed(mine, { id: "values-03", revision: 1 }), OPEN);
});

for (const [answers, seen, unknown] of [
  [[IN, IN], "same", 0],
  [[IN, PARTLY], "near", 0],
  [[PARTLY, NOT], "near", 0],
  [[IN, NOT], "apart", 0],
  [[IN, PARTLY, NOT], "apart", 0],
  [[IN, UNKNOWN], "same", 1],
  [[UNKNOWN, UNKNOWN], "same", 2],
  [[IN, OPEN], "same", 0],
  [[NA, IN], "apart", 0],
  [[NA, NA], "same", 0],
  [[NA, UNKNOWN], "same", 1],
  [[IN], "same", 0],
]) {
  test(`${answers.map((one) => one || "open").join(" beside ")} is ${seen}, not known to ${unknown}`, () => {
    const found = compare(joint, views("values-02", ...answers));
    assert.deepEqual([found.seen, found.unknown], [seen, unknown]);
    assert.deepEqual(found.answers.map(({ status }) => status), answers);
  });
}

test("each partner's own item is never a disagreement", () => {
  assert.equal(compare(own, views("values-01", IN, NOT)).seen, "own");
});

test("discuss first: furthest apart, then what most do not know; each partner's own only where it is not known", () => {
  const model = matrix({ values: ["e2", 4, 3] });
  const three = [
    { "values-01": IN, "values-02": IN, "values-03": IN, "values-04": UNKNOWN, "values-05": IN, "values-06": UNKNOWN, "values-07": PARTLY, "values-08": IN },
    { "values-01": NOT, "values-02": NOT, "values-03": NOT, "values-04": UNKNOWN, "values-05": UNKNOWN, "values-06": UNKNOWN, "values-07": IN, "values-08": IN },
    { "values-01": UNKNOWN, "values-02": UNKNOWN, "values-03": IN, "values-04": UNKNOWN, "values-05": PARTLY, "values-06": IN, "values-07": IN, "values-08": IN },
  ].map((answers, at) => view(`P${at}`, answers));
  const found = discussFirst(model, three).map(({ item, seen, unknown }) => [item.id, seen, unknown]);
  assert.deepEqual(found, [
    ["values-02", "apart", 1],
    ["values-03", "apart", 0],
    ["values-04", "same", 3],
    ["values-06", "same", 2],
    ["values-05", "near", 1],
    ["values-01", "own", 1],
  ]);
});

test("three partners' files give the right list, in any order of opening, and the agreed answers stay as they are", () => {
  const random = seeded(12);
  const files = ["Child welfare", "Treatment", "Court"].map((name) =>
    view(name, Object.fromEntries(TOOL.items.map(({ id }) => [id, [...ANSWERS, OPEN][Math.floor(random() * 6)]]).filter(([, answer]) => answer))));
  const texts = files.map((file) => toText(stamped(file, TOOL, "2026-11-22T00:00:00.000Z")));
  const lists = [[0, 1, 2], [2, 0, 1], [1, 2, 0]].map((order) => {
    const { views: side } = together(order.map((at) => read(texts[at], 0, TOOL).work));
    return discussFirst(WHOLE, side).map(({ item: { id }, seen, unknown }) => [id, seen, unknown]);
  });
  assert.deepEqual(lists[1], lists[0]);
  assert.deepEqual(lists[2], lists[0]);
  const wanted = TOOL.items.filter((one) => {
    const said = files.map((file) => file.answers[one.id]?.answer);
    return one.scope === "joint" && ((said.includes(IN) && said.includes(NOT)) || (said.includes(NA) && [IN, PARTLY, NOT].some((answer) => said.includes(answer))));
  });
  assert.deepEqual(lists[0].filter(([, seen]) => seen === "apart").map(([id]) => id).sort(), wanted.map(({ id }) => id).sort());
  assert.ok(wanted.length > 10);
});

test("the statement for a committee names what is agreed, what is seen differently and what nobody knows, and adds up", () => {
  const model = matrix({ values: ["e1", 6] });
  const two = [
    { "values-01": IN, "values-02": IN, "values-03": IN, "values-04": UNKNOWN, "values-05": IN, "values-06": IN, "values-07": UNKNOWN },
    { "values-01": IN, "values-02": IN, "values-03": NOT, "values-04": UNKNOWN, "values-05": IN, "values-06": PARTLY },
  ].map((answers, at) => view(`P${at}`, answers));
  assert.equal(
    statement(model, team({ "values-02": IN, "values-06": NOT, "values-05": NA }), two),
    "Of 7 indicators: 2 in place, 1 not yet, 1 seen differently, 1 not known, 1 not applying here, 1 not yet agreed.",
  );
  assert.equal(statement(matrix({ values: [1] }), team(), []), "Of 1 indicator: 1 not yet agreed.");
  const alike = ["A", "B"].map((partner) => view(partner, { "values-02": NOT }));
  assert.equal(statement(matrix({ values: ["e1", 1] }), team(), alike), "Of 2 indicators: 1 answered alike and not yet agreed, 1 not answered by all.");
  const random = seeded(6);
  for (let round = 0; round < 50; round += 1) {
    const some = () => Object.fromEntries(TOOL.items.filter(() => random() < 0.8).map(({ id }) => [id, ANSWERS[Math.floor(random() * 5)]]));
    const said = statement(WHOLE, team(some()), [view("A", some()), view("B", some())]);
    assert.equal(said.match(/\d+/g).slice(1).reduce((sum, number) => sum + Number(number), 0), 88);
  }
});

test("two patterns get a sentence: an element that a partner does not know, and a partner who sees much more in place", () => {
  const answers = (values, communication) => Object.fromEntries([...Array(6)].flatMap((_, at) => [[`values-0${at + 1}`, values], [`communication-0${at + 1}`, communication]]));
  const model = matrix({ values: [6], communication: [6, 2] });
  const court = view("Court", answers(NOT, UNKNOWN));
  assert.deepEqual(patterns(model, [court, view("Child welfare", answers(IN, NOT))]), ["Court does not know 6 of 8 in Communication.", "Child welfare sees 6 more in place than Court does."]);
  assert.deepEqual(patterns(model, [court]), ["Court does not know 6 of 8 in Communication."]);
  assert.deepEqual(patterns(model, [view("A", answers(IN, IN)), view("B", {})]), [], "who has not answered does not see less");
});

// -- rounds

const stampedView = (answers, tool = TOOL) => stamped(view("Court", answers, tool), tool, "2026-05-01T00:00:00.000Z");

test("rounds are compared over what both asked in the same wording: 84 of 88", () => {
  const earlier = stampedView({ "values-01": NOT, "values-02": IN, "values-05": PARTLY });
  const gone = ["values-05", "values-06"];
  const later = structuredClone(WHOLE);
  for (const { items } of later.elements) {
    for (const one of items) {
      if (gone.includes(one.id)) one.id += "-new"; // a change of meaning takes a new id
      if (["values-02", "values-03"].includes(one.id)) one.revision = 2;
    }
  }
  const tool = toolOf(later);
  const now = stampedView({ "values-01": IN, "values-05-new": IN }, tool);
  const found = changes(later, earlier, now, tool.hash);
  assert.deepEqual([found.comparable, found.of], [84, 88]);
  assert.deepEqual(found.changed.map(({ item: { id }, before, after }) => [id, before, after]), [["values-01", NOT, IN]]);
});

test("with the same items all are comparable, also those that the earlier file does not name", () => {
  const earlier = { ...view("Court", { "values-01": IN }), hash: TOOL.hash };
  const now = stampedView({ "values-01": IN, "values-02": PARTLY });
  const { comparable, of: all, changed } = changes(WHOLE, earlier, now, TOOL.hash);
  assert.deepEqual([comparable, all, changed.length, changed[0].before, changed[0].after], [88, 88, 1, OPEN, PARTLY]);
});

test("rounds of agreed answers are compared in the same way", () => {
  const [before, after] = [NOT, IN].map((answer) => stamped(team({ "values-02": answer }), TOOL, ""));
  assert.deepEqual(changes(WHOLE, before, after, TOOL.hash, agreed).changed.map(({ item: { id }, before, after }) => [id, before, after]), [["values-02", NOT, IN]]);
});

test("a file compared with itself shows no change", () => {
  const one = stampedView({ "values-01": IN, "values-02": UNKNOWN });
  assert.deepEqual(changes(WHOLE, one, one, TOOL.hash).changed, []);
});
