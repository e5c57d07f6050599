// @ts-check
// Tables for spreadsheets, which must not run a cell as a formula; and such tables read back.

// What a spreadsheet may run, also behind spaces. Apostrophes before it count in, so that guarding and unguarding undo each other.
const RISKY = /^'*(?:[\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0])/;

/** @param {string} text */
const guarded = (text) => (RISKY.test(text) ? `'${text}` : text);
/** @param {string} text */
const bare = (text) => (text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text);

/**
 * A table with the mark by which Excel knows UTF-8. Text that looks like a formula gets one apostrophe; numbers stay numbers.
 *
 * @param {(string | number | null | undefined)[][]} rows
 */
export function toCsv(rows) {
  const cell = (/** @type {string | number | null | undefined} */ value) => (typeof value === "number" ? `${value}` : guarded(value ?? ""));
  const line = (/** @type {typeof rows[0]} */ row) => row.map((value) => `"${cell(value).replaceAll('"', '""')}"`).join(",");
  return `\uFEFF${rows.map(line).join("\r\n")}\r\n`;
}

/**
 * The texts of a table as `toCsv` or a spreadsheet writes it; nothing if a quotation is left open.
 *
 * @param {string} content
 * @returns {string[][] | undefined}
 */
export function fromCsv(content) {
  const text = content.replace(/^\uFEFF/, "");
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  const rows = /** @type {string[][]} */ ([[]]);
  while (cell.lastIndex < text.length || rows[rows.length - 1].length) {
    const found = cell.exec(text);
    if (!found) return undefined;
    rows[rows.length - 1].push(bare(found[1]?.replaceAll('""', '"') ?? found[2]));
    if (found[3] !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}
