import assert from "node:assert/strict";
import { test } from "node:test";
import { largest, nearly, percent, rises, shared, steps, sum, sums } from "../../overrides/assets/lib/funnel.mjs";
import { seeded } from "./areas.mjs";

const EXAMPLE = [480, 396, 180, 152, 91, 78, 60, 43, 31, 20];

// -- what counts say

test("each step says what is kept of the step before and of the start, and what is lost", () => {
  const [first, second, third] = steps([100, 60, 45]);
  assert.deepEqual(first, { n: 100, since: null, lost: null, kept: null, ofStart: null, few: false, ofFew: false });
  assert.deepEqual([second.lost, percent(second.kept), percent(second.ofStart)], [40, "60%", "60%"]);
  assert.deepEqual([third.lost, percent(third.kept), percent(third.ofStart)], [15, "75%", "45%"]);
});

test("a stage that was not counted is skipped: the next one is compared with the last that was", () => {
  const [, gap, last] = steps([100, null, 50]);
  assert.deepEqual([gap.n, gap.lost, gap.kept, gap.since], [null, null, null, null]);
  assert.deepEqual([last.lost, last.since, last.kept], [50, 0, 0.5]);
});

test("a percentage of nothing is blank, and one of fewer than twenty is marked", () => {
  const [, none, after] = steps([19, 0, 0]);
  assert.deepEqual([none.few, none.ofFew, percent(none.kept)], [true, true, "0%"]);
  assert.equal(percent(after.kept), "");
  assert.equal(steps([20, 10])[1].few, false);
});

test("the largest loss in people and the largest in share are two things", () => {
  assert.deepEqual(largest(steps([1000, 700, 660, 200, 40]), []), { people: 3, share: 4 });
});

test("where leaving is an answer and not a loss, no loss is looked for, also across stages that are not known", () => {
  const findings = EXAMPLE.map((_, at) => at === 2 || at === 5);
  assert.deepEqual(largest(steps(EXAMPLE), findings), { people: 1, share: 4 });
  assert.deepEqual(largest(steps([100, null, 20, 15]), [false, true, false, false]), { people: 3, share: 3 });
});

test("without a loss there is no largest one", () => {
  for (const counts of [[], [5], [5, 5], [5, 9], [null, null], [0, 0]]) assert.deepEqual(largest(steps(counts), []), { people: null, share: null });
});

test("a step that counts more than the one before is named", () => {
  assert.deepEqual(rises([10, 12, 12, null, 13, 3]), [1, 4]);
  assert.deepEqual(rises(EXAMPLE), []);
});

test("groups come to their total where all of them are known", () => {
  assert.deepEqual(sum([[50, null, 30, 0], [60, 40, 20, 0]]), [110, null, 50, 0]);
  assert.deepEqual(sum([]), []);
});

test("a column that adds up others is found, whatever stands between and wherever it stands", () => {
  const [a, b, c] = [[100, 60, 30, 7], [80, 50, 9, 0], [40, 30, 20, 11]];
  const both = (...columns) => sum(columns);
  assert.deepEqual(sums([a, b, c]), []);
  assert.deepEqual(sums([a, b, both(a, b)]), [2]);
  assert.deepEqual(sums([both(a, b), a, c, b]), [0]);
  assert.deepEqual(sums([a, b, both(a, b), c, both(a, b, c)]), [2, 4]);
  assert.deepEqual(sums([a, [80, null, 9, 0], both(a, b)]), [2]);
});

test("columns that are the same, of zeros, or alike at one stage alone add up nothing", () => {
  for (const columns of [[], [[5, 3]], [[5, 3], [5, 3]], [[5, 3], [5, 3], [0, 0]], [[60, 20], [40, 20], [100, 30]], [[60, null], [40, 20], [100, 30]]]) assert.deepEqual(sums(columns), []);
});

test("a column that is all others and a few people more at each stage is named: it may be a total", () => {
  const [a, b] = [[195, 180, 40], [120, null, 30]];
  assert.equal(nearly([a, [200, 183, 45]], 11), 1);
  assert.equal(nearly([[200, 183, 45], a], 11), 0);
  assert.equal(nearly([a, [320, null, 71], b], 11), 1);
  for (const other of [[206, 183, 45], [194, 183, 45], [200, null, null], a, [null, null, null]]) assert.equal(nearly([a, other], 11), -1);
});

// -- what may be shared

const alone = (counts, threshold = 11) => shared([counts], false, threshold).columns[0];

