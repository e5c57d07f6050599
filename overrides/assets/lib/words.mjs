// @ts-check
// Words for finding text: no case, no accents, no punctuation.

/**
 * @param {string} text
 * @returns {string} lower-case words with single spaces between, and one at each end
 */
export function normalize(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

/**
 * Whether every word of a query begins a word of a text; an empty query matches all.
 *
 * @param {string} normalized text as `normalize` gives it
 * @param {string} query as typed
 */
export function matches(normalized, query) {
  const words = normalize(query).trim();
  return words === "" || words.split(" ").every((word) => normalized.includes(` ${word}`));
}
