// @ts-check
// One part of a tool at a time, and one section of its form at a time; on paper all of them.
import { all, made, show } from "./dom.mjs";
/** @import { Host } from "../lib/team" */

/**
 * @param {Host} host
 * @param {(name: string) => void} shown hears which part is on the screen now
 */
export function panels(host, shown) {
  const { element } = host;
  const tabs = all(element, "[data-panel]");
  const sections = all(element, "[data-section]");
  const [list] = all(element, ".tool-steps");
  let at = 0;
  let now = "rate";
  const steps = sections.map((section, place) => {
    const step = made("button", "", "tool-steps__step", { type: "button", "data-step": `${place}` });
    step.append(made("span", `${place + 1}. ${section.dataset.title}`), made("span", "", "tool-steps__count"));
    return step;
  });
  list.append(...steps);
  show(element, ".tool-panels, .tool-steps, .tool-step__buttons, [data-act=add-action]", true);
  show(element, ".tool-actions__blank", false);
  element.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target).closest("button");
    const { panel, step, act } = target?.dataset ?? {};
    if (panel) open(panel);
    if (step) go(Number(step));
    if (act === "next" || act === "before") go(at + (act === "next" ? 1 : -1), true);
  });
  go(0, false);
  open(now);

  /** @param {number} place @param {boolean} [focus] */
  function go(place, focus = true) {
    at = Math.max(0, Math.min(sections.length - 1, place));
    sections.forEach((section, one) => (section.hidden = one !== at));
    steps.forEach((step, one) => (one === at ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current")));
    for (const [act, to, words] of /** @type {[string, number, string][]} */ ([["before", at - 1, "Back"], ["next", at + 1, "Next"]])) {
      const [way] = all(element, `.tool-step__buttons [data-act=${act}]`);
      way.hidden = !sections[to];
      way.textContent = `${words}: ${sections[to]?.dataset.title}`;
    }
    const heading = /** @type {HTMLElement} */ (sections[at].querySelector("h3"));
    if (focus) heading.focus();
  }

  /** @param {string} name @param {boolean} [filled] whether it is filled at once */
  function open(name, filled = true) {
    now = name;
    for (const tab of tabs) (tab.dataset.panel === name ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current"));
    for (const panel of all(element, "[data-panel-of]")) panel.hidden = panel.dataset.panelOf !== name;
    if (filled) shown(name);
  }

  return {
    get now() {
      return now;
    },
    /** Opens a part and puts the focus on its heading; `filled`: at once, not when all is shown. @param {string} name @param {boolean} [filled] */
    open(name, filled) {
      open(name, filled);
      /** @type {HTMLElement | null} */ (element.querySelector(`[data-panel-of="${name}"] h3`))?.focus();
    },
    /** @param {(section: string) => string} words */
    count(words) {
      steps.forEach((step, place) => (/** @type {Element} */ (step.lastChild).textContent = words(sections[place].dataset.section ?? "")));
    },
  };
}
