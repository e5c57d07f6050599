// @ts-check
// Tables as a workbook for Excel and its like. Text is stored as text and no cell is a formula: nothing in it can run.
import { zip } from "./zip.mjs";
/** @import { Sheet } from "./team" */

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FORMATS = "http://schemas.openxmlformats.org";
const MAIN = `xmlns="${FORMATS}/spreadsheetml/2006/main"`;
const LINKS = `${FORMATS}/officeDocument/2006/relationships`;
const MOST = { name: 31, text: 32_767, wide: 60, narrow: 8, high: 405 }; // characters of a sheet's name, a cell, a column; points of a row
const LINE = 15; // points; LibreOffice does not fit the height of rows by itself
const STYLE = { number: 0, text: 1, guarded: 2, head: 3 };
// What a spreadsheet would take for a formula once somebody edits the cell.
const RISKY = /^\s*[=+\-@]/;
const TOP = '<alignment vertical="top" wrapText="1"/>';
const STYLES = `<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4">${['fontId="0"', 'fontId="0"', 'fontId="0" quotePrefix="1"', 'fontId="1" applyFont="1"'].map((own) => '<xf numFmtId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1" ' + own + ">" + TOP + "</xf>").join("")}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** What XML and Excel can hold of a text. @param {string} text */
const held = (text) => text.replace(/\r\n?/g, "\n").slice(0, MOST.text).replace(/[\0-\x08\v\f\x0e-\x1f\p{Cs}\ufffe\uffff]/gu, "");
/** @type {Record<string, string>} */
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** @param {string} text */
const xml = (text) => text.replace(/[&<>"]/g, (mark) => MARKS[mark]);
/** Excel reads `_x0041_` as the letter A, unless its first character is written so itself. @param {string} text */
const literal = (text) => text.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");

/**
 * Names that Excel takes: of 31 characters, without `[]:*?/\`, no two alike.
 *
 * @param {string[]} names
 */
function legal(names) {
  const taken = new Set(["", "history"]); // the second one is Excel's own
  return names.map((name) => {
    const plain = held(name).replace(/[[\]:*?/\\\s]+/g, " ").replace(/^[' ]+|[' ]+$/g, "");
    let found = "";
    for (let n = 1; taken.has(found.toLowerCase()); n += 1) {
      const tail = n > 1 ? ` (${n})` : "";
      found = held((plain || "Sheet").slice(0, MOST.name - tail.length)).replace(/[' ]+$/, "") + tail;
    }
    taken.add(found.toLowerCase());
    return found;
  });
}

/** Of a column, from 0: A to Z, AA. @param {number} at @returns {string} */
const letters = (at) => (at > 25 ? letters(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));

/** How many lines a text takes in a column so wide. @param {string} text @param {number} width */
const lines = (text, width) => text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);

/**
 * @param {Sheet["rows"]} rows the first is the head
 * @param {(text: string) => number} place of a text among those of the workbook
 */
function sheet(rows, place) {
  const cells = rows.map((row) => row.map((value) => (Number.isFinite(value) ? `${value}` : held(typeof value === "string" ? value : ""))));
  const wide = [MOST.narrow];
  cells.forEach((row) => row.forEach((text, at) => {
    for (const line of text.split("\n")) wide[at] = Math.min(Math.max(wide[at] ?? MOST.narrow, line.length + 2), MOST.wide);
  }));
  const columns = wide.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const cell = (/** @type {string} */ text, /** @type {number} */ at, /** @type {number} */ row) => {
    const start = `<c r="${letters(at)}${row + 1}" s="`;
    if (typeof rows[row][at] === "number") return text && `${start}${STYLE.number}"><v>${text}</v></c>`;
    const style = row ? (RISKY.test(text) ? STYLE.guarded : STYLE.text) : STYLE.head;
    return text && `${start}${style}" t="s"><v>${place(text)}</v></c>`;
  };
  const line = (/** @type {string[]} */ row, /** @type {number} */ number) => {
    const high = Math.min(LINE * Math.max(1, ...row.map((text, at) => lines(text, wide[at]))), MOST.high);
    return `<row r="${number + 1}" ht="${high}">${row.map((text, at) => cell(text, at, number)).join("")}</row>`;
  };
  return `<worksheet ${MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="${LINE}"/><cols>${columns.join("")}</cols><sheetData>${cells.map(line).join("")}</sheetData>
<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

/**
 * A workbook in which the first row of each sheet is bold, stays in sight, and is repeated on paper.
 *
 * @param {Sheet[]} sheets one at least
 */
export async function workbook(sheets) {
  const texts = /** @type {Map<string, number>} */ (new Map());
  const place = (/** @type {string} */ text) => texts.get(text) ?? texts.set(text, texts.size).size - 1;
  const names = legal(sheets.map(({ name }) => name));
  const all = sheets.map((_, at) => at + 1);
  const link = (/** @type {string} */ id, /** @type {string} */ kind, /** @type {string} */ target) => `<Relationship Id="${id}" Type="${LINKS}/${kind}" Target="${target}"/>`;
  const linked = (/** @type {string[]} */ links) => `<Relationships xmlns="${FORMATS}/package/2006/relationships">${links.join("")}</Relationships>`;
  const typed = (/** @type {string} */ part, /** @type {string} */ kind) => `<Override PartName="/xl/${part}.xml" ContentType="${TYPE.replace(/sheet$/, kind)}+xml"/>`;
  const heads = names.map((name, at) => `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${xml(name.replaceAll("'", "''"))}'!$1:$1</definedName>`);
  const files = /** @type {Record<string, string>} */ ({
    "[Content_Types].xml": `<Types xmlns="${FORMATS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${[
      ...[typed("workbook", "sheet.main"), typed("styles", "styles"), typed("sharedStrings", "sharedStrings")],
      ...all.map((n) => typed("worksheets/sheet" + n, "worksheet")),
    ].join("")}</Types>`,
    "_rels/.rels": linked([link("rId1", "officeDocument", "xl/workbook.xml")]),
    "xl/_rels/workbook.xml.rels": linked([
      ...all.map((n) => link("rId" + n, "worksheet", "worksheets/sheet" + n + ".xml")),
      ...["styles", "sharedStrings"].map((part) => link(part, part, part + ".xml")),
    ]),
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${LINKS}"><sheets>${all.map((n) => '<sheet name="' + xml(names[n - 1]) + '" sheetId="' + n + '" r:id="rId' + n + '"/>').join("")}</sheets><definedNames>${heads.join("")}</definedNames></workbook>`,
    "xl/styles.xml": STYLES,
  });
  sheets.forEach(({ rows }, at) => (files[`xl/worksheets/sheet${at + 1}.xml`] = sheet(rows, place)));
  const items = [...texts.keys()].map((text) => `<si><t xml:space="preserve">${xml(literal(text))}</t></si>`);
  files["xl/sharedStrings.xml"] = `<sst ${MAIN}>${items.join("")}</sst>`;
  return zip(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text])), TYPE);
}
