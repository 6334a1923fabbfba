// Elements are made and filled here, and only with text: nothing that comes from the server is ever read as HTML.

/** An element with attributes (false and null are left out), and children that are elements or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Sets a text only where it differs, so that nothing is drawn or read aloud again. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

export function byId(id) {
  return document.getElementById(id);
}

/**
 * Makes the children of `parent` be those of `items`, in their order. A child that stays is kept, with its focus.
 *
 * @param create makes the child of an item, with its method `update(item)`
 */
export function keyed(parent, items, key, create) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let next = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let child = old.get(name);
    old.delete(name);
    if (!child) {
      child = create(item);
      child.dataset.key = name;
    }
    child.update(item);
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }
  }
  old.forEach((child) => child.remove());
}
