import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { compiledCommand } from "../support/compiled-library";
import { folderWithMain } from "../support/run-fleet";

const MAIN = `
import { Fleet, type FleetApp, NixosMachine } from CONSTRUCTS;

export function main(app: FleetApp): void {
  new NixosMachine(new Fleet(app, "infra"), "cinnabar", { stateVersion: "25.11" });
}
`;

it("a closed pipe, for example by head, ends the command without an error and with its exit code", () => {
  // The command starts after the reader has closed the pipe.
  const script = `
    { until [ -e closed ]; do sleep 0.01; done
      "$0" "$1" check --no-typecheck 2>errors; echo $? >status; } |
    { exec <&-; : >closed; }
    cat status errors`;
  const { stdout } = spawnSync("sh", ["-c", script, process.execPath, compiledCommand()], {
    cwd: folderWithMain(MAIN),
    encoding: "utf8",
  });
  expect(stdout).toBe("1\nnix-config: differs from the fleet's output; run npm run synth\n");
});
