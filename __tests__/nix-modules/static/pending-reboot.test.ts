import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { evaluate } from "../../nix/support/evaluate";
import { REPOSITORY } from "../../support/run-fleet";
import { StandIns } from "../../support/stand-ins";
import { describeWithTools } from "../../support/tools";

const FILE = join(REPOSITORY, "nix-modules/static/modules/nixos/pending-reboot.nix");

describeWithTools(["nix-instantiate", "bash", "shellcheck"], "the program pending-reboot", () => {
  const script = () => evaluate<string>("pending-reboot.nix", { file: FILE });

  /** Its output if a running part differs from the installed one. */
  function printed(changed: string) {
    const standIns = new StandIns();
    standIns.add("readlink", `case $2 in /run/*/${changed}) echo old ;; *) echo new ;; esac`);
    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", script()], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: standIns.path },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  }

  it("prints nothing if the running parts are the installed ones", () => {
    expect(printed("nothing")).toBe("");
  });

  it.each(["kernel", "initrd", "kernel-modules"])("reports a new %s", (part) => {
    expect(printed(part)).toBe(
      `pending reboot: the installed ${part} differs from the running one\n`,
    );
  });

  it("passes shellcheck, which its package runs", () => {
    const { stdout } = spawnSync("shellcheck", ["--shell=bash", "-"], {
      input: script(),
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});