test("the example of the page is shared whole", () => {
  assert.deepEqual(alone(EXAMPLE), EXAMPLE);
});

test("counts from 1 to 10 are hidden; zero and 11 are shown", () => {
  assert.deepEqual(alone([100, 50, 10]), [100, 50, null]);
  assert.deepEqual(alone([100, 50, 1]), [100, 50, null]);
  assert.deepEqual(alone([100, 50, 0]), [100, 50, 0]);
  assert.deepEqual(alone([100, 50, 11]), [100, 50, 11]);
});

test("a difference from 1 to 10 is hidden with the count that would give it away", () => {
  assert.deepEqual(alone([45, 38, 20]), [45, null, 20]);
  assert.deepEqual(alone([45, 45, 34]), [45, 45, 34]);
});

test("two small differences in a row do not add up to a small one that shows", () => {
  assert.deepEqual(alone([100, 96, 92, 89]), [100, null, null, 89]);
  assert.deepEqual(alone([100, 96, 92]), [100, null, null]);
});

test("the threshold is the one of local policy", () => {
  assert.deepEqual(alone([45, 38, 20, 6], 5), [45, 38, 20, 6]);
  assert.deepEqual(alone([45, 38, 20, 6], 7), [45, 38, 20, null]);
});

test("percentages are blank where a hidden count is part of them, and nothing is counted from it", () => {
  const shown = steps(alone([45, 38, 20, 4]));
  assert.deepEqual(shown.map(({ kept }) => percent(kept)), ["", "", "44%", ""]);
  assert.deepEqual(shown.map(({ lost, since }) => [lost, since]), [[null, null], [null, null], [25, 0], [null, null]]);
});

test("where counts rise, a count is held against all those before it, not the last alone", () => {
  assert.deepEqual(alone([100, 120, 95, 60]), [100, 120, null, 60]);
});

test("no percentage is shown whose count, base or rest is hidden or small, whatever the counts are", () => {
  const random = seeded(21);
  let seen = 0;
  for (let round = 0; round < 4000; round += 1) {
    const threshold = 3 + Math.floor(random() * 9);
    const columns = some(random, 1 + Math.floor(random() * 4), 6, 90).map((counts) => counts.map((n) => (random() < 0.1 ? null : random() < 0.1 ? n + 7 : n)));
    const { columns: shown, total } = shared(columns, round % 2 === 0, threshold);
    for (const counts of total ? [...shown, total] : shown) {
      for (const { n, since, lost, kept, ofStart } of steps(counts)) {
        const parts = [...(kept === null ? [] : [n, counts[since], lost]), ...(ofStart === null ? [] : [n, counts[0], counts[0] - n])];
        for (const one of parts) assert.ok(one === 0 || Math.abs(one) >= threshold, JSON.stringify({ columns, threshold, counts }));
        seen += parts.length;
      }
    }
  }
  assert.ok(seen > 20_000);
});

test("groups are shown beside their total only at steps where all of them can be", () => {
  const { columns, total } = shared([[1200, 1000, 480, 5], [720, 600, 240, 60]], true, 11);
  assert.deepEqual(columns, [[1200, 1000, 480, null], [720, 600, 240, null]]);
  assert.deepEqual(total, [1920, 1600, 720, 65]);
});

test("the total is shown as it is without groups, so that two reports give no more away than one", () => {
  const random = seeded(11);
  for (let round = 0; round < 1000; round += 1) {
    const columns = some(random, 1 + Math.floor(random() * 4), 5, 60);
    const sum = columns[0].map((_, at) => columns.reduce((all, counts) => all + counts[at], 0));
    assert.deepEqual(shared(columns, true, 11).total, alone(sum));
  }
});

test("a group that grows from one step to the next is a mistake to mend: groups are not shown before", () => {
  const { columns, total } = shared([[100, 120, 50], [100, 60, 30]], true, 11);
  assert.deepEqual(columns, [[null, null, null], [null, null, null]]);
  assert.deepEqual(total, [200, 180, 80]);
});

test("what was not counted stays open, and nothing stands in its place", () => {
  assert.deepEqual(alone([50, null, 50]), [50, null, 50]);
  const { columns, total } = shared([[50, null, 30], [60, 40, 20]], true, 11);
  assert.deepEqual(columns, [[50, null, 30], [60, null, 20]]);
  assert.deepEqual(total, [110, null, 50]);
});

