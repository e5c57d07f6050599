// Tools, a matrix and partners' files for the tests of the tools for teams.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { blank, stamped, toText } from "../../overrides/assets/lib/team-file.mjs";

export const PARTNER = `Children's "Family" Court – Ñ`;
export const ODD = [PARTNER, "بيت العائلة", "line one\nline two\r\n\ttab", 'quote " backslash \\ </script>', "👩‍👧‍👦 🏳️‍🌈", "'=1+1", "\u2028\u2029\u0000", "e\u0301 é ﬁ"];
export const ANSWERS = ["in-place", "partly", "not-yet", "unknown", "does-not-apply"];

export const LEVELS = [["fundamentals", "Fundamentals"], ["good", "Good"], ["best", "Best"]].map(([id, short]) => ({ id, short }));

/** A matrix: for each element how many items each level has; an "e" before the number makes the first one each partner's own. */
export function matrix(cells) {
  const elements = Object.entries(cells).map(([id, numbers]) => {
    let number = 0;
    const items = numbers.flatMap((wanted, level) =>
      Array.from({ length: parseInt(`${wanted}`.replace("e", ""), 10) }, (_, at) => {
        number += 1;
        const name = `${id}-${String(number).padStart(2, "0")}`;
        return { id: name, revision: 1, level: LEVELS[level].id, scope: `${wanted}`.startsWith("e") && !at ? "each-partner" : "joint", text: `Sign ${name}.` };
      }),
    );
    return { id, short: id[0].toUpperCase() + id.slice(1), items };
  });
  return { levels: LEVELS, elements };
}

/** As large as the real one: ten elements, 88 items. */
export const WHOLE = matrix({
  ...{ values: [4, 3, 2], screening: [2, "e2", 3], engagement: ["e3", "e4", 3], children: ["e4", "e4", 3], community: ["e4", 5, 3] },
  ...{ communication: [4, 2, 2], budgeting: [3, 3, 4], training: ["e3", "e3", 3], agencies: [2, 2, 1], accountability: ["e2", 2, 3] },
});

/** The mark of a set of items, as the site's Python makes it. */
export const hash = (items) => createHash("sha256").update(items.map(({ id, revision }) => `${id}@${revision}`).sort().join("\n")).digest("hex").slice(0, 16);

export function toolOf({ elements }, more = {}) {
  const items = elements.flatMap(({ items }) => items);
  return { id: "matrix-self-assessment", edition: "2026-11", items, answers: ANSWERS, hash: hash(items), ...more };
}
export const TOOL = toolOf(WHOLE);

/** A partner's work; answers by item, as an id or as an entry. */
export function view(partner, answers = {}, tool = TOOL, more = {}) {
  const work = blank(tool);
  work.about.partner = partner;
  for (const [id, answer] of Object.entries(answers)) work.answers[id] = typeof answer === "string" ? { answer, revision: 1, reason: answer === "does-not-apply" ? "Not here." : "" } : answer;
  return Object.assign(work, more);
}

/** A work with something in every part, the same for the same random function. */
export function filled(random, tool = TOOL) {
  const one = (list) => list[Math.floor(random() * list.length)];
  const work = view(one(ODD));
  Object.assign(work.about, { role: one(ODD), round: one(["Fall 2026", ""]), date: "2026-11-22" });
  for (const { id, revision } of tool.items) {
    if (random() < 0.2) continue;
    work.answers[id] = { answer: one([...ANSWERS, null]), revision, reason: one(ODD), note: one(["", ...ODD]) };
    if (random() < 0.2) work.agreed[id] = { answer: one(ANSWERS), revision, note: one(ODD), date: "2026-11-20" };
  }
  for (let n = 1; n < 5; n += 1) work.rows.push({ id: `r${n}`, cells: { name: one(ODD), amount: n, open: true, none: null } });
  work.actions.push({ id: "a5", items: ["values-01"], what: one(ODD), lead: one(ODD), first: "", by: "2027-01-01", know: "", state: one(["open", "done", "going", "dropped"]) });
  work.stages = { [one(ODD)]: { reported: 480, screened: null }, "2026": { reported: 0 } };
  work.made = 5;
  return stamped(work, tool, `2026-11-2${Math.floor(random() * 10)}T10:00:00.000Z`);
}

export const frozen = (name) => readFileSync(new URL(`files/${name}`, import.meta.url), "utf8");
export const size = (text) => new TextEncoder().encode(text).length;
export { toText };
