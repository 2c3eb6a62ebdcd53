const fhirType = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const regexUrl = 'http://hl7.org/fhir/StructureDefinition/regex';
const profileBase = 'http://hl7.org/fhir/StructureDefinition/';
const jsonKinds = { boolean: 'boolean', decimal: 'number', integer: 'number', positiveInt: 'number', unsignedInt: 'number' };

/** The lines for primitives, data types, resources and their inner types; data types are those that the resources reach. */
export function* writeTypes(structures, resources, valueSets) {
  const open = openTypes(structures);
  const reached = reach(structures, [...resources, ...open]);
  const kind = k => [...reached].filter(name => structures.get(name).kind === k).sort();

  yield `allresources ${allResources(structures).join(' ')}`;
  yield `opentypes ${open.join(' ')}`;
  for (const name of kind('primitive-type')) {
    yield primitive(structures.get(name));
  }

  for (const name of [...kind('complex-type'), ...kind('resource')]) {
    yield* complex(structures.get(name), open, valueSets);
  }
}

/** Types that an open choice (value[x] of Extension) allows, as the definitions list them. */
function openTypes(structures) {
  const value = structures.get('Extension').snapshot.element.find(e => e.path === 'Extension.value[x]');
  return value.type.map(t => t.code);
}

function allResources(structures) {
  return [...structures.values()].filter(s => s.kind === 'resource' && !s.abstract).map(s => s.id).sort();
}

function reach(structures, roots) {
  const reached = new Set();
  const visit = name => {
    const structure = structures.get(name);
    if (reached.has(name) || !structure || name === 'Resource') {
      return;
    }

    reached.add(name);
    structure.snapshot.element.forEach(e => (e.type ?? []).forEach(t => visit(typeName(t, e))));
  };
  roots.forEach(visit);
  visit('Element');
  return reached;
}

function primitive(structure) {
  const type = structure.snapshot.element.find(e => e.path === `${structure.id}.value`)?.type?.[0];
  const regex = type?.extension?.find(x => x.url === regexUrl)?.valueString ?? '-';
  return `primitive ${structure.id} ${jsonKinds[structure.id] ?? 'string'} ${regex}`;
}

function* complex(structure, open, valueSets) {
  const [root, ...elements] = structure.snapshot.element;
  const inner = elements.filter(e => isInner(e)).map(e => e.path);
  yield `${structure.kind === 'resource' ? 'resource' : 'type'} ${structure.id}`;
  yield* children(root.path, elements, open, valueSets);
  for (const path of inner) {
    yield `inner ${path}`;
    yield* children(path, elements, open, valueSets);
  }
}

function* children(path, elements, open, valueSets) {
  for (const element of elements) {
    const cut = element.path.lastIndexOf('.');
    if (element.path.slice(0, cut) === path) {
      yield ` ${element.path.slice(cut + 1)} ${element.min}..${element.max} ${types(element, open)}${binding(element, valueSets)}`;
    }
  }
}

function types(element, open) {
  if (element.contentReference) {
    return element.contentReference.replace('#', '');
  }

  if (isInner(element)) {
    return element.path;
  }

  const all = element.type.map(t => typeName(t, element));
  return element.path.endsWith('[x]') && all.join() === open.join() ? '*' : element.type.map(t => spell(t, element)).join('|');
}

function spell(type, element) {
  const targets = (type.targetProfile ?? []).map(t => t.replace(profileBase, '')).filter(t => t !== 'Resource');
  const restricted = typeName(type, element) === 'Reference' && targets.length > 0;
  return typeName(type, element) + (restricted ? `(${targets.join(',')})` : '');
}

function typeName(type, element) {
  if (element.base?.path === 'Resource.id') {
    return 'id';   // the definitions say System.String; R4 resource.html says id
  }

  return type.extension?.find(x => x.url === fhirType)?.valueUrl ?? type.code.replace('http://hl7.org/fhirpath/System.String', 'string');
}

function isInner(element) {
  return element.type?.length === 1 && ['BackboneElement', 'Element'].includes(element.type[0].code);
}

function binding(element, valueSets) {
  const set = element.binding?.strength === 'required' && element.binding.valueSet;
  const name = set && valueSets.use(set);
  return name ? ` =${name}` : '';
}
