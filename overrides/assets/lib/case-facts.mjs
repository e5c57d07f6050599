// @ts-check
// What looks as if it pointed to a person, where only practice belongs. It only asks: a pattern cannot know.

/** @type {[RegExp, string][]} */
const PATTERNS = [
  [/\b\d{3}-\d\d-\d{4}\b/, "a Social Security number"],
  [/[^\s@]@[\w-]+\.\w/, "an e-mail address"],
  [/(?:\(\d{3}\) ?|\b\d{3}[-. ])\d{3}[-. ]\d{4}\b/, "a phone number"],
  [/\b(?:case|docket|file|petition)\b(?: ?(?:no\.?|number|#))* ?[:#]? ?[a-z]{0,4}-?\d[\d-]{3,}/i, "a case number"],
  [/\b(?:dob|born)\b.{0,12}\d/i, "a date of birth"],
  [/\b(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01])[/-](?:19|20)\d\d\b/, "a date of birth"],
];

/** What a text may hold of a person. @param {string} text @returns {string | undefined} */
export function looksLike(text) {
  return PATTERNS.find(([pattern]) => pattern.test(text))?.[1];
}
