// Finding and making elements of a page.

/**
 * What a component's own HTML is sure to hold.
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 */
export function part(root, selector, kind) {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`There is no ${kind.name} here that is ${selector}`);
}

/**
 * The element that an event happened in, or on.
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | SVGElement | null}
 */
export function around(target, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 */
export function make(tag, style = "", text = "") {
  const made = document.createElement(tag);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
}

export function makeButton(style = "", text = "") {
  const button = make("button", style, text);
  button.type = "button";
  return button;
}

/**
 * What has the focus around here.
 * @param {Node} here
 */
export function focusedAround(here) {
  const root = here.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return null;
  const focused = root.activeElement;
  return focused instanceof HTMLElement || focused instanceof SVGElement ? focused : null;
}
