// @ts-check
// What the parts of a tool need to read and write the page.

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {T[]}
 */
export function all(within, selector) {
  return [...within.querySelectorAll(selector)].map((node) => /** @type {T} */ (node));
}

/** A new element with text; `more`: attributes. @param {string} tag @param {string} [text] @param {string} [name] its class @param {Record<string, string>} [more] */
export function made(tag, text = "", name = "", more = {}) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  if (name) node.className = name;
  for (const [attribute, value] of Object.entries(more)) node.setAttribute(attribute, value);
  return node;
}

/** An element with others in it. @param {string} tag @param {string} name its class @param {(Node | string)[]} children */
export function around(tag, name, children) {
  const node = made(tag, "", name);
  node.append(...children);
  return node;
}

/** A button that says in `data-act` what it does. @param {string} act @param {string} text @param {Record<string, string>} [more] */
export function button(act, text, more = {}) {
  return made("button", text, "tool__button tool__button--quiet", { type: "button", "data-act": act, ...more });
}

/** Shows elements, or hides them. @param {ParentNode} within @param {string} selector @param {boolean} shown */
export function show(within, selector, shown) {
  for (const node of all(within, selector)) node.hidden = !shown;
}

/** Nothing where the page is looked at; else what ends when that may have changed. */
export const away = () => (document.hidden ? new Promise((done) => document.addEventListener("visibilitychange", done, { once: true })) : undefined);
