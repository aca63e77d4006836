// Runs the cases through @cloud-copilot/iam-simulate: node simulate.mjs <folder with node_modules> <cases.jsonl>
// Prints cases a second, the best of five warm rounds, parsing included. The fastest way in is used: the package's own
// statement analysis, without its checks of the input and without identity policies.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, file] = process.argv.slice(2);
const load = path => import(pathToFileURL(`${folder}/node_modules/@cloud-copilot/${path}`));
const { analyzeResourcePolicy } = await load('iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js');
const { AwsRequestImpl } = await load('iam-simulate/dist/esm/request/request.js');
const { RequestContextImpl } = await load('iam-simulate/dist/esm/requestContext.js');
const { DiscoveryContextKeyConstraints } = await load('iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js');
const { loadPolicy } = await load('iam-policy/dist/esm/index.js');
const parameters = { simulationMode: 'Strict', discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]) };

function round() {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  for (const line of lines) {
    const { request, ...policies } = JSON.parse(line);
    const call = new AwsRequestImpl(request.principal, { resource: request.resource, accountId: '123456789012' }, request.action, new RequestContextImpl(request.context));
    for (const name of ['resourcePolicy', 'endpointPolicy']) {
      if (policies[name]) analyzeResourcePolicy(loadPolicy(policies[name], { name }), call, false, parameters);
    }
  }
  return lines.length;
}

let best = 0;
for (let i = 0; i < 5; i++) {
  const start = performance.now();
  const count = round();
  best = Math.max(best, count / ((performance.now() - start) / 1000));
}
console.log(best);