test("one group alone is its own total", () => {
  assert.deepEqual(shared([[50, 5, 0]], true, 11), { columns: [[50, null, 0]], total: [50, null, 0] });
});

// -- attacks

/** Funnels, the same for the same random function. */
function some(random, groups, stages, most) {
  return Array.from({ length: groups }, () => {
    let n = Math.floor(random() * (most + 1));
    return Array.from({ length: stages }, () => {
      const before = n;
      const way = random();
      n = way < 0.25 ? n : way < 0.6 ? Math.max(0, n - Math.floor(random() * 4)) : Math.floor(random() * (n + 1));
      return before;
    });
  });
}

/** The same with some counts that nobody has. */
const gapped = (random, columns) => columns.map((counts) => counts.map((n) => (random() < 0.15 ? null : n)));

/** All that stands on paper: counts, losses and percentages, blank where there is none. */
const printed = (counts) => steps(counts).map(({ n, lost, since, kept, ofStart }) => ({ n, lost, since, kept: percent(kept), ofStart: percent(ofStart) }));

/** Every funnel that begins with at most so many people and would print the same, as far as something is printed. */
function guesses(lines, most, tops = []) {
  const rows = [];
  const row = [];
  const fits = (n, { lost, since, kept, ofStart }) =>
    (lost === null || row[since] - n === lost) && (kept === "" || percent(n / row[since]) === kept) && (ofStart === "" || percent(n / row[0]) === ofStart);
  const go = () => {
    const line = lines[row.length];
    if (!line) return void rows.push([...row]);
    const top = row.at(-1) ?? most;
    for (let n = line.n ?? 0; n <= Math.min(top, line.n ?? top, tops[row.length] ?? top); n += 1) {
      if (!fits(n, line)) continue;
      row.push(n);
      go();
      row.pop();
    }
  };
  go();
  return rows;
}

/** All funnels of so many stages that begin with at most so many people. */
const falling = (most, stages) => guesses(Array.from({ length: stages }, () => ({ n: null, lost: null, kept: "", ofStart: "" })), most);

/** For each group: the funnels that go with what is printed of all groups and of their total. */
function possible(columns, total, most) {
  const lists = columns.map((counts) => guesses(printed(counts), most, total ?? []));
  if (!total) return lists;
  const known = total.flatMap((n, at) => (n === null ? [] : [at]));
  const sum = (row) => known.map((at) => row[at]);
  const wanted = known.map((at) => total[at]);
  const within = (sums) => sums.every((n, at) => n <= wanted[at]);
  return lists.map((list, group) => {
    let sums = new Map([[wanted.map(() => 0).join(), wanted.map(() => 0)]]);
    for (const [other, rows] of lists.entries()) {
      if (other === group) continue;
      const mine = new Map(rows.map((row) => [sum(row).join(), sum(row)]));
      const next = new Map();
      for (const one of sums.values()) for (const two of mine.values()) {
        const both = one.map((n, at) => n + two[at]);
        if (within(both)) next.set(both.join(), both);
      }
      sums = next;
    }
    return list.filter((row) => sums.has(sum(row).map((n, at) => wanted[at] - n).join()));
  });
}

/** The totals that two groups can have, as what is printed leaves them. */
function possibleTotals([first, second], total) {
  const key = (row, from) => total.map((n, at) => (n === null ? "" : from ? n - row[at] : row[at])).join();
  const partners = Map.groupBy(second, (row) => key(row, false));
  return first.flatMap((one) => (partners.get(key(one, true)) ?? []).map((two) => one.map((n, at) => n + two[at])));
}

const values = (rows, of) => new Set(rows.map(of));

/** Whether a number that is small could be any small one, or, beside a total, any of as many as the threshold. */
const lost = (found, threshold, groups) => (groups ? found.size < threshold : Array.from({ length: threshold - 1 }, (_, at) => at + 1).some((n) => !found.has(n)));

/** Holds what can be worked out of one column against what is so. */
function hold(counts, shown, found, threshold, groups, where) {
  const small = (n) => n > 0 && n < threshold;
  assert.ok(found.some((row) => counts.every((n, at) => n === null || n === row[at])), `the truth is among the guesses: ${where}`);
  counts.forEach((n, at) => {
    if (n === null) return;
    const counted = values(found, (row) => row[at]);
    if (shown[at] === null) assert.ok(counted.size > 1, `a hidden count has one value left, stage ${at}: ${where}`);
    if (small(n)) assert.ok(!lost(counted, threshold, groups), `a small count is narrowed down, stage ${at}: ${where}`);
    if (at && counts[at - 1] !== null && small(counts[at - 1] - n))
      assert.ok(!lost(values(found, (row) => row[at - 1] - row[at]), threshold, groups), `a small loss is narrowed down, stage ${at}: ${where}`);
  });
}

