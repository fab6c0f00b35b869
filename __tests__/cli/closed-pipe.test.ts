import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWithMain, REPOSITORY } from "../support/run-fleet";

const FLEET = join(REPOSITORY, "cli/fleet.cjs");

const MAIN = `
import { Fleet, type FleetApp, NixosMachine } from CONSTRUCTS;

export function main(app: FleetApp): void {
  new NixosMachine(new Fleet(app, "infra"), "cinnabar", { stateVersion: "25.11" });
}
`;

it("a reader that closes the pipe, such as head, ends the command quietly, with its exit code", () => {
  // The command starts when the pipe has been closed at its other end.
  const script = `
    { until [ -e closed ]; do sleep 0.01; done
      "$0" "$1" check --no-typecheck 2>errors; echo $? >status; } |
    { exec <&-; : >closed; }
    cat status errors`;
  const { stdout } = spawnSync("sh", ["-c", script, process.execPath, FLEET], {
    cwd: folderWithMain(MAIN),
    encoding: "utf8",
  });
  expect(stdout).toBe("1\nnix-config: not what the fleet says; run npm run synth\n");
});
