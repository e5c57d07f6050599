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
 * Whether every word of a query begins a word of a text; an empty query matches all. The query is read once for many texts.
 *
 * @param {string} query as typed
 * @returns {(normalized: string) => boolean} takes a text as `normalize` gives it
 */
export function matcher(query) {
  const words = normalize(query).trim();
  const starts = words ? words.split(" ").map((word) => ` ${word}`) : [];
  return (normalized) => starts.every((start) => normalized.includes(start));
}
