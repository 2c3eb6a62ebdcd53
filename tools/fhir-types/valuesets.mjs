/** The value sets of required bindings, expanded to codes. A set that cannot be listed (such as all MIME types) is left out. */
export class ValueSets {
  #terminology;
  #used = new Map();

  constructor(terminology) {
    this.#terminology = terminology;
  }

  /** The short name of the set when it can be listed, else undefined. */
  use(canonical) {
    const url = canonical.split('|')[0];
    if (!this.#used.has(url)) {
      this.#used.set(url, this.#expand(url));
    }

    return this.#used.get(url) ? shortName(url) : undefined;
  }

  *write() {
    for (const [url, codes] of [...this.#used].filter(([, codes]) => codes).sort(byName)) {
      yield `valueset ${shortName(url)}`;
      for (const system of [...new Set(codes.map(c => c.system))].sort()) {
        yield ` ${system} ${[...new Set(codes.filter(c => c.system === system).map(c => c.code))].sort().join(' ')}`;
      }
    }
  }

  #expand(url) {
    const set = this.#terminology.get(`ValueSet ${url}`);
    const compose = set?.compose;
    if (!compose?.include?.length) {
      return undefined;
    }

    const included = this.#collect(compose.include);
    const excluded = this.#collect(compose.exclude ?? []);
    if (!included?.length || !excluded) {
      return undefined;
    }

    const out = new Set(excluded.map(key));
    return included.filter(c => !out.has(key(c)));
  }

  #collect(includes) {
    const all = [];
    for (const include of includes) {
      const codes = this.#fromInclude(include);
      if (!codes) {
        return undefined;
      }

      all.push(...codes);
    }

    return all;
  }

  #fromInclude(include) {
    if (include.valueSet?.length) {
      return include.system || include.valueSet.length > 1 ? undefined : this.#expand(include.valueSet[0].split('|')[0]);
    }

    if (include.concept) {
      return include.concept.map(c => ({ system: include.system, code: c.code }));
    }

    const system = this.#terminology.get(`CodeSystem ${include.system}`);
    return system?.content === 'complete' && this.#codes(system, include.filter ?? []);
  }

  #codes(system, filters) {
    const parents = new Map();
    const walk = (concepts, above) => {
      for (const concept of concepts ?? []) {
        const up = (concept.property ?? []).filter(p => p.code === 'subsumedBy').map(p => p.valueCode);
        parents.set(concept.code, [...(above ? [above] : []), ...up]);
        walk(concept.concept, concept.code);
      }
    };
    walk(system.concept);
    const isA = (code, ancestor) => code === ancestor || (parents.get(code) ?? []).some(p => isA(p, ancestor));
    if (filters.some(f => f.property !== 'concept' || f.op !== 'is-a')) {
      return undefined;
    }

    return [...parents.keys()].filter(code => filters.every(f => isA(code, f.value))).map(code => ({ system: system.url, code }));
  }
}

const shortName = url => url.replace('http://hl7.org/fhir/ValueSet/', '').replace('http://terminology.hl7.org/ValueSet/', '');
const key = c => `${c.system}|${c.code}`;
const byName = ([a], [b]) => (shortName(a) < shortName(b) ? -1 : 1);
