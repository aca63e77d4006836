// Runs the cases through @cloud-copilot/iam-simulate: node simulate.mjs <folder with node_modules> <cases.jsonl>
// Prints two numbers of cases a second, parsing included, each the best of three warm rounds: the package's own entry,
// runSimulation, and the statement analysis inside it, without its checks of the input.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, file] = process.argv.slice(2);
const load = path => import(pathToFileURL(`${folder}/node_modules/@cloud-copilot/${path}`));
const { runSimulation } = await load('iam-simulate/dist/esm/index.js');
const { analyzeResourcePolicy } = await load('iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js');
const { AwsRequestImpl } = await load('iam-simulate/dist/esm/request/request.js');
const { RequestContextImpl } = await load('iam-simulate/dist/esm/requestContext.js');
const { DiscoveryContextKeyConstraints } = await load('iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js');
const { loadPolicy } = await load('iam-policy/dist/esm/index.js');
const parameters = { simulationMode: 'Strict', discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]) };
const accountId = '123456789012';

async function whole({ request, resourcePolicy, endpointPolicy }) {
  await runSimulation({
    request: { principal: request.principal, action: request.action, resource: { resource: request.resource, accountId }, contextVariables: request.context },
    identityPolicies: [], serviceControlPolicies: [], resourceControlPolicies: [], resourcePolicy,
    ...(endpointPolicy ? { vpcEndpointPolicies: [{ name: 'endpoint', policy: endpointPolicy }] } : {}),
  }, {});
}

function inside({ request, ...policies }) {
  const call = new AwsRequestImpl(request.principal, { resource: request.resource, accountId }, request.action, new RequestContextImpl(request.context));
  for (const name of ['resourcePolicy', 'endpointPolicy']) {
    if (policies[name]) analyzeResourcePolicy(loadPolicy(policies[name], { name }), call, false, parameters);
  }
}

for (const decide of [whole, inside]) {
  let best = 0;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    for (const line of lines) await decide(JSON.parse(line));
    best = Math.max(best, lines.length / ((performance.now() - start) / 1000));
  }
  console.log(best);
}
