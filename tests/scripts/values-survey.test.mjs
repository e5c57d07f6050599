import assert from "node:assert/strict";
import { test } from "node:test";
import { add, close, forFile, fromFile, newTally, ownItems, pack, results, sentence, unpack } from "../../overrides/assets/lib/values-survey.mjs";
import { seeded } from "./areas.mjs";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ANSWERS = [["strongly-agree", "agree"], ["agree", "agree"], ["disagree", "disagree"], ["strongly-disagree", "disagree"], ["unsure", "apart"]].map(([id, side]) => ({ id, side }));
const [SA, A, D, SD, U] = ANSWERS.map(({ id }) => id);
const GROUPS = ["child-welfare", "treatment", "courts", "other"].map((id) => ({ id }));
const [CW, TX, CT, OT] = GROUPS.map(({ id }) => id);

/** Items in an order of the page that is not the order of their ids. */
const survey = (size, more = {}) => ({
  items: Array.from({ length: size }, (_, at) => ({ id: `item-${(at * 7) % size}${size % 7 ? "" : at}`, revision: 1, text: `Statement ${at}.` })),
  answers: ANSWERS,
  groups: GROUPS,
  session: "Maple",
  ...more,
});
const SMALL = survey(2);
const [ONE, TWO] = SMALL.items.map(({ id }) => id);

let nonce = 0;
const code = (of, group, answers = {}) => pack(of, { group, answers }, (nonce += 7919) % 2 ** 20);
const some = (random, of) => ({ group: GROUPS[Math.floor(random() * 4)].id, answers: Object.fromEntries(of.items.flatMap(({ id }) => (random() < 0.1 ? [] : [[id, ANSWERS[Math.floor(random() * 5)].id]]))) });
const plain = (text) => text.replaceAll("-", "");
const grouped = (text) => text.replace(/.{5}(?=.)/g, "$&-");

/** A collection of one code for each group named. */
function collected(groups, answers = {}, of = SMALL) {
  const tally = newTally(of);
  for (const group of groups) assert.equal(add(of, tally, code(of, group, answers)), undefined);
  return tally;
}
const times = (group, number) => Array(number).fill(group);

// -- codes

for (const size of [1, 2, 12, 16, 20, 46, 55]) {
  test(`answers to ${size} items come out of a code as they went in`, () => {
    const of = survey(size);
    const order = [...of.items].map(({ id }) => id).sort();
    const random = seeded(size);
    for (let round = 0; round < 150; round += 1) {
      const response = some(random, of);
      const number = Math.floor(random() * 2 ** 20);
      const { group, places, nonce: found, problem } = unpack(of, pack(of, response, number));
      assert.equal(problem, undefined);
      assert.deepEqual([group, found], [response.group, number]);
      assert.deepEqual(places, order.map((id) => ANSWERS.findIndex((answer) => answer.id === response.answers[id]) + 1));
    }
  });
}

test("the first and the last of all possible answers and nonces fit", () => {
  for (const size of [16, 55]) {
    const of = survey(size);
    for (const answer of [undefined, SA, U]) for (const number of [0, 2 ** 20 - 1]) {
      const found = unpack(of, pack(of, { group: OT, answers: Object.fromEntries(of.items.map(({ id }) => [id, answer])) }, number));
      assert.deepEqual([new Set(found.places).size, found.nonce, found.problem], [1, number, undefined]);
    }
  }
});

test("codes are as short as measured: 20 items in 21 characters, 46 in 34, 55 in 39", () => {
  assert.deepEqual([16, 20, 46, 55].map((size) => plain(code(survey(size), CW)).length), [19, 21, 34, 39]);
  assert.match(code(survey(20), CW), /^.{5}-.{5}-.{5}-.{5}-.$/);
});

test("a code may be typed in any case, spaced in any way, with O and I for 0 and 1", () => {
  const of = survey(16);
  for (let round = 0; round < 50; round += 1) {
    const text = code(of, TX, { [of.items[0].id]: D });
    const typed = ` ${plain(text).toLowerCase().replaceAll("0", "o").replaceAll("1", round % 2 ? "l" : "i").replace(/(.{3})/g, "$1 – ")}\n`;
    assert.deepEqual(unpack(of, typed), unpack(of, text));
  }
});

