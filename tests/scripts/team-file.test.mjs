import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { digest } from "../../overrides/assets/lib/digest.mjs";
import { FORMAT, MAX_SIZE, blank, fileName, migrated, newId, read, said, stamped, stands, toText, together } from "../../overrides/assets/lib/team-file.mjs";
import { seeded } from "./areas.mjs";
import { ANSWERS, ODD, PARTNER, TOOL, filled, frozen, matrix, size, toolOf, view } from "./teams.mjs";

const SMALL = toolOf(matrix({ values: [2, 2, 1], children: ["e2", 1, 1] }));
const opened = (text, tool = TOOL) => {
  const { work, report, problem } = read(text, size(text), tool);
  assert.equal(problem, undefined);
  return { work, report };
};

// -- writing

test("a work saved and opened on another computer is the same, whatever its texts are", () => {
  const random = seeded(5);
  for (let round = 0; round < 80; round += 1) {
    const text = toText(filled(random));
    const { work, report } = opened(text);
    assert.equal(toText(work), text);
    assert.deepEqual([report.unknown, report.retired], [0, []]);
  }
});

for (const partner of ODD) {
  test(`a partner called ${JSON.stringify(partner)} survives the file`, () => {
    const text = toText(view(partner, { "values-01": { answer: "partly", revision: 1, note: partner } }));
    const { work } = opened(text);
    assert.equal(work.about.partner, partner);
    assert.equal(work.answers["values-01"].note, partner);
    assert.equal(toText(work), text);
  });
}

