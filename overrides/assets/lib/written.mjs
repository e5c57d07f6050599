// @ts-check
// Marks short answers and numbers that are typed. Fetched by checks that hold such a question.
import { MARKING, keyed, typed } from "./marking.mjs";

/**
 * A text without what a writer is forgiven: case, spacing, kinds of quotes and hyphens, composition of accents, end punctuation.
 *
 * @param {unknown} text
 */
export function plain(text) {
  return typed(text)
    .replace(/[‘’′`´]/g, "'")
    .replace(/[“”„″«»]/g, '"')
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .replace(/[\xad\u200b-\u200d]/g, "")
    .replace(/\s+/g, " ")
    .replace(/[ .,;:!?]+$/, "")
    .trim()
    .toLowerCase();
}

const percent = (/** @type {unknown} */ text) => plain(text).replace(/per ?cent$/, "%");

/**
 * A number as it is written in the United States: "1,200", "−5", ".5", "$40", "60 days", "60%".
 *
 * @param {unknown} text
 * @param {string} [unit] when given, words after the number must name it
 */
export function number(text, unit = "") {
  const [whole, named] = [percent(text), percent(unit)];
  // A unit may hold digits, as in "25 of every 100": without it, the number stands alone.
  const bare = /\d/.test(named) && whole.endsWith(named) ? whole.slice(0, -named.length).trim() : whole;
  const [, sign, digits, words] = /^([-+]?) ?\$?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+) ?(%|\p{L}[\p{L} -]*)?$/u.exec(bare) ?? [];
  const wanted = named.replace(/s$/, "");
  if (!digits || (words && wanted && !words.includes(wanted) && !wanted.startsWith(words))) return NaN;
  return +(sign + digits.replaceAll(",", ""));
}

MARKING["fill-in"] = {
  empty: "Write an answer first.",
  facts: (question) => ({ answers: keyed(question, "answer") }),
  grade({ answers }, answer) {
    const text = plain(answer);
    return [answers.some((one) => plain(one) === text) ? 1 : 0, [text]];
  },
  concerns: ({ dataset: { wrong } }, [text]) => plain(wrong) === text && wrong !== undefined,
};

MARKING.numeric = {
  empty: "Write a number first.",
  facts: (question) => ({
    answer: Number(keyed(question, "answer")[0]),
    tolerance: Number(keyed(question, "tolerance")[0]),
    unit: question.querySelector(".fill__unit")?.textContent,
  }),
  grade({ answer: wanted, tolerance = 0, unit }, answer) {
    const text = typed(answer);
    const off = Math.abs(number(text, unit) - wanted) - 1e-9 * Math.max(1, Math.abs(wanted)); // 0.4 is within 0.1 of 0.3
    return [off <= tolerance ? 1 : 0, [text]];
  },
  concerns: ({ dataset: { wrong } }, [text]) => number(text) === Number(wrong),
};