test("the page may show the items in another order than the code holds them", () => {
  const of = survey(16);
  const text = code(of, CT, { [of.items[3].id]: SD });
  assert.deepEqual(unpack({ ...of, items: [...of.items].reverse() }, text), unpack(of, text));
});

test("a nonce of its own tells equal answers apart", () => {
  const codes = new Set(Array.from({ length: 200 }, () => pack(SMALL, { group: CW, answers: {} })));
  assert.ok(codes.size > 195);
});

for (const size of [16, 55]) {
  test(`any one wrong character of a code of ${size} items is caught, at every place`, () => {
    const of = survey(size);
    const text = plain(code(of, TX, Object.fromEntries(of.items.map(({ id }, at) => [id, ANSWERS[at % 5].id]))));
    for (let at = 0; at < text.length; at += 1) {
      for (const letter of LETTERS) {
        if (letter !== text[at]) assert.match(unpack(of, text.slice(0, at) + letter + text.slice(at + 1)).problem, /mistake/, `${at} ${letter}`);
      }
    }
  });

  test(`any two swapped characters of a code of ${size} items are caught, wherever they stand`, () => {
    const of = survey(size);
    for (let round = 0; round < 5; round += 1) {
      const text = plain(pack(of, some(seeded(round), of), 99_991 * round));
      for (let one = 0; one < text.length; one += 1) {
        for (let two = one + 1; two < text.length; two += 1) {
          const swapped = [...text];
          [swapped[one], swapped[two]] = [text[two], text[one]];
          if (text[one] !== text[two]) assert.match(unpack(of, swapped.join("")).problem, /mistake/, `${one} ${two}`);
        }
      }
    }
  });

  test(`a character too few or too many in a code of ${size} items is named as such`, () => {
    const of = survey(size);
    const text = plain(code(of, TX));
    for (let at = 0; at < text.length; at += 1) {
      assert.ok(unpack(of, text.slice(0, at) + text.slice(at + 1)).problem);
      assert.ok(unpack(of, `${text.slice(0, at)}7${text.slice(at)}`).problem);
    }
    assert.equal(unpack(of, text.slice(0, -1)).problem, `This code has ${text.length - 1} characters; codes of this survey have ${text.length}.`);
  });
}

test("random texts are no codes", () => {
  const random = seeded(2);
  const of = survey(16);
  let taken = 0;
  for (let round = 0; round < 20_000; round += 1) if (!unpack(of, Array.from({ length: 19 }, () => LETTERS[Math.floor(random() * 32)]).join("")).problem) taken += 1;
  assert.equal(taken, 0);
  for (const text of ["", " ", "-", "U", "ÄÖÜ", "😀", "0".repeat(19), "Z".repeat(19), "1".repeat(100_000), "__proto__"]) assert.match(unpack(of, text).problem, /\.$/, text.slice(0, 20));
});

for (const [what, change] of [
  ["another session word", { session: "Oak" }],
  ["no session word", { session: undefined }],
  ["another wording of one statement", { items: survey(16).items.map((item, at) => (at === 3 ? { ...item, text: "Other words." } : item)) }],
  ["a statement in another revision", { items: survey(16).items.map((item, at) => (at === 3 ? { ...item, revision: 2 } : item)) }],
  ["other groups", { groups: [...GROUPS].reverse() }],
  ["answers in another order", { answers: [...ANSWERS].reverse() }],
]) {
  test(`a code made with ${what} is refused`, () => assert.match(unpack({ ...survey(16), ...change }, code(survey(16), CW)).problem, /another survey/));
}

test("the session word may be typed in any case", () => {
  assert.equal(unpack(survey(16, { session: " MAPLE " }), code(survey(16), CW)).problem, undefined);
});

test("a code of a newer edition is refused, and so is one that no page writes", () => {
  const of = survey(16);
  const text = plain(code(of, CW));
  const checked = (body) => {
    const value = [...`${body}00`].reduce((sum, letter) => (sum * 32 + LETTERS.indexOf(letter)) % 1019, 0);
    const check = (1019 - value) % 1019;
    return body + LETTERS[check >> 5] + LETTERS[check % 32];
  };
  assert.equal(checked(text.slice(0, -2)), text);
  assert.match(unpack(of, checked(`2${text.slice(1, -2)}`)).problem, /newer edition/);
  assert.match(unpack(of, checked(`${text.slice(0, 3)}Z${text.slice(4, -2)}`)).problem, /another survey/, "a group there is not");
  assert.match(unpack(of, checked(`${text.slice(0, 8)}${"Z".repeat(9)}`)).problem, /another survey/, "more answers than items");
});

