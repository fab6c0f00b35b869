import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { LOCAL_ACTIVATION_SCRIPT } from "../../../constructs/activation/local-activation-script";
import { AWKWARD_VALUES } from "../../support/awkward-values";
import { describeWithTools } from "../../support/tools";
import { HALF_WAY, NONE, type Run, readlink, runScript, WHOLE } from "./run-script";

/** A Mac with nix, where nix-darwin is installed unless a test takes `darwin-rebuild` away. */
const MAC = {
  uname: "echo Darwin",
  scutil: "echo Blackphos",
  ioreg: `echo '    "IOPlatformSerialNumber" = "C02XK1ABJGH5"'`,
  id: "echo 501",
  sudo: 'shift; "$@"',
  mkdir: "",
  cp: "",
  clan: "",
  nix: "",
  readlink: readlink(WHOLE),
  "darwin-rebuild": "",
};
const { "darwin-rebuild": _, ...NEW_MAC } = MAC;

function activate(
  bodies: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Run {
  return runScript(LOCAL_ACTIVATION_SCRIPT, bodies, {
    OTHER_MACHINES: "cinnabar rosegold stibnite",
    MODE: "switch",
    ...variables,
  });
}

/** What reached the Mac, in order: without the questions that the script asks. */
function changes({ calls }: Run): readonly (readonly string[])[] {
  return calls.filter(
    ([name = "", , , verb]) =>
      !["uname", "scutil", "ioreg", "id", "readlink", "sleep"].includes(name) &&
      !(name === "nix" && verb === "eval"),
  );
}

const NIX_RUN = [
  "nix",
  "--extra-experimental-features",
  "nix-command flakes",
  "run",
  "/config#darwinConfigurations.blackphos.config.system.build.darwin-rebuild",
  "--",
];

describe("a local activation", () => {
  it("installs the key of the Mac, then switches as root", () => {
    const run = activate(MAC);
    expect(run.status).toBe(0);
    const secrets = changes(run)[1]?.at(-1) ?? "";
    expect(changes(run)).toEqual([
      ["clan", "vars", "generate", "blackphos"],
      ["clan", "vars", "upload", "blackphos", "--directory", secrets],
      ["sudo", "-H", "mkdir", "-p", "-m", "0700", "/var/lib/sops-nix"],
      ["mkdir", "-p", "-m", "0700", "/var/lib/sops-nix"],
      ["sudo", "-H", "cp", "-R", `${secrets}/.`, "/var/lib/sops-nix"],
      ["cp", "-R", `${secrets}/.`, "/var/lib/sops-nix"],
      ["sudo", "-H", "darwin-rebuild", "switch", "--flake", "/config#blackphos"],
      ["darwin-rebuild", "switch", "--flake", "/config#blackphos"],
    ]);
  });

  it("does not use sudo when Terraform runs as root", () => {
    const { calls } = activate({ ...MAC, id: "echo 0" });
    expect(calls.map(([name]) => name)).not.toContain("sudo");
    expect(calls.at(-1)).toEqual(["darwin-rebuild", "switch", "--flake", "/config#blackphos"]);
  });

  it("is the first activation if nix-darwin is missing, and uses the darwin-rebuild of the configuration", () => {
    const run = activate(NEW_MAC);
    expect(run.status).toBe(0);
    expect(run.output).toContain("this is the first activation");
    expect(run.calls).toContainEqual([...NIX_RUN, "switch", "--flake", "/config#blackphos"]);
  });

  it("only builds on a dry run, without a result link", () => {
    const run = activate({ ...MAC, "darwin-rebuild": "touch result" }, { MODE: "build" });
    expect(run.status).toBe(0);
    expect(changes(run)).toEqual([["darwin-rebuild", "build", "--flake", "/config#blackphos"]]);
    expect(readdirSync(run.folder)).toEqual([]);
  });

  it("only builds on a dry run of the first activation", () => {
    const run = activate(NEW_MAC, { MODE: "build" });
    expect(changes(run)).toEqual([[...NIX_RUN, "build", "--flake", "/config#blackphos"]]);
  });

  it.each(["Devs-MacBook-Pro", "blackphos-pro", "blackphos-0"])(
    "refuses a Mac with the name %s",
    (name) => {
      const run = activate({ ...NEW_MAC, scutil: `echo ${name}` });
      expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
      expect(run.output).toContain('serialNumber: "C02XK1ABJGH5"');
      expect(run.output).toContain("sudo scutil --set LocalHostName blackphos");
    },
  );

  it("accepts a Mac with a number that macOS added to its name", () => {
    expect(activate({ ...MAC, scutil: "echo Blackphos-2" }).status).toBe(0);
    const other = activate({ ...MAC, scutil: "echo Stibnite-3" });
    expect(other.output).toContain("this is stibnite");
    const twin = { OTHER_MACHINES: "blackphos-2 stibnite" };
    expect(activate({ ...MAC, scutil: "echo blackphos-2" }, twin).output).toContain(
      "this is blackphos-2",
    );
  });

  it("identifies the Mac by serial number, if the fleet has one", () => {
    const named = { ...MAC, scutil: "echo Devs-MacBook-Pro" };
    expect(activate(named, { SERIAL_NUMBER: "C02XK1ABJGH5" }).status).toBe(0);
    const run = activate(MAC, { SERIAL_NUMBER: "C02OTHER" });
    expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
    expect(run.output).toContain("this Mac has the serial number C02XK1ABJGH5");
  });

  it.each([
    ["homebrew", "Homebrew is not installed"],
    ["shell:fish", "set programs.fish.enable = true"],
  ])("is refused before it generates keys if the Mac lacks %s", (need, says) => {
    const run = activate({ ...MAC, nix: `[ "$3" != eval ] || printf '%s' '${need}'` });
    expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
    expect(run.output).toContain(says);
    expect(run.output).not.toContain("roll back");
  });

  it("is refused on a machine that is not a Mac", () => {
    const run = activate({ ...MAC, uname: "echo Linux" });
    expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
    expect(run.output).toContain("activate blackphos: refused: this is not a Mac");
  });

  it("is refused on another Mac of the fleet", () => {
    const run = activate({ ...MAC, scutil: "echo Stibnite" });
    expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
    expect(run.output).toContain("refused: this is stibnite; run this on blackphos");
  });

  it("is refused without nix", () => {
    const { nix: _nix, ...macWithoutNix } = NEW_MAC;
    const run = activate(macWithoutNix);
    expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
    expect(run.output).toContain("nix is not installed");
  });

  it.each([
    [WHOLE, "the previous generation is still active, so do not roll back"],
    [HALF_WAY, "to roll back completely: just rollback blackphos"],
    [NONE, "there is no previous generation to roll back to"],
  ])("keeps the exit code of a failure and prints the resulting state: %j", (generations, says) => {
    const { status, output } = activate({
      ...MAC,
      readlink: readlink(generations),
      "darwin-rebuild": "exit 3",
    });
    expect(status).toBe(3);
    expect(output).toContain(`activate blackphos: failed`);
    expect(output).toContain(says);
  });

  it("does not activate a Mac if its vars cannot be generated", () => {
    const run = activate({ ...MAC, clan: "exit 4" });
    expect(run.status).toBe(4);
    expect(changes(run)).toEqual([["clan", "vars", "generate", "blackphos"]]);
    expect(run.output).toContain("the previous generation is still active");
  });

  it("reports after a failed dry run that nothing was activated", () => {
    const run = activate({ ...MAC, "darwin-rebuild": "exit 1" }, { MODE: "build" });
    expect(run.status).toBe(1);
    expect(run.output).toContain("build found an error; nothing was activated");
  });

  it("only checks in the mode check, without darwin-rebuild, which would activate", () => {
    const nix = "echo /nix/store/system";
    const run = activate({ ...MAC, nix, sudo: "", bash: "" }, { MODE: "check" });
    expect(run.status).toBe(0);
    expect(changes(run)).toEqual([
      [
        ...["nix", "--extra-experimental-features", "nix-command flakes"],
        ...["build", "--no-link", "--print-out-paths"],
        "/config#darwinConfigurations.blackphos.system",
      ],
      ["sudo", "-H", "env", "checkActivation=1", "bash", "/nix/store/system/activate"],
    ]);
  });

  it("does not check a configuration that does not build", () => {
    const run = activate({ ...MAC, nix: "exit 3" }, { MODE: "check" });
    expect(run.status).toBe(3);
    expect(changes(run).flat()).not.toContain("sudo");
    expect(run.output).toContain("check found an error; nothing was activated");
  });

  it("accepts its own name among those of other machines", () => {
    expect(activate(MAC, { OTHER_MACHINES: "blackphos stibnite" }).status).toBe(0);
  });

  it.each(["", "exit 1"])("removes the key from the temporary folder (cp: %j)", (cp) => {
    const run = activate({ ...MAC, cp });
    const secrets = run.calls.find(([, , verb]) => verb === "upload")?.at(-1) ?? "";
    expect(secrets).toMatch(/secrets$/);
    expect(existsSync(dirname(secrets))).toBe(false);
  });

  it.each(AWKWARD_VALUES)("passes the value %j unchanged", (value) => {
    const serial = { SERIAL_NUMBER: "C02XK1ABJGH5" };
    const run = activate(MAC, { MACHINE: value, CLAN_DIR: value, ...serial });
    expect(run.status).toBe(0);
    expect(run.calls).toContainEqual(["clan", "vars", "generate", value]);
    expect(run.calls).toContainEqual(["darwin-rebuild", "switch", "--flake", `${value}#${value}`]);
    const first = activate(NEW_MAC, { MACHINE: value, CLAN_DIR: value, ...serial });
    const flake = `${value}#darwinConfigurations.${value}.config.system.build.darwin-rebuild`;
    expect(first.calls.find(([name, , , verb]) => name === "nix" && verb === "run")?.[4]).toBe(
      flake,
    );
  });
});

describeWithTools(["shellcheck"], "shellcheck", () => {
  it("reports nothing for the script of local activations", () => {
    const { stdout } = spawnSync("shellcheck", ["--shell=sh", "-"], {
      input: LOCAL_ACTIVATION_SCRIPT,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});
