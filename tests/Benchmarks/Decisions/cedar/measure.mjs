// The same question to Cedar's wasm build: a policy that says what row M06 says for a child under 12, over the slice of one child.
// Prints one JSON line: median and p99 in nanoseconds. The policy set is parsed before the clock starts.
import { createRequire } from 'node:module';

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');

const policy = `
permit (principal, action == Action::"OPP", resource)
when {
  principal.party == "SCHOOL" && principal.role == "IB" && principal.organisation == resource.school &&
  resource.source == "JEUGDHULPAANBIEDER" && resource.age < 12 &&
  resource.permitted.containsAll(context.categories) &&
  resource.grantedByA.containsAll(context.categories) && resource.grantedByB.containsAll(context.categories) &&
  context.day <= resource.validThrough
};
forbid (principal, action, resource) when { resource.deceased || resource.withdrawn.containsAny(context.categories) };
`;

const parsed = cedar.preparsePolicySet('m06', { staticPolicies: policy });
if (parsed.type !== 'success') {
  throw new Error(JSON.stringify(parsed));
}

const plan = ['ID_BASIS', 'JEUGDHULP_PLAN'];
const question = {
  principal: { type: 'Professional', id: 'p1' },
  action: { type: 'Action', id: 'OPP' },
  resource: { type: 'Child', id: 'c1' },
  context: { categories: plan, day: 20261124 },
  preparsedPolicySetId: 'm06',
  entities: [
    { uid: { type: 'Professional', id: 'p1' }, attrs: { party: 'SCHOOL', role: 'IB', organisation: 'S-1' }, parents: [] },
    {
      uid: { type: 'Child', id: 'c1' },
      attrs: {
        school: 'S-1', source: 'JEUGDHULPAANBIEDER', age: 9, permitted: plan, grantedByA: plan, grantedByB: plan,
        withdrawn: [], validThrough: 20270731, deceased: false,
      },
      parents: [],
    },
  ],
};

const answer = cedar.statefulIsAuthorized(question);
if (answer.type !== 'success' || answer.response.decision !== 'allow') {
  throw new Error(JSON.stringify(answer));
}

const rounds = 5000;
for (let n = 0; n < 2000; n++) {
  cedar.statefulIsAuthorized(question);
}

const times = [];
for (let n = 0; n < rounds; n++) {
  const start = process.hrtime.bigint();
  cedar.statefulIsAuthorized(question);
  times.push(Number(process.hrtime.bigint() - start));
}

times.sort((one, other) => one - other);
console.log(JSON.stringify({ version: cedar.getCedarVersion(), median: times[rounds / 2], p99: times[Math.floor(rounds * 0.99)] }));