test("a facilitator's own statements are one a line, and codes of other statements do not fit", () => {
  const { items } = ownItems("  First statement.\r\n\n\nSecond <b>statement</b>.\n" + "x".repeat(400));
  assert.deepEqual(items.map(({ id, text }) => [id, text.length]), [["own-101", 16], ["own-102", 24], ["own-103", 400]]);
  assert.equal(ownItems("a\n".repeat(60)).items.length, 60);
  assert.match(unpack(survey(2, { items }), code(survey(2, { items: ownItems("First statement.\nAnother.\nThird.").items }), CW)).problem, /another survey|characters/);
});

test("too many statements, and one that is too long, are refused by their number and never cut", () => {
  assert.deepEqual(ownItems("a\n".repeat(75)), { problem: "These are 75 statements. At most 60 fit." });
  assert.deepEqual(ownItems("a\n\n" + "x".repeat(500)), { problem: "Statement 2 has 500 characters. At most 400 fit." });
  assert.deepEqual(ownItems(" \n"), { problem: "Type or paste the statements first." });
});

// -- adding and forgetting

const numbersOnly = (value) => (Array.isArray(value) ? value.every(numbersOnly) : typeof value === "number");

test("after adding, nothing is kept that belongs to one person: counts, and numbers that say only which codes are in", () => {
  const of = survey(16);
  const random = seeded(5);
  const tally = newTally(of);
  const keys = () => [Object.keys(tally), ...tally.parts.map(Object.keys)];
  const [shape, size] = [keys(), JSON.stringify(newTally(of)).length];
  const codes = [];
  for (let person = 0; person < 40; person += 1) {
    codes.push(code(of, some(random, of).group, some(random, of).answers));
    assert.equal(add(of, tally, codes.at(-1)), undefined);
  }
  assert.deepEqual(keys(), shape);
  assert.deepEqual(shape[0].sort(), ["nonces", "parts"]);
  assert.deepEqual(shape[1].sort(), ["counts", "groups", "people"]);
  assert.ok(tally.parts.every(({ counts, people }) => numbersOnly(counts) && numbersOnly(people) && counts.every((one) => one.length === 5)));
  assert.ok(numbersOnly(tally.nonces) && tally.nonces.every((one, at) => !at || one > tally.nonces[at - 1]), "not in the order of coming");
  const text = JSON.stringify(tally);
  assert.ok(codes.every((one) => !text.includes(one) && !text.includes(plain(one))));
  assert.ok(text.length < size + 40 * 8 + 2000, "forty people take no more room than their numbers");
});

test("the tally does not depend on the order in which codes come", () => {
  const of = survey(16);
  const random = seeded(6);
  const codes = Array.from({ length: 30 }, () => code(of, some(random, of).group, some(random, of).answers));
  const counted = (list) => {
    const tally = newTally(of);
    for (const one of list) add(of, tally, one);
    return JSON.stringify(tally);
  };
  assert.equal(counted([...codes].reverse()), counted(codes));
});

test("the same code counts once, however it is typed", () => {
  const tally = newTally(SMALL);
  const text = code(SMALL, CW, { [ONE]: A });
  assert.equal(add(SMALL, tally, text), undefined);
  const before = JSON.stringify(tally);
  for (const again of [text, plain(text).toLowerCase()]) assert.match(add(SMALL, tally, again), /added before/);
  assert.equal(JSON.stringify(tally), before);
});

test("a code with a mistake changes nothing", () => {
  const tally = collected([CW, TX]);
  const before = JSON.stringify(tally);
  for (const text of ["", "ABC", code(SMALL, CW).replace(/.$/, "?"), code(survey(3), CW)]) assert.match(add(SMALL, tally, text), /\.$/);
  assert.equal(JSON.stringify(tally), before);
});

// -- when something is shown

test("nothing is shown while the collection is open, however many have answered", () => {
  const tally = collected(times(CW, 30));
  assert.equal(results(SMALL, tally), undefined);
  close(tally);
  assert.equal(results(SMALL, tally).people, 30);
});

