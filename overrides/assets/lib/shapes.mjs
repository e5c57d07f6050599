// @ts-check
// What a value from a file may be: small tests, put together to shapes. A file is suspect until all of it has passed.

/** @typedef {(value: any) => boolean} Test */
/** @typedef {Record<string, Test>} Fields */

export const MOST = { text: 20_000, id: 200, depth: 12 }; // characters, characters, levels

/** Names that reach an object's prototype. */
export const NEVER = ["__proto__", "constructor", "prototype"];

/** A reason for the reader to see. */
export class Refusal extends Error {}

/** @type {Test} */
export const table = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {Test} */
export const text = (value) => typeof value === "string" && value.length <= MOST.text;
/** @type {Test} */
export const id = (value) => typeof value === "string" && value.length <= MOST.id && /^\w[\w./-]*$/.test(value);
/** @param {...any} values @returns {Test} */
export const one = (...values) => (value) => values.includes(value);
/** @param {Test} test @returns {Test} */
export const maybe = (test) => (value) => value === undefined || test(value);
/** @param {Test} test @returns {Test} */
export const list = (test) => (value) => Array.isArray(value) && value.every(test);
/** @param {Test} test @returns {Test} */
export const each = (test) => (value) => table(value) && Object.values(value).every(test);
/** @param {Fields} fields @returns {Test} */
export const shape = (fields) => (value) => table(value) && faulty(value, fields) === undefined;

/** @param {any} value @param {string} name */
export const own = (value, name) => (Object.hasOwn(value, name) ? value[name] : undefined);

/** @param {any} value @param {Fields} fields @returns {string | undefined} the first field that is wrong */
export function faulty(value, fields) {
  return Object.keys(fields).find((name) => !fields[name](own(value, name)));
}

/** Says which part of a file is wrong. @param {...string} place */
export function wrong(...place) {
  const where = place.filter(Boolean).join(", ").slice(0, MOST.id);
  return new Refusal(`Something in this file is not as this site writes it: ${where}. Nothing was changed.`);
}
