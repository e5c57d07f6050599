// @ts-check
// A meeting to print: times of day for its parts. Nothing is typed into it and nothing is kept.
import { all } from "./dom.mjs";
export { TeamTool } from "./shell.mjs";
/** @import { Host, Part } from "../lib/team" */

/** @param {Host} host @returns {Part} */
export function connect({ element }) {
  const [start] = /** @type {HTMLInputElement[]} */ (all(element, "#tool-start"));
  const boxes = /** @type {HTMLInputElement[]} */ (all(element, ".tool-agenda__add input"));
  const parts = all(element, "[data-part]");
  const [total] = all(element, ".tool-agenda__total");
  const minutesOf = (/** @type {HTMLElement} */ part) => Number(part.dataset.minutes);

  function show() {
    const wanted = new Set(boxes.filter(({ checked }) => checked).map(({ value }) => value));
    for (const part of parts) part.hidden = part.dataset.optional !== undefined && !wanted.has(part.dataset.part ?? "");
    const held = parts.filter(({ hidden }) => !hidden);
    let past = 0;
    for (const part of held) {
      const from = past;
      past += minutesOf(part);
      all(part, ".tool-agenda__times")[0].textContent = start.value && `${clock(from)} to ${clock(past)}, `;
    }
    const times = start.value && `, from ${clock(0)} to ${clock(past)}`;
    total.textContent = `${past} minutes${times}`;
  }

  /** The time of day so many minutes after the start, such as 9:05 AM. @param {number} minutes */
  function clock(minutes) {
    const [hour, minute] = start.value.split(":").map(Number);
    return new Date(2000, 0, 1, hour, minute + minutes).toLocaleTimeString("en-US", { timeStyle: "short" });
  }

  element.addEventListener("input", show);
  for (const place of all(element, ".tool-agenda__set")) place.hidden = false;
  return { tool: { id: element.dataset.tool ?? "", edition: element.dataset.edition ?? "", items: [], answers: [] }, show };
}