test("four answers: nothing. Five: totals only. Five and five: both. Five and four: totals only", () => {
  const shown = (...groups) => {
    const tally = collected(groups.flat(), { [ONE]: A });
    close(tally);
    return results(SMALL, tally)?.parts.map(({ groups, people }) => [groups.join("+"), people]);
  };
  assert.equal(shown(times(CW, 4)), undefined);
  assert.deepEqual(shown(times(CW, 5)), []);
  assert.deepEqual(shown(times(CW, 5), times(TX, 5)), [[CW, 5], [TX, 5]]);
  assert.deepEqual(shown(times(CW, 5), times(TX, 4)), []);
  assert.deepEqual(shown(times(CW, 4), times(TX, 4)), []);
  assert.deepEqual(shown(times(CW, 5), times(TX, 3), times(CT, 2)), [[CW, 5], [`${TX}+${CT}+${OT}`, 5]]);
  assert.deepEqual(shown(times(CW, 6), times(TX, 5), times(CT, 1)), [[CW, 6], [`${TX}+${CT}+${OT}`, 6]]);
});

test("every set of four groups of up to seven people: each shown part has five, the parts add up, and no part that is folded shows", () => {
  const counts = (people) => [[people, 0, 0, 0, 0], [0, 0, 0, 0, people]];
  for (let at = 0; at < 8 ** 4; at += 1) {
    const sizes = [0, 1, 2, 3].map((place) => Math.floor(at / 8 ** place) % 8);
    const tally = newTally(SMALL);
    tally.parts.forEach((part, place) => Object.assign(part, { people: sizes[place], counts: counts(sizes[place]) }));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    close(tally);
    const found = results(SMALL, tally);
    assert.equal(found === undefined, total < 5, `${sizes}`);
    if (!found) continue;
    assert.equal(found.people, total);
    const parts = found.parts;
    assert.notEqual(parts.length, 1);
    for (const part of parts) {
      assert.ok(part.people >= 5, `${sizes}`);
      assert.equal(part.people, part.groups.reduce((sum, group) => sum + sizes[GROUPS.findIndex(({ id }) => id === group)], 0));
    }
    if (parts.length) assert.equal(parts.reduce((sum, part) => sum + part.people, 0), total);
    for (const row of found.rows) {
      assert.equal(row.parts.length, parts.length);
      if (parts.length) assert.deepEqual(row.parts.reduce((sum, part) => sum.map((n, answer) => n + part.counts[answer]), [0, 0, 0, 0, 0]), row.counts);
    }
    // A role is shown unless it or the rest would be too few.
    const large = sizes.filter((size) => size >= 5);
    const left = total - large.reduce((sum, size) => sum + size, 0);
    const wanted = left > 0 && left < 5 ? large.length - 1 : large.length;
    const alone = wanted + (total > large.sort((a, b) => b - a).slice(0, wanted).reduce((sum, size) => sum + size, 0) ? 1 : 0) < 2;
    assert.equal(parts.length, alone ? 0 : wanted + Number(wanted < sizes.filter(Boolean).length), `${sizes}`);
    assert.ok(!JSON.stringify(tally.parts).includes("undefined") && tally.parts.every((part) => part.people === 0 || part.people >= 5 || total < 5), "what is not shown is not kept either");
  }
});

const closed = (...groups) => {
  const tally = collected(groups.flat(), { [ONE]: A });
  close(tally);
  return tally;
};

test("closing is for good: no code can be added, since the difference would show one person's answers, and which codes are in is forgotten", () => {
  const tally = closed(times(CW, 5), times(TX, 5));
  const before = JSON.stringify(tally);
  assert.deepEqual(Object.keys(tally), ["parts"]);
  assert.match(add(SMALL, tally, code(SMALL, CW)), /needs a new session/);
  close(tally);
  assert.equal(JSON.stringify(tally), before);
});

// -- results

