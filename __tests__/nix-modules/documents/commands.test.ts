import { beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY, runFleet } from "../../support/run-fleet";
import { describeWithTools } from "../../support/tools";
import { just } from "../files/support/just";
import { mainFiles, runbookCommands } from "./committed";

const FILES = mainFiles();
const COMMANDS = runbookCommands(FILES);

const JUST = COMMANDS.filter((line) => line.startsWith("just "));
const FLEET = COMMANDS.filter((line) => line.startsWith("npx fleet "));

it("runbooks contain only just and fleet commands", () => {
  expect(JUST.length).toBeGreaterThan(10);
  expect(FLEET.length).toBeGreaterThan(20);
  expect([...JUST, ...FLEET].sort()).toEqual([...COMMANDS].sort());
});

describeWithTools(["just"], "a just command in a runbook", () => {
  const justfile = FILES.get("justfile") ?? "";
  let recipes: readonly string[] = [];
  beforeAll(() => {
    recipes = just(justfile, ["--summary"]).stdout.trim().split(" ");
  });

  it.each(JUST)("exists, for this machine or stack: %s", (line) => {
    const [, recipe = "", ...args] = line.split(" ");
    expect(recipes).toContain(recipe);
    const { status, stderr } = just(justfile, ["--dry-run", recipe, ...args]);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  });
});

/** The position of each text in a runbook. */
function placesIn(phase: string, ...texts: readonly string[]): readonly number[] {
  const runbook = FILES.get(`docs/runbooks/${phase}.md`) ?? "";
  return texts.map((text) => runbook.indexOf(`   ${text}`));
}

describe.each(["blackphos", "rosegold", "argentum", "stibnite"])("the runbook of %s", (mac) => {
  it("saves a baseline first, and compares, measures and reports after the deployment", () => {
    const places = placesIn(
      mac,
      `npx fleet migration baseline ${mac} --build-command COMMAND\n`,
      `just vars ${mac}\n`,
      `npx fleet migration verify ${mac} --gate ${mac}/builds\n`,
      `npx fleet migration explain ${mac}\n`,
      "npx fleet synth\n",
      `just activate-darwin ${mac} check\n`,
      `just terraform-plan ${mac}\n`,
      `just terraform-apply ${mac}\n`,
      "just activate-nixos cinnabar\n",
      `npx fleet migration compare ${mac}\n`,
      `npx fleet migration verify ${mac}\n`,
      "npx fleet migration report\n",
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((left, right) => left - right));
  });
});

it("every runbook ends with the status and the report", () => {
  for (const [path, text] of FILES) {
    if (!path.startsWith("docs/runbooks/")) continue;
    const [steps = ""] = text.split("## Acceptance");
    expect(steps, path).toMatch(
      /npx fleet migration status\n +npx fleet migration report\n +```\n+$/,
    );
  }
});

/** The options that runbooks use, by command: `migration verify` has `--gate`. */
function usedOptions(): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  for (const line of FLEET) {
    const [, , ...words] = line.split(" ");
    const command = words.slice(0, words[0] === "migration" ? 2 : 1).join(" ");
    const options = words.filter((word) => word.startsWith("--"));
    used.set(command, new Set([...(used.get(command) ?? []), ...options]));
  }
  return used;
}

it.each([...usedOptions()])("fleet has the command %s and the options used", (command, options) => {
  const { stdout } = runFleet(REPOSITORY, ...command.split(" "), "--help");
  expect(stdout).toContain(`Usage: fleet ${command} [options]`);
  for (const option of options) expect(stdout).toMatch(new RegExp(`^ +${option} `, "m"));
});
