// Finding and making parts of a drawing.

export const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} name
 * @param {Record<string, string | number>} attributes
 */
export function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 */
export function shapes(root, selector) {
  /** @type {NodeListOf<SVGElement>} */
  const found = root.querySelectorAll(selector);
  return [...found];
}

/** @param {HTMLElement | SVGElement} element */
export function idOf(element) {
  return element.dataset.id ?? "";
}
