// @ts-check
// Texts in a ZIP, stored as they are. Sizes stand before each file and the version is 2.0: Excel refuses what streaming writers make.

const VERSION = 20; // of ZIP, times ten
const DAY = 33; // 1 January 1980, the first that ZIP can say: a file holds no clock
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** @param {Uint8Array<ArrayBuffer>} bytes */
function checksum(bytes) {
  let sum = -1;
  for (const byte of bytes) sum = (sum >>> 8) ^ CRC[(sum ^ byte) & 255];
  return ~sum;
}

/** A number of four bytes as two of two. @param {number} number */
const long = (number) => [number, number >>> 16];
/** Numbers of two bytes each, the low byte first, as every machine with a browser has them. @param {number[]} numbers */
const packed = (numbers) => new Uint8Array(Uint16Array.from(numbers).buffer);

/**
 * @param {Record<string, string>} files name, in ASCII, to text
 * @param {string} type of the whole, as a media type
 */
export function zip(files, type) {
  const utf8 = new TextEncoder();
  const parts = /** @type {Uint8Array<ArrayBuffer>[]} */ ([]);
  const list = /** @type {Uint8Array<ArrayBuffer>[]} */ ([]);
  const length = (/** @type {Uint8Array[]} */ all) => all.reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const [path, text] of Object.entries(files)) {
    const [name, bytes] = [utf8.encode(path), utf8.encode(text)];
    const size = long(bytes.length);
    const said = [VERSION, 0, 0, 0, DAY, ...long(checksum(bytes)), ...size, ...size, name.length, 0];
    list.push(packed([0x4b50, 0x0201, VERSION, ...said, 0, 0, 0, 0, 0, ...long(length(parts))]), name);
    parts.push(packed([0x4b50, 0x0403, ...said]), name, bytes);
  }
  const count = list.length / 2;
  const end = packed([0x4b50, 0x0605, 0, 0, count, count, ...long(length(list)), ...long(length(parts)), 0]);
  return new Blob([...parts, ...list, end], { type });
}
