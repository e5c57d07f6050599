// @ts-check
// SHA-256 without the browser's own: that one is missing where a site is served without encryption, and it makes callers wait.

const PRIMES = Array.from({ length: 310 }, (_, at) => at + 2).filter((number) => {
  for (let part = 2; part * part <= number; part += 1) if (number % part === 0) return false;
  return true;
});
/** The first 32 bits after the point. @param {number} root */
const bits = (root) => (root * 2 ** 32) | 0;

const STEPS = PRIMES.map((prime) => bits(prime ** (1 / 3)));

/** @param {string} text @returns {string} 64 hexadecimal digits, of the text in UTF-8 */
export function digest(text) {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(new ArrayBuffer((bytes.length + 72) & ~63));
  bytes.forEach((byte, at) => view.setUint8(at, byte));
  view.setUint8(bytes.length, 128);
  view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n);
  const sum = PRIMES.slice(0, 8).map((prime) => bits(prime ** (1 / 2)));
  for (let block = 0; block < view.byteLength; block += 64) {
    const words = /** @type {number[]} */ ([]);
    let [a, b, c, d, e, f, g, h] = sum;
    for (let at = 0; at < 64; at += 1) {
      const [early, late] = [words[at - 15], words[at - 2]];
      const mixed = (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
      words[at] = at < 16 ? view.getInt32(block + at * 4) : (words[at - 16] + words[at - 7] + mixed) | 0;
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + STEPS[at] + words[at];
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => (sum[at] = (sum[at] + word) | 0));
  }
  return sum.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** @param {number} word @param {number} by bits to the right */
const turn = (word, by) => (word >>> by) | (word << (32 - by));
