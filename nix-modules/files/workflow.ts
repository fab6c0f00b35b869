import { Document, isMap, isScalar } from "yaml";
import type { Fleet } from "../../constructs";
import { GIVES_WAY } from "../../constructs/own-files";
import type { Recipe } from "../justfile";
import type { GeneratedFile } from "./generated-file";
import { CHECK, LINT, VERIFY } from "./justfile/flake-recipes";
import { MIGRATION_STATUS, migrationOf } from "./justfile/migration-recipes";

const CI = ".github/workflows/ci.yml";

/** GitHub runners by Nix platform. Jobs that work on every platform use the first one. */
const RUNNERS: { readonly [platform: string]: string } = {
  "x86_64-linux": "ubuntu-latest",
  "aarch64-linux": "ubuntu-24.04-arm",
  "aarch64-darwin": "macos-latest",
};

/**
 * `.github/workflows/ci.yml`: runs recipes of the justfile in the development shell; each machine is built on its own
 * platform. None for a fleet without machines. If `ci.yml` is hand-written, the reusable workflow `fleet.yml`.
 */
export function workflowFiles(fleet: Fleet): readonly GeneratedFile[] {
  const platforms = new Set(fleet.machines.map(({ platform }) => platform));
  const runners = Object.entries(RUNNERS).flatMap(([platform, runner]) =>
    platforms.has(platform) ? [runner] : [],
  );
  const [first] = runners;
  if (first === undefined) return [];
  const isCalled = fleet.isOwnFile(CI);
  const workflow = {
    name: isCalled ? "fleet" : "ci",
    on: isCalled ? { workflow_call: null } : { pull_request: null, push: { branches: ["main"] } },
    permissions: { contents: "read" },
    jobs: {
      check: { "runs-on": first, steps: steps(fleet, CHECK, LINT) },
      verify: {
        "runs-on": "${{ matrix.runner }}",
        strategy: { "fail-fast": false, matrix: { runner: runners } },
        steps: steps(fleet, VERIFY),
      },
      ...(migrationOf(fleet) && {
        migration: { "runs-on": first, steps: migrationSteps(fleet) },
      }),
    },
  };
  const text = printYaml(workflow);
  const path = isCalled ? GIVES_WAY[CI] : CI;
  const use = `# Call it from a job of your workflow: uses: ./${path}\n\n`;
  return [{ path, text: isCalled ? use + text : text }];
}

function steps(fleet: Fleet, ...recipes: readonly Recipe[]): readonly object[] {
  return [...INSTALL, ...recipes.map((recipe) => ({ run: runInShell(fleet, recipe) }))];
}

const INSTALL = [{ uses: "actions/checkout@v6" }, { uses: "cachix/install-nix-action@v31" }];

/**
 * Adds the migration status to the summary of the run. A repository without main.ts cannot run the command, so it uses
 * the document of the last synth.
 */
function migrationSteps(fleet: Fleet): readonly object[] {
  const summary = '>> "$GITHUB_STEP_SUMMARY"';
  const hasMain = "hashFiles('cdktf.json') != ''";
  const document = "docs/MIGRATION-STATUS.md";
  return [
    ...INSTALL,
    { if: hasMain, run: `${inShell(fleet)} npm ci` },
    { if: hasMain, run: `${runInShell(fleet, MIGRATION_STATUS)} markdown ${summary}` },
    {
      if: `hashFiles('cdktf.json') == '' && hashFiles('${document}') != ''`,
      run: `cat ${document} ${summary}`,
    },
  ];
}

function runInShell(fleet: Fleet, { name }: Recipe): string {
  const justfile = fleet.isOwnFile("justfile") ? ` --justfile ${GIVES_WAY.justfile}` : "";
  return `${inShell(fleet)} just${justfile} ${name}`;
}

function inShell(fleet: Fleet): string {
  const shell = fleet.isOwnFile("modules/flake-parts/dev-shell.nix") ? " .#fleet" : "";
  return `nix develop${shell} -c`;
}

function printYaml(value: object): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  const [, ...others] = isMap(document.contents) ? document.contents.items : [];
  for (const { key } of others) {
    if (isScalar(key)) key.spaceBefore = true;
  }
  return document.toString({ lineWidth: 0, nullStr: "" });
}
