// Small steps in the page. Text goes in as text, never as markup.

export function find<T extends Element>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector)
}

export function all<T extends Element>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)]
}

type Attributes = Record<string, string | boolean | ((event: Event) => void)>

/** An element with attributes and children; an attribute that is a function listens to the event of that name. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value)
    else if (typeof value === 'boolean') made.toggleAttribute(key, value)
    else made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

/** What a block of JSON in the page holds; null where the page has none. */
export function data<T>(id: string): T | null {
  const block = document.getElementById(id)
  return block?.textContent ? (JSON.parse(block.textContent) as T) : null
}
