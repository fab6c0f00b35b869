import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { compiledCommand } from "../support/compiled-library";
import { folderWithMain, runFleet } from "../support/run-fleet";
import { describeWithTools } from "../support/tools";

const FOLDER = folderWithMain(`
import { Fleet, Tag } from CONSTRUCTS;
export function main(app) { new Tag(new Fleet(app, "infra"), "spare"); };
`);

const COLOUR = "\u001b[";

/** What `fleet check` prints on a terminal, which `script` makes. */
function onTerminal(environment: Readonly<Record<string, string>>): string {
  const command = [process.execPath, compiledCommand(), "check"];
  const args =
    process.platform === "darwin"
      ? ["-q", "/dev/null", ...command]
      : ["-qec", command.map((word) => `'${word}'`).join(" "), "/dev/null"];
  // In CI, node takes a terminal for one without colours.
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...inherited } = process.env;
  const env = { ...inherited, TERM: "xterm-256color", ...environment };
  return spawnSync("script", args, { cwd: FOLDER, encoding: "utf8", env, input: "" }).stdout;
}

describeWithTools(["script"], "a terminal", () => {
  it("has colours", () => {
    expect(onTerminal({})).toContain(`${COLOUR}1m${COLOUR}33mwarning[tag-unused]`);
  });

  it.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("has no colours with %o", (environment) => {
    const text = onTerminal(environment);
    expect(text).toContain("warning[tag-unused]: no machine has the tag");
    expect(text).not.toContain(COLOUR);
  });
});

it("output that is not a terminal has no colours", () => {
  const { stderr } = runFleet(FOLDER, "check");
  expect(stderr).toContain("warning[tag-unused]: no machine has the tag");
  expect(stderr).not.toContain(COLOUR);
});
