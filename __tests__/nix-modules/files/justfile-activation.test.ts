import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Fleet, NixosMachine } from "../../../constructs";
import { LOCAL_ACTIVATION_SCRIPT } from "../../../constructs/activation/local-activation-script";
import { justfile } from "../../../nix-modules/files/justfile";
import { ACTIVATE_DARWIN } from "../../../nix-modules/files/scripts";
import { oneMachine, SERVER, testApp } from "../../support/fleets";
import { describeWithTools } from "../../support/tools";
import { justfileOf, WHOLE } from "./support/fleet-of";
import { type JustRun, just, type Programs } from "./support/just";

const TEXT = justfileOf(WHOLE);

/** A fake `clan vars upload <machine> --directory <folder>`. */
const CLAN = '[ "$2" != upload ] || { mkdir "$5"; echo key > "$5/key.txt"; }';

const ROLLBACK_DARWIN = "/run/current-system/sw/bin/darwin-rebuild switch --rollback";
const ROLLBACK_NIXOS =
  '/run/current-system/sw/bin/nixos-rebuild switch --rollback && systemctl stop "nixos-upgrade.time[r]"';
const DARWIN_REBUILD = expect.stringMatching(/\/darwin-rebuild$/);

describeWithTools(["just"], "the recipe activate-darwin", () => {
  it("runs the same script as Terraform, with the flake of the justfile", () => {
    const run = activate("blackphos");
    const keys = keysOf(run);
    expect(run.status).toBe(0);
    expect(run.calls).toEqual([
      ["clan", "vars", "generate", "blackphos"],
      ["clan", "vars", "upload", "blackphos", "--directory", keys],
      ["sudo", "-H", "mkdir", "-p", "-m", "0700", "/var/lib/sops-nix"],
      ["sudo", "-H", "cp", "-R", `${keys}/.`, "/var/lib/sops-nix"],
      ["sudo", "-H", DARWIN_REBUILD, "switch", "--flake", `${run.folder}#blackphos`],
    ]);
  });

  it.each([0, 1])("removes the key when it exits with %i", (status) => {
    const sudo = `[ "$2" != cp ] || { cat "$4/key.txt"; exit ${status}; }`;
    const run = activate("blackphos", { sudo });
    expect(run.status).toBe(status);
    expect(run.stdout).toMatch(/^key$/m);
    expect(existsSync(keysOf(run))).toBe(false);
  });

  it("only checks with the action check", () => {
    const run = activate("blackphos check", { nix: "echo /nix/store/system" });
    expect(run.calls.flat()).toContain("checkActivation=1");
    expect(run.calls.flat()).not.toContain("switch");
  });

  it("accepts a Mac that macOS renamed, and refuses a Mac that cannot be identified", () => {
    expect(activate("blackphos", { scutil: "echo Blackphos-2" }).status).toBe(0);
    const { status, stderr } = activate("blackphos", { scutil: "echo Devs-MacBook-Pro" });
    expect(status).toBe(1);
    expect(stderr).toContain("the name of this Mac is devs-macbook-pro, not blackphos");
  });

  it.each([
    ["another Mac of the fleet", { scutil: "echo Stibnite" }, "this is stibnite"],
    ["a machine that is not a Mac", { uname: "echo Linux" }, "this is not a Mac"],
  ])("does not activate %s", (_, programs, message) => {
    const { status, stderr, calls } = activate("blackphos", programs);
    expect({ status, calls }).toEqual({ status: 1, calls: [] });
    expect(stderr).toContain(`activate blackphos: refused: ${message}; run this on blackphos`);
  });
});

describeWithTools(["just"], "the recipe activate-nixos", () => {
  const programs = { tofu: "echo Initializing", jq: "echo 192.0.2.1", clan: "" };

  it("connects to the public address of a server, with the name of its host key", () => {
    const { status, calls } = just(TEXT, ["activate-nixos", "cinnabar"], programs);
    const target = "root@192.0.2.1?HostKeyAlias=cinnabar.infra";
    expect(status).toBe(0);
    expect(calls.at(-1)).toEqual([
      "clan",
      "machines",
      "update",
      "cinnabar",
      "--target-host",
      target,
    ]);
  });

  it("connects to the port of the server's sshd", () => {
    const settings = { services: { openssh: { ports: [2022] } } };
    const { app, fleet } = oneMachine({ server: SERVER, settings });
    const { text } = justfile(app, fleet);
    const { calls } = just(text, ["activate-nixos", "cinnabar"], programs);
    expect(calls.at(-1)).toContain("root@192.0.2.1:2022?HostKeyAlias=cinnabar.infra");
    const rolledBack = just(text, ["rollback", "cinnabar"], {
      ...programs,
      ssh: "",
      uname: "echo x",
    });
    expect(rolledBack.calls.at(-1)).toEqual(
      expect.arrayContaining(["-p", "2022", "root@192.0.2.1"]),
    );
  });

  it("connects to an open port of several", () => {
    const openssh = { ports: [22, 2022], openFirewall: false };
    const networking = { firewall: { allowedTCPPorts: [2022] } };
    const settings = { services: { openssh }, networking };
    const { app, fleet } = oneMachine({ server: SERVER, settings });
    const { calls } = just(justfile(app, fleet).text, ["activate-nixos", "cinnabar"], programs);
    expect(calls.at(-1)).toContain("root@192.0.2.1:2022?HostKeyAlias=cinnabar.infra");
  });

  it("names the port of a machine without a server", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const settings = { services: { openssh: { ports: [2022] } } };
    new NixosMachine(fleet, "storage", { stateVersion: "25.11", settings });
    const { calls } = just(justfile(app, fleet).text, ["activate-nixos", "storage"], programs);
    const target = ["--target-host", "root@storage.infra:2022"];
    expect(calls.at(-1)).toEqual(["clan", "machines", "update", "storage", ...target]);
  });

  it("names the port of a server without a local state", () => {
    const settings = { services: { openssh: { ports: [2022] } } };
    const { app, fleet } = oneMachine({ server: SERVER, settings });
    const without = { ...programs, jq: "" };
    const { calls } = just(justfile(app, fleet).text, ["activate-nixos", "cinnabar"], without);
    expect(calls.at(-1)?.slice(-2)).toEqual(["--target-host", "root@cinnabar.infra:2022"]);
  });

  it("lets clan find a machine without a local state", () => {
    const { status, calls } = just(TEXT, ["activate-nixos", "cinnabar"], { ...programs, jq: "" });
    expect(status).toBe(0);
    expect(calls.at(-1)).toEqual(["clan", "machines", "update", "cinnabar"]);
  });
});