test("a file is pretty JSON with names in order and a newline at the end", () => {
  const text = toText(view("Court", { "values-02": "partly", "values-01": "in-place" }));
  assert.match(text, /^\{\n {2}"about": \{\n {4}"date"/);
  assert.ok(text.endsWith("}\n") && text.indexOf('"values-01"') < text.indexOf('"values-02"'));
});

test("the digest is SHA-256 for texts of any length", () => {
  for (let length = 0; length < 200; length += 1) {
    const text = "aé😀".repeat(length).slice(0, length);
    assert.equal(digest(text), createHash("sha256").update(text).digest("hex"));
  }
});

test("a saved file names every item it was asked, so that a later edition can tell which it shares", () => {
  const { answers, edition, saved, hash: mark } = stamped(view("Court", { "values-01": "partly" }), { ...TOOL, edition: "2027-05" }, "2027-05-01T00:00:00.000Z");
  assert.equal(Object.keys(answers).length, 88);
  assert.deepEqual([answers["values-01"].answer, answers["values-02"].answer, edition, saved, mark], ["partly", null, "2027-05", "2027-05-01T00:00:00.000Z", TOOL.hash]);
});

test("saving changes neither the work that is open nor an answer that waits for confirmation", () => {
  const work = view("Court", { "values-01": { answer: "partly", revision: 1 } });
  const before = toText(work);
  const later = { ...TOOL, items: TOOL.items.map((item) => ({ ...item, revision: 2 })) };
  assert.equal(stamped(work, later, "now").answers["values-01"].revision, 1);
  assert.equal(toText(work), before);
});

test("the file's name holds the tool, the partner in plain letters and the day", () => {
  const named = (partner, date = "", saved = "2026-11-22T10:00:00.000Z") => fileName({ ...view(partner), about: { partner, role: "", round: "", date }, saved });
  assert.equal(named(PARTNER), "matrix-self-assessment-children-s-family-court-n-2026-11-22.json");
  assert.equal(named("../..\\etc", "2026-12-01"), "matrix-self-assessment-etc-2026-12-01.json");
  assert.equal(named("😀", "soon"), "matrix-self-assessment-2026-11-22.json");
  assert.ok(named("a".repeat(500)).length < 90);
});

test("an id of a row or an action is never given twice, also after rows were removed", () => {
  const work = blank(TOOL);
  const ids = [];
  for (let n = 0; n < 6; n += 1) {
    ids.push(newId(work, n % 2 ? "a" : "r"));
    work[n % 2 ? "actions" : "rows"].push({ id: ids.at(-1), cells: {}, items: [], state: "open" });
    if (n === 3) work.rows.splice(0);
  }
  assert.deepEqual(ids, ["r1", "a2", "r3", "a4", "r5", "a6"]);
  const { work: again } = opened(toText({ ...work, rows: [], actions: [] }));
  assert.equal(newId(again, "r"), "r7");
  const { made: _, ...older } = opened(toText(work)).work;
  assert.equal(newId(older, "r"), "r7", "a file without the counter goes on after its highest");
});

test("a file whose counter is at the end of what can be counted takes a new row and opens again", () => {
  for (const made of [Number.MAX_SAFE_INTEGER, 1e12 - 1, 1e12]) {
    const { work } = opened(toText({ ...blank(TOOL), made, rows: [{ id: "r5", cells: {} }] }));
    for (const letter of ["r", "r", "r"]) work.rows.push({ id: newId(work, letter), cells: {} });
    assert.equal(opened(toText(work)).work.rows.length, 4);
  }
});

// -- opening a file of another edition

test("a frozen file of format 1 opens today, and saving it again changes no byte", () => {
  const text = frozen("team-tool-1.json");
  const { work, report } = opened(text, SMALL);
  assert.deepEqual(report, { kept: 7, rows: 1, columns: 0, more: ["1 agreed answer", "1 next step"], confirm: [], retired: [], unknown: 4 });
  assert.equal(toText(stamped(work, SMALL, work.saved)), text);
  assert.equal(work.about.partner, PARTNER);
});

test("under a later model the same file has answers kept, answers to confirm and answers no longer asked, none lost", () => {
  const items = SMALL.items
    .filter(({ id }) => id !== "children-01")
    .map((item) => (["values-01", "values-03"].includes(item.id) ? { ...item, revision: 2 } : item))
    .concat({ id: "values-06", revision: 1 });
  const later = { ...SMALL, items, edition: "2027-05" };
  const text = frozen("team-tool-1.json");
  const { work, report } = opened(text, later);
  assert.deepEqual(report, { kept: 4, rows: 1, columns: 0, more: ["1 agreed answer", "1 next step"], confirm: ["values-01", "values-03"], retired: ["children-01"], unknown: 4 });
  assert.equal(said(report), "This file holds 4 answers, 1 row, 1 agreed answer, 1 next step. To confirm, because the wording has changed: 2. They do not count until you do. No longer asked: 1. They stay in the file and do not count. Not known to this edition: 4 entries, kept in the file.");
  const again = JSON.parse(toText(stamped(work, later, "2027-06-01T00:00:00.000Z")));
  const first = JSON.parse(text);
  assert.deepEqual(again.answers["children-01"], first.answers["children-01"]);
  assert.deepEqual(again.answers["values-01"], first.answers["values-01"], "still waits");
  assert.deepEqual([again.future, again.about.phone, again.answers["values-02"].weight, again.rows[0].color], [first.future, first.about.phone, 3, "teal"]);
});

test("only what was answered to another wording is to confirm: a missing reason or an answer that is offered no more is not", () => {
  const answers = { "values-01": { answer: "does-not-apply", revision: 1, reason: "  " }, "values-02": { answer: "perhaps", revision: 1 }, "values-03": { answer: "partly", revision: 0 } };
  const { report } = opened(toText(view("Court", answers, TOOL, { agreed: { "values-04": { answer: "does-not-apply" } } })));
  assert.deepEqual([report.kept, report.confirm, report.retired], [0, ["values-03"], []]);
});

test("an answer counts again once it was given to today's wording", () => {
  const item = { id: "x", revision: 2 };
  assert.equal(stands({ answer: "partly", revision: 1 }, item, ANSWERS), false);
  assert.equal(stands({ answer: "partly", revision: 2 }, item, ANSWERS), true);
});

test("an answer that was cleared is written, and is none when the file is opened", () => {
  const { work, report } = opened(toText(view("Court", { "values-01": { answer: null, revision: 1 } })));
  assert.deepEqual([work.answers["values-01"].answer, report.kept, report.confirm], [null, 0, []]);
});

test("a file of another tool is refused with its name", () => {
  const { problem } = read(toText(view("Court", {}, { ...TOOL, id: "funds" })), 0, TOOL);
  assert.equal(problem, 'This file belongs to another tool of this site, "funds". Open it there.');
});

test("a newer format is refused with nothing changed, however odd the rest is", () => {
  for (const format of [FORMAT + 1, 99]) {
    const file = { ...view("Court"), format, answers: 7 };
    const { problem, newer, work } = read(JSON.stringify(file), 0, TOOL);
    assert.deepEqual([newer, work], [true, undefined]);
    assert.match(problem, /newer edition/);
  }
});

test("older formats go through every step to today's", () => {
  const steps = [(work) => ({ ...work, one: true }), (work) => ({ ...work, two: work.one })];
  assert.deepEqual(migrated({ format: 1 }, steps), { format: 3, one: true, two: true });
  assert.deepEqual(migrated({ format: 2 }, steps), { format: 3, two: undefined });
  assert.deepEqual(migrated({ format: 3 }, steps), { format: 3 });
});

test("an empty tool's file says so", () => {
  assert.equal(said(opened(toText(blank(TOOL))).report), "This file holds no answers yet.");
});

// -- hostile files

const good = () => JSON.parse(frozen("team-tool-1.json"));
const spoiled = (change) => {
  const file = good();
  change(file);
  return JSON.stringify(file);
};
const HOSTILE = [
  ["nothing", "", /not a file that one of these tools/],
  ["blanks", "  \n ", /not a file that one of these tools/],
  ["a picture", "\u0089PNG\r\n\u001a\n\u0000\u0000", /not a file that one of these tools/],
  ["a workbook", "PK\u0003\u0004", /not a file that one of these tools/],
  ["a list", "[1]", /not a file that one of these tools/],
  ["a learner's record", '{"kind":"collaborative-practice-toolkit/learner-record","format":1}', /not a file that one of these tools/],
  ["no kind", spoiled((file) => delete file.kind), /not a file that one of these tools/],
  ["text that begins like JSON", "{ hello", /damaged/],
  ["a format that is a text", spoiled((file) => (file.format = "1")), /format/],
  ["a format of zero", spoiled((file) => (file.format = 0)), /format/],
  ["a format between", spoiled((file) => (file.format = 1.5)), /format/],
  ["a tool with tags", spoiled((file) => (file.tool = "<b>")), /tool/],
  ["a tool that is a list", spoiled((file) => (file.tool = [TOOL.id])), /tool/],
  ["saved as a number", spoiled((file) => (file.saved = 7)), /saved/],
  ["about as a list", spoiled((file) => (file.about = [])), /about/],
  ["a partner as a table", spoiled((file) => (file.about.partner = {})), /about, partner/],
  ["answers as a text", spoiled((file) => (file.answers = "x")), /answers/],
  ["answers as a list", spoiled((file) => (file.answers = [])), /answers/],
  ["an answer as a text", spoiled((file) => (file.answers["values-01"] = "in-place")), /answers, values-01/],
  ["an answer as a number", spoiled((file) => (file.answers["values-01"].answer = 1)), /answers, values-01, answer/],
  ["an answer with tags", spoiled((file) => (file.answers["values-01"].answer = "<img>")), /answers, values-01, answer/],
  ["an answer without its revision", spoiled((file) => delete file.answers["values-01"].revision), /answers, values-01, revision/],
  ["a revision below zero", spoiled((file) => (file.answers["values-01"].revision = -1)), /answers, values-01, revision/],
  ["a note as a list", spoiled((file) => (file.answers["values-01"].note = ["x"])), /answers, values-01, note/],
  ["an agreed answer as a truth", spoiled((file) => (file.agreed["values-01"].answer = true)), /agreed, values-01, answer/],
  ["rows as a table", spoiled((file) => (file.rows = {})), /rows/],
  ["a row without cells", spoiled((file) => (file.rows = [{ id: "r1" }])), /rows, 0, cells/],
  ["a cell as a table", spoiled((file) => (file.rows = [{ id: "r1", cells: { a: {} } }])), /rows, 0, cells/],
  ["a row twice", spoiled((file) => (file.rows = [{ id: "r1", cells: {} }, { id: "r1", cells: {} }])), /rows, r1/],
  ["an action in an unknown state", spoiled((file) => (file.actions[0].state = "late")), /actions, 0, state/],
  ["an action on a table", spoiled((file) => (file.actions[0].items = [{}])), /actions, 0, items/],
  ["a count below zero", spoiled((file) => (file.stages = { now: { reported: -1 } })), /stages, now, reported/],
  ["half a person", spoiled((file) => (file.stages = { now: { reported: 1.5 } })), /stages, now, reported/],
  ["a count as a text", spoiled((file) => (file.stages = { now: { reported: "7" } })), /stages, now, reported/],
  ["null for a part", spoiled((file) => (file.answers = null)), undefined],
  ["a note of 20,001 characters", spoiled((file) => (file.answers["values-01"].note = "x".repeat(20_001))), /more than any file/],
  ["a name of 201 characters", spoiled((file) => (file.answers["x".repeat(201)] = { answer: null, revision: 1 })), /more than any file/],
  ["a field nested 13 deep", spoiled((file) => (file.future = JSON.parse(`${"[".repeat(13)}${"]".repeat(13)}`))), /more than any file/],
  ["a hundred thousand brackets", `${frozen("team-tool-1.json").trim().slice(0, -1)},"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, /more than any file|damaged/],
  ["a hundred thousand tables", `${frozen("team-tool-1.json").trim().slice(0, -1)},"x":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`, /more than any file|damaged/],
  ["six hundred thousand values", spoiled((file) => (file.future = Array(600_000).fill(1))), /more than any file/],
  ["20 MB", spoiled((file) => (file.future = "x".repeat(MAX_SIZE))), /larger than 20 MB/],
];

for (const part of ["views", "earlier"]) {
  test(`more ${part} than any team has are refused, also within an earlier round`, () => {
    const many = (number) => ({ [part]: Array.from({ length: number }, () => view("")) });
    const problem = (more) => read(toText(view("Court", {}, TOOL, more)), 0, TOOL).problem;
    assert.deepEqual([problem(many(60)), problem({ earlier: [view("", {}, TOOL, many(60))] })], [undefined, undefined]);
    for (const more of [many(61), { earlier: [view("", {}, TOOL, many(61))] }]) assert.match(problem(more), new RegExp(part));
  });
}

for (const [what, content, sentence] of HOSTILE) {
  test(`${what} in place of a file: ${sentence ? "a sentence" : "read as empty"}, and nothing changes`, () => {
    const { problem, work } = read(content, 0, { ...SMALL });
    if (!sentence) assert.ok(work && !problem);
    else {
      assert.match(problem, sentence);
      assert.match(problem, /^[A-Z][^]+\.$/);
      assert.ok(problem.length < 400 && work === undefined);
    }
    assert.equal({}.polluted, undefined);
  });
}

test("a file of 50 MB is refused by its size alone", () => {
  assert.match(read("{}", 50_000_000, TOOL).problem, /20 MB/);
});

test("names that reach a prototype are harmless as ids and as fields, at every level", () => {
  const name = (key) => `"${key}":{"answer":"in-place","revision":1,"polluted":true,"cells":{},"id":"${key}"}`;
  const all = ["__proto__", "constructor", "prototype"].map(name).join(",");
  const text = `{${name("__proto__")},${JSON.stringify(view("Court")).slice(1, -1).replace('"answers":{}', `"answers":{${all}}`).replace('"agreed":{}', `"agreed":{${all}}`).replace('"stages":{}', '"stages":{"__proto__":{"__proto__":1},"constructor":{"prototype":1}}').replace('"about":{', `"about":{${name("__proto__")},`)},"future":{"deep":[{${all}}]}}`;
  const { work, report } = opened(text);
  assert.deepEqual([report.kept, report.retired], [0, []]);
  for (const part of [work, work.answers, work.agreed, work.about, work.stages, work.future.deep[0]]) {
    assert.equal(Object.getPrototypeOf(part), null);
    assert.equal(part.polluted, undefined);
    for (const key of ["__proto__", "constructor", "prototype"]) assert.ok(!Object.hasOwn(part, key));
  }
  assert.equal({}.polluted, undefined);
  assert.ok(!toText(work).includes("polluted"));
  assert.equal(work.answers.toString, undefined, "an id that is a name of every object is none here");
});

test("an item whose id is a name of every object can be answered, saved and opened", () => {
  const tool = { ...TOOL, items: [{ id: "valueOf", revision: 1 }, { id: "toString", revision: 1 }] };
  const { work, report } = opened(toText(stamped(view("Court", { valueOf: "partly" }, tool), tool, "")), tool);
  assert.deepEqual([report.kept, work.answers.toString.answer], [1, null]);
});

test("a file cut off at any byte gives a sentence and never throws", () => {
  const bytes = new TextEncoder().encode(frozen("team-tool-1.json"));
  for (let end = 0; end < bytes.length - 2; end += 1) {
    const { problem, work } = read(new TextDecoder().decode(bytes.slice(0, end)), end, SMALL);
    assert.ok(work === undefined && /\.$/.test(problem), `${end} bytes`);
  }
});

test("any one byte changed gives a sentence or a work that can be saved and opened", () => {
  const bytes = new TextEncoder().encode(frozen("team-tool-1.json"));
  const random = seeded(8);
  for (let round = 0; round < 2000; round += 1) {
    const changed = bytes.slice();
    changed[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    const { problem, work } = read(new TextDecoder().decode(changed), bytes.length, SMALL);
    if (problem) assert.match(problem, /\.$/);
    else assert.equal(toText(opened(toText(work), SMALL).work), toText(work));
  }
});

test("whatever one value of a file is changed to, it is read or refused, and what is read can be saved and opened", () => {
  const random = seeded(9);
  const odd = [null, -1, 1e400, "x", "", [], {}, [[]], true, "__proto__", "2026-01-01", { id: 1 }, 1.5];
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
    const { problem, work } = read(JSON.stringify(file), 0, SMALL);
    if (problem) assert.match(problem, /^(This|Something).+\.$/);
    else assert.equal(toText(opened(toText(work), SMALL).work), toText(work));
  }
});

test("a mark of byte order and another kind of line ends do not matter", () => {
  const text = frozen("team-tool-1.json");
  assert.equal(toText(opened(`\uFEFF${text.replaceAll("\n", "\r\n")}`, SMALL).work), text);
});

test("a script in a note stays the text that it is", () => {
  const note = '<img src=x onerror="alert(1)">';
  assert.equal(opened(toText(view("Court", { "values-01": { answer: "partly", revision: 1, note } }))).work.answers["values-01"].note, note);
});

// -- several partners

const shuffled = (list, random) => list.map((one) => [random(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);
const names = ({ views }) => views.map(toText);

test("partners stand side by side in the same order, whichever file was opened first", () => {
  const random = seeded(21);
  for (let round = 0; round < 60; round += 1) {
    const files = Array.from({ length: 2 + Math.floor(random() * 5) }, () => filled(random));
    const wanted = names(together(files));
    const other = shuffled(files, random);
    assert.deepEqual(names(together(other)), wanted);
    assert.deepEqual(names(together([...together(other.slice(0, 2)).views, ...other.slice(2)])), wanted, "opened one after the other");
    assert.deepEqual(together(other).older.length + wanted.length, new Set(files.map(toText)).size, "none is lost without a word");
  }
});

test("the same file twice changes nothing", () => {
  const random = seeded(22);
  for (let round = 0; round < 40; round += 1) {
    const files = [filled(random), filled(random), filled(random)];
    const once = together(files);
    const twice = together([...files, opened(toText(files[1])).work, files[0]]);
    assert.deepEqual(names(twice), names(once));
    assert.equal(twice.older.length, once.older.length);
  }
});

test("a partner's later file takes the place of the earlier one, which is named", () => {
  const [first, second] = ["2026-11-20T00:00:00.000Z", "2026-11-22T00:00:00.000Z"].map((saved) => view("Court", { "values-01": "partly" }, TOOL, { saved }));
  second.about.partner = " court ";
  for (const files of [[first, second], [second, first]]) {
    const { views, older } = together(files);
    assert.deepEqual([views, older], [[second], [first]]);
  }
});

test("another round of the same partner stands beside the first, and so do partners without a name", () => {
  const [spring, fall] = ["Spring", "Fall"].map((round) => view("Court", {}, TOOL));
  spring.about.round = "Spring";
  fall.about.round = "Fall";
  const nameless = [view("", { "values-01": "partly" }), view(" ", { "values-01": "in-place" })];
  assert.equal(together([spring, fall, ...nameless]).views.length, 4);
});

test("opening partners side by side leaves every work as it was", () => {
  const files = [view("Court"), view("Treatment", { "values-01": "partly" }), view("Court", {}, TOOL, { saved: "2026" })];
  const before = files.map(toText);
  together(files);
  assert.deepEqual(files.map(toText), before);
});

test("a file with every indicator answered and a long note at each is far below the limit", () => {
  const note = "A note as long as people write them, and then some more words. ".repeat(5);
  const work = view("Court", Object.fromEntries(TOOL.items.map(({ id }) => [id, { answer: "partly", revision: 1, note }])));
  assert.ok(size(toText(stamped(work, TOOL, ""))) < MAX_SIZE / 20);
});

test("ten partners with a long note and a decision at every indicator, and eight rounds of them, are still a file that opens", () => {
  const note = "A note as long as people write them, and then some more words. ".repeat(2);
  const answers = Object.fromEntries(TOOL.items.map(({ id }) => [id, { answer: "partly", revision: 1, note }]));
  const team = () => view("Team", answers, TOOL, { views: Array.from({ length: 10 }, (_, at) => view(`Partner ${at}`, answers)), agreed: answers });
  const text = toText({ ...team(), earlier: Array.from({ length: 8 }, team) });
  assert.equal(read(text, size(text), TOOL).problem, undefined);
});
