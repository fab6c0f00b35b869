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

  /** What it prints where a part that runs is another one than the installed part. */
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

  it("says nothing while the machine runs what is installed", () => {
    expect(printed("nothing")).toBe("");
  });

  it.each(["kernel", "initrd", "kernel-modules"])("says that a new %s is installed", (part) => {
    expect(printed(part)).toBe(
      `pending reboot: the ${part} that is installed is not the one that runs\n`,
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
