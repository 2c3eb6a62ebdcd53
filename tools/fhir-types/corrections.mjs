/**
 * The package extends R4 in places (Meta.project, Binary.url, targets such as Bot). Its dataelements.json does not: each
 * element that has a place there is taken from there, and one that R4 does not have is left out.
 */
export class Official {
  #elements = new Map();
  #resources;

  // The first of a path is the type's own; those of its constraints (SimpleQuantity) follow under the same id.
  constructor(dataElements) {
    for (const resource of dataElements) {
      const element = resource.snapshot.element[0];
      if (resource.id === `de-${element.path.replace('[x]', 'X')}` && !this.#elements.has(element.path)) {
        this.#elements.set(element.path, element);
      }
    }

    this.#resources = new Set([...this.#elements.keys()].map(path => path.split('.')[0]));
  }

  hasResource(name) {
    return this.#resources.has(name);
  }

  /** The official form of an element; undefined when R4 does not have it. */
  element(element) {
    return hasNoDataElement(element) ? element : this.#elements.get(element.path);
  }
}

// What dataelements.json never lists: elements with children, references to them, what every type has, what Quantity lends.
function hasNoDataElement(element) {
  const codes = (element.type ?? []).map(t => t.code);
  return !element.path.includes('.')
    || element.contentReference
    || codes.includes('BackboneElement') || codes.includes('Element')
    || /\.(id|extension|modifierExtension)$/.test(element.path)
    || element.base?.path !== element.path;
}
