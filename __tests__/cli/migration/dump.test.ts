import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareStates } from "../../../cli/migration/state/differences";
import { readDump } from "../../../cli/migration/state/dump";
import { printState, readState } from "../../../cli/migration/state/machine-state";
import { isOlder, packageOf } from "../../../cli/migration/state/versions";

const dump = (name: string) => readFileSync(join(__dirname, "dumps", `${name}.txt`), "utf8");

describe("a dump of a Mac", () => {
  const state = readDump(dump("blackphos-before"), "dump");

  it("has package names without outputs, and the newest of several versions", () => {
    expect(state.packages).toEqual({
      exa: "0.10.1",
      fish: "4.0.2",
      git: "2.50.1",
      "my-script": "",
      "nerd-fonts-jetbrains-mono": "3.4.0",
      nix: "2.28.4",
      openssh: "10.0p2",
      python3: "3.12.11",
      ripgrep: "14.1.1",
    });
  });

  it("has what Homebrew installed", () => {
    expect(state.formulae["python@3.12"]).toBe("3.12.10_1");
    expect(state.leaves).toEqual(["jq", "wget", "postgresql@16"]);
    expect(state.casks).toMatchObject({ "docker-desktop": "4.41.2,191736" });
    expect(state.taps).toEqual(["homebrew/services", "nikitabobko/tap"]);
  });

  it("has the services of both domains, except those of Apple and of applications", () => {
    expect(state.services).toEqual({
      "homebrew.mxcl.postgresql@16": "running",
      "org.example.always-failed": "failed",
      "org.example.idle": "idle",
      "org.example.pending": "idle",
      "org.example.stopped": "idle",
      "org.nix-community.home.gpg-agent": "running",
      "org.nixos.nix-daemon": "running",
    });
  });

  it("has shell and preferences, lists on one line", () => {
    expect(state.shell).toBe("zsh");
    expect(state.preferences).toEqual({
      "NSGlobalDomain KeyRepeat": "2",
      "com.apple.dock autohide": "1",
      "com.apple.dock persistent-apps": '( "/Applications/Ghostty.app" )',
    });
  });

  it("is saved with sorted keys, and read again", () => {
    const text = printState(state);
    expect(Object.keys(JSON.parse(text).packages)).toEqual(Object.keys(state.packages).sort());
    expect(readState(text, "file").services).toEqual(state.services);
  });
});

describe("a dump of a Mac with unusual tool output", () => {
  const other = dump("blackphos-before")
    .replace("\nwget 1.25.0\n", "\nwget 1.25.0\nyabai 7.1.10 7.1.9\n")
    .replace("== leaves\n", "== leaves\nkoekeishiya/formulae/yabai\n")
    .replace(
      "\t\t     412      - \torg.nixos.nix-daemon\n",
      `\t\t     412      - \torg.nixos.nix-daemon
\t\t    2044      - \tcom.openssh.sshd.6B6D2E0F-9A41-4B7C-8E0B-3C5D1F2A7E90
\t\t       0      0 \tcom.example.Update Helper
`,
    );
  const state = readDump(other.replaceAll("\n", "\r\n"), "dump");

  it("has the formula of a tap by its short name, in its newest version", () => {
    expect(state.leaves).toContain("yabai");
    expect(state.formulae).toMatchObject({ yabai: "7.1.10" });
    expect(compareStates(state, state, []).differences).toEqual([]);
  });

  it("has no ssh connection among the services, and labels with spaces", () => {
    expect(Object.keys(state.services)).not.toContainEqual(expect.stringMatching(/openssh/));
    expect(state.services).toMatchObject({ "com.example.Update Helper": "idle" });
  });
});

describe("a dump of NixOS", () => {
  it("has units except missing ones and those of a login", () => {
    const { services, shell, packages } = readDump(dump("cinnabar"), "dump");
    expect(services).toEqual({
      "dbus.service": "running",
      "getty@tty1.service": "running",
      "logrotate.service": "idle",
      "nginx.service": "failed",
      "sshd.service": "running",
      "systemd-remount-fs.service": "idle",
    });
    expect(shell).toBe("bash");
    expect(packages).toMatchObject({ curl: "8.14.1", "zfs-user": "2.3.3" });
  });
});

describe("a dump", () => {
  const whole = dump("cinnabar");

  it.each<[string, string, string]>([
    ["without its second half", whole.slice(0, 700), "section shell is missing"],
    ["without its end", whole.replace("== end\n", ""), "section end is missing"],
    [
      "with a command that failed",
      whole.replace("== formulae\n", "== formulae\n!! exit code 1: Error: no such tap\n"),
      "the command for formulae failed on the machine: exit code 1: Error: no such tap",
    ],
  ])("%s is rejected", (_, text, message) => {
    expect(() => readDump(text, "dump")).toThrow(message);
  });
});

describe("versions", () => {
  const HASH = "0123456789abcdfghijklmnpqrsvwxyz";

  it.each([
    ["ripgrep-14.1.1", { name: "ripgrep", version: "14.1.1" }],
    ["openssh-10.0p2-man", { name: "openssh", version: "10.0p2" }],
    ["nixos-rebuild-ng-0.0.0", { name: "nixos-rebuild-ng", version: "0.0.0" }],
    ["my-script", { name: "my-script", version: "" }],
  ])("%s", (base, expected) => {
    expect(packageOf(`/nix/store/${HASH}-${base}`)).toEqual(expected);
  });

  // The examples of the manual of Nix, builtins.compareVersions, and Homebrew's.
  it.each([
    ["1.0", "2.3"],
    ["2.1", "2.3"],
    ["2.3pre1", "2.3"],
    ["2.3pre3", "2.3pre12"],
    ["2.3a", "2.3c"],
    ["2.3pre1", "2.3c"],
    ["2.3pre1", "2.3q"],
    ["2.3", "2.3.1"],
    ["2.5", "2.31"],
    ["4.41.2,191736", "4.41.2,191737"],
    ["", "1"],
  ])("%s is older than %s", (older, newer) => {
    expect(isOlder(older, newer)).toBe(true);
    expect(isOlder(newer, older)).toBe(false);
  });

  it("a version is not older than itself", () => {
    expect(isOlder("2.3.1", "2.3.1")).toBe(false);
  });
});
