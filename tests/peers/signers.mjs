// @cloud-copilot/iam-simulate decides the calls of signers. Argument: a file of a list of { Principal, Resource, Policies,
// Boundary, ResourcePolicy, Keys, IsAllowed }. The last line is JSON.
import { readFileSync } from 'node:fs';
import { runSimulation } from '@cloud-copilot/iam-simulate';

const problems = [];
let agreed = 0;

for (const question of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const result = await runSimulation({
    request: {
      principal: question.Principal,
      action: 'execute-api:Invoke',
      resource: { resource: question.Resource, accountId: question.Resource.split(':')[4] },
      contextVariables: question.Keys,
    },
    identityPolicies: question.Policies.map((policy, index) => ({ name: `p${index}`, policy: JSON.parse(policy) })),
    ...(question.Boundary ? { permissionBoundaryPolicies: [{ name: 'boundary', policy: JSON.parse(question.Boundary) }] } : {}),
    resourcePolicy: JSON.parse(question.ResourcePolicy),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  const allowed = (result.overallResult ?? result.analysis?.result) === 'Allowed';
  if (result.resultType === 'error' || result.errors) {
    problems.push(`${question.Principal}: the simulator says ${JSON.stringify(result.errors ?? result)}`.slice(0, 400));
  } else if (allowed === question.IsAllowed) {
    agreed++;
  } else {
    problems.push(`${question.Principal}: expected ${question.IsAllowed}, the simulator says ${allowed}`);
  }
}

console.log(JSON.stringify({ agreed, problems }));