describeWithTools(["just"], "the recipe rollback", () => {
  describe("on another machine", () => {
    it.each([
      ["blackphos", ["crs58@blackphos.infra"]],
      ["stibnite", ["-p", "2022", "me@192.0.2.9"]],
    ])("rolls %s back over ssh", (host, destination) => {
      expect(rollback(host, "rosegold").calls).toEqual([
        ["ssh", "-t", ...destination, `sudo sh -c '${ROLLBACK_DARWIN}'`],
      ]);
    });

    it("passes the ssh options of the clan address to ssh", () => {
      const app = testApp();
      const fleet = new Fleet(app, "infra");
      const targetHost = "root@storage.i:2022?ProxyJump=me@gate&ProxyCommand=ssh -W %h:%p it's";
      new NixosMachine(fleet, "storage", { stateVersion: "25.11", targetHost });
      const text = justfile(app, fleet).text;
      const { calls } = just(text, ["rollback", "storage"], { uname: "echo rosegold", ssh: "" });
      const options = ["-o", "ProxyJump=me@gate", "-o", "ProxyCommand=ssh -W %h:%p it's"];
      const call = calls.find(([program]) => program === "ssh");
      expect(call?.slice(2, -1)).toEqual([...options, "-p", "2022", "root@storage.i"]);
    });

    it.each([
      ["its public address", { jq: "echo 192.0.2.1" }, "root@192.0.2.1"],
      [
        "its name if the state does not tell the address",
        { tofu: "exit 1" },
        "root@cinnabar.infra",
      ],
    ])("connects to a server at %s", (_, programs, destination) => {
      const ssh = rollback("cinnabar", "rosegold", programs).calls.at(-1);
      const alias = ["-o", "HostKeyAlias=cinnabar.infra"];
      expect(ssh).toEqual(["ssh", "-t", ...alias, destination, `sudo sh -c '${ROLLBACK_NIXOS}'`]);
    });
  });

  it.each(["blackphos", "blackphos.local"])("does not use ssh on a machine named %s", (here) => {
    expect(rollback("blackphos", here).calls).toEqual([["sudo", "sh", "-c", ROLLBACK_DARWIN]]);
  });

  it("fails when the command on the machine fails", () => {
    expect(rollback("cinnabar", "blackphos", { ssh: "exit 255" }).status).toBe(255);
  });
});

/** Activates on blackphos. The result contains the calls that can change something. */
function activate(args: string, programs: Programs = {}): JustRun {
  const all = {
    uname: "echo Darwin",
    scutil: "echo Blackphos",
    id: "echo 501",
    clan: CLAN,
    sudo: "",
    readlink: "",
    "darwin-rebuild": "",
    ...programs,
  };
  const run = just(TEXT, ["activate-darwin", ...args.split(" ")], all, {
    [ACTIVATE_DARWIN]: LOCAL_ACTIVATION_SCRIPT,
  });
  const questions = ["uname", "scutil", "id", "readlink"];
  return { ...run, calls: run.calls.filter(([name = ""]) => !questions.includes(name)) };
}

/** The folder that clan writes the key to. */
function keysOf({ calls }: JustRun): string {
  return calls.find(([, , verb]) => verb === "upload")?.[5] ?? "";
}

/** Rolls a machine back from a machine named `here`. */
function rollback(host: string, here: string, programs: Programs = {}): JustRun {
  const all = { uname: `echo ${here}`, sudo: "", ssh: "", tofu: "", ...programs };
  const run = just(TEXT, ["rollback", host], all);
  return { ...run, calls: run.calls.filter(([name]) => name !== "uname") };
}