test("results are distributions, most divided first, then where the strong answers meet, then as on the page", () => {
  const of = survey(4);
  const [a, b, c, d] = of.items.map(({ id }) => id);
  const tally = newTally(of);
  const give = (answers) => add(of, tally, code(of, CW, answers));
  for (let person = 0; person < 6; person += 1) {
    give({ [a]: person < 5 ? A : D, [b]: person % 2 ? A : D, [c]: person % 2 ? SA : SD, [d]: person === 0 ? undefined : person < 3 ? U : A });
  }
  close(tally);
  const { rows } = results(of, tally);
  assert.deepEqual(rows.map(({ item, split, strong }) => [item.id, split, strong]), [[c, 1, 3], [b, 1, 0], [a, 1 / 3, 0], [d, 0, 0]]);
  assert.deepEqual(rows.map(sentence), ["3 agree, 3 disagree, 0 unsure.", "3 agree, 3 disagree, 0 unsure.", "5 agree, 1 disagrees, 0 unsure.", "3 agree, 0 disagree, 2 unsure, 1 left it blank."]);
  assert.deepEqual(rows[3].counts, [0, 3, 0, 0, 2]);
  const all = JSON.stringify(results(of, tally));
  assert.ok(!/mean|average|score/i.test(all));
});

test("items that are divided alike stand in the order of the page", () => {
  const of = survey(16);
  const tally = collected(times(CW, 6), {}, of);
  close(tally);
  assert.deepEqual(results(of, tally).rows.map(({ item }) => item.id), of.items.map(({ id }) => id));
});

// -- keeping

test("a file gets nothing of an open tally, nothing of fewer than five, and nothing by which a code could be known", () => {
  assert.equal(forFile(SMALL, collected(times(CW, 9)), []), undefined);
  assert.equal(forFile(SMALL, closed(times(CW, 4)), []), undefined);
  const saved = forFile(SMALL, closed(times(CW, 5), times(TX, 4)), []);
  assert.deepEqual(Object.keys(saved).sort(), ["closed", "parts", "survey"]);
  assert.equal(saved.parts.length, 1, "groups that may not be shown are not in the file");
  assert.ok(!JSON.stringify(saved).includes("Maple"));
});

test("results of a file show with the wording of their day, whatever the survey asks today; no code can be added to them", () => {
  const tally = closed(times(CW, 5), times(TX, 6));
  const wanted = results(SMALL, tally);
  const found = fromFile(JSON.parse(JSON.stringify(forFile(SMALL, tally, [7]))));
  assert.equal(JSON.stringify(results(found.survey, found.tally)), JSON.stringify(wanted));
  assert.deepEqual(found.closed, [7]);
  assert.match(add(found.survey, found.tally, code(SMALL, CW)), /needs a new session/);
});

test("a file that was made to show a small group shows it folded", () => {
  const saved = forFile(SMALL, closed(times(CW, 9)), []);
  const part = (groups, people) => ({ groups, people, counts: [[people, 0, 0, 0, 0], [0, 0, 0, 0, 0]] });
  const found = fromFile({ ...saved, parts: [part([CW], 8), part([TX], 1), part([CT, OT], 0)] });
  assert.deepEqual(results(found.survey, found.tally).parts, []);
  assert.equal(results(...Object.values(fromFile({ ...saved, parts: [part([CW, TX, CT, OT], 3)] }))), undefined);
});

test("whatever is given in place of saved counts, it is refused or shown by the rules, and nothing is thrown", () => {
  const random = seeded(14);
  const odd = [null, -1, 1e400, "x", [], {}, [[]], true, "__proto__", { id: 1 }, 1.5, 2 ** 21];
  const base = forFile(SMALL, closed(times(CW, 5), times(TX, 6)), [1, 1023]);
  let shown = 0;
  for (let round = 0; round < 1600; round += 1) {
    const value = structuredClone(base);
    let place = value;
    for (;;) {
      const names = Object.keys(place);
      const name = names[Math.floor(random() * names.length)];
      if (name === undefined) break;
      if (typeof place[name] === "object" && place[name] && random() < 0.85) place = place[name];
      else {
        place[name] = odd[Math.floor(random() * odd.length)];
        break;
      }
    }
    const file = fromFile(value);
    const found = file && results(file.survey, file.tally);
    if (found) for (const part of [found, ...found.parts]) assert.ok(part.people >= 5);
    shown += Number(Boolean(found));
  }
  assert.ok(shown > 0);
  for (const value of [null, undefined, 7, "x", [], {}, { parts: null }, collected(times(CW, 9))]) assert.equal(fromFile(value), undefined);
});