function attack(columns, groups, threshold, most) {
  const out = shared(columns, groups, threshold);
  const where = JSON.stringify({ columns, threshold, out });
  const found = possible(out.columns, out.total, most);
  columns.forEach((counts, group) => hold(counts, out.columns[group], found[group], threshold, groups, `group ${group}: ${where}`));
  if (out.total && columns.length === 2 && found[0].length * found[1].length < 30_000) hold(sum(columns), out.total, possibleTotals(found, out.total), threshold, false, `total: ${where}`);
  return out.columns.flat().filter((n) => n !== null).length;
}

test("a solver that reads all that is printed narrows down no small count and no small loss of one funnel", () => {
  const random = seeded(1);
  let shown = 0;
  for (let round = 0; round < 3000; round += 1) {
    const threshold = 3 + Math.floor(random() * 4);
    const columns = some(random, 1, 3 + Math.floor(random() * 3), 14);
    shown += attack(round % 3 ? columns : gapped(random, columns), false, threshold, 16);
  }
  assert.ok(shown > 3000);
});

test("nor where groups add up to a total that is shown: each could be any of as many numbers as the threshold", () => {
  const random = seeded(2);
  let shown = 0;
  for (let round = 0; round < 2500; round += 1) {
    const threshold = 3 + Math.floor(random() * 3);
    const columns = some(random, 2 + Math.floor(random() * 2), 3 + Math.floor(random() * 2), 10);
    const most = columns.reduce((sum, counts) => sum + counts[0], 0) + threshold;
    if (most > 20 || (columns.length === 3 && columns[0].length === 4)) continue;
    shown += attack(round % 5 ? columns : gapped(random, columns), true, threshold, most);
  }
  assert.ok(shown > 1500);
});

test("the same holds for the threshold of federal policy", () => {
  const random = seeded(3);
  for (let round = 0; round < 50; round += 1) {
    const columns = some(random, 2, 3, 30);
    attack(columns, true, 11, columns[0][0] + columns[1][0] + 11);
    attack([columns[0]], false, 11, 45);
  }
});

test("nor does one who also knows how cells are hidden find the one value of a hidden cell: all funnels that print the same", () => {
  // Below a threshold of 3 a hidden cell could only be 1. The last number is a stage that the first group did not count.
  for (const [threshold, stages, most, groups, gap] of [[4, 4, 14, 1], [4, 4, 14, 1, 1], [3, 3, 10, 2], [4, 3, 12, 2], [3, 4, 6, 2], [3, 3, 7, 3], [3, 3, 10, 2, 1], [3, 4, 6, 2, 2]]) {
    const prints = new Map();
    const rows = falling(most, stages);
    const given = (columns) => columns.map((counts, group) => counts.map((n, at) => (group || at !== gap ? n : null)));
    const go = (columns, left) => {
      if (columns.length < groups) return rows.forEach((row) => row[0] <= left && go([...columns, row], left - row[0]));
      const key = JSON.stringify(shared(given(columns), groups > 1, threshold));
      if (!prints.has(key)) prints.set(key, []);
      prints.get(key).push(columns);
    };
    go([], most);
    for (const [key, all] of prints) {
      const out = JSON.parse(key);
      const whole = (columns) => columns[0].map((_, at) => columns.reduce((sum, counts) => sum + counts[at], 0));
      const every = [...out.columns.map((shown, group) => [shown, all.map((columns) => columns[group])]), ...(out.total ? [[out.total, all.map(whole)]] : [])];
      for (const [column, [shown, found]] of every.entries()) {
        const counted = (at) => at !== gap || (column > 0 && column < groups);
        for (let at = 0; at < stages; at += 1) {
          if (!counted(at)) continue;
          const here = values(found, (row) => row[at]);
          const gone = values(found, (row) => (at && counted(at - 1) ? row[at - 1] - row[at] : 0));
          if (shown[at] === null) assert.ok(here.size > 1, `${key} stage ${at}: ${[...here]}`);
          else assert.equal(here.size, 1);
          if (gone.size === 1) assert.ok([...gone][0] === 0 || [...gone][0] >= threshold, `${key} loss at stage ${at}: ${[...gone]}`);
        }
      }
    }
  }
});
