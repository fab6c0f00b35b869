import { expect, it } from "vitest";
import { parse } from "yaml";
import { workflowFiles } from "../../../nix-modules/files/workflow";
import { testApp } from "../../support/fleets";
import { describeWithTools } from "../../support/tools";
import { fleetOf, justfileOf, type Parts, WHOLE } from "./support/fleet-of";
import { just } from "./support/just";

interface Job {
  readonly "runs-on": string;
  readonly strategy?: { readonly matrix: { readonly runner: readonly string[] } };
  readonly steps: readonly {
    readonly if?: string;
    readonly uses?: string;
    readonly run?: string;
  }[];
}

it.each<[Parts, string, readonly string[]]>([
  [WHOLE, "ubuntu-latest", ["ubuntu-latest", "macos-latest"]],
  [{ server: true }, "ubuntu-latest", ["ubuntu-latest"]],
  [{ macs: true }, "macos-latest", ["macos-latest"]],
])("a fleet with %j is checked on %s and built on %j", (parts, check, verify) => {
  const jobs = jobsOf(parts);
  expect(jobs.check?.["runs-on"]).toBe(check);
  expect(jobs.verify?.["runs-on"]).toBe("${{ matrix.runner }}");
  expect(jobs.verify?.strategy?.matrix.runner).toEqual(verify);
});

it("a fleet without machines has no workflow", () => {
  expect(workflowFiles(fleetOf(testApp(), {}))).toEqual([]);
});

it("runs for pull requests and for the branch main, with read permission only", () => {
  expect(parse(textOf(WHOLE))).toMatchObject({
    on: { pull_request: null, push: { branches: ["main"] } },
    permissions: { contents: "read" },
  });
});

it("repeats steps without YAML anchors", () => {
  const text = textOf({ macs: true, migration: true });
  expect(text.match(/- uses: actions\/checkout@v6$/gm)).toHaveLength(3);
  expect(text).not.toMatch(/[&*]a1/);
});

describeWithTools(["just"], "the workflow", () => {
  it("runs only recipes of the justfile, in the development shell", () => {
    const recipes = just(justfileOf(WHOLE), ["--summary"]).stdout.trim().split(" ");
    const commands = Object.values(jobsOf(WHOLE)).flatMap(({ steps }) =>
      steps.flatMap(({ run }) => run ?? []),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const [, recipe] = /^nix develop -c just (\S+)$/.exec(command) ?? [];
      expect(recipes).toContain(recipe);
    }
  });
});

describeWithTools(["just"], "the workflow of a migration", () => {
  const MIGRATED: Parts = { macs: true, migration: true };

  /** The summary after the steps that run in a repository with these files. */
  function summaryWith(...files: readonly string[]): string {
    const { steps } = jobsOf(MIGRATED).migration ?? { steps: [] };
    const runs = steps.filter(({ if: condition = "" }) => holds(condition, files));
    const script = runs.flatMap(({ run }) => run ?? []).join("\n");
    const tree = {
      ...Object.fromEntries(files.map((file) => [file, `${file}\n`])),
      "run.sh": script,
    };
    const programs = {
      nix: 'shift 2; exec "$@"',
      npm: "",
      npx: 'echo "fleet: $*"',
    };
    const recipe = "\nrun:\n    GITHUB_STEP_SUMMARY=summary /bin/sh run.sh; cat summary || true\n";
    return just(justfileOf(MIGRATED) + recipe, ["run"], programs, tree).stdout;
  }

  it("shows the status in the summary", () => {
    expect(summaryWith("cdktf.json", "docs/MIGRATION-STATUS.md")).toBe(
      "fleet: --no -- fleet migration status --format markdown\n",
    );
  });

  it("shows the status of the last synth if main.ts is missing", () => {
    expect(summaryWith("docs/MIGRATION-STATUS.md")).toBe("docs/MIGRATION-STATUS.md\n");
    expect(summaryWith()).toBe("");
  });

  it("does not exist without a migration", () => {
    expect(jobsOf(WHOLE).migration).toBeUndefined();
  });
});

/** Evaluates a GitHub condition with `hashFiles`. */
function holds(condition: string, files: readonly string[]): boolean {
  return condition.split(" && ").every((part) => {
    const [, file = "", operator] = /^hashFiles\('(.*)'\) (.=) ''$/.exec(part) ?? [];
    return part === "" || files.includes(file) === (operator === "!=");
  });
}

function textOf(parts: Parts): string {
  return workflowFiles(fleetOf(testApp(), parts))[0]?.text ?? "";
}

function jobsOf(parts: Parts): { readonly [name: string]: Job } {
  return parse(textOf(parts)).jobs;
}
