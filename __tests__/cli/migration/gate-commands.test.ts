import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../cli/app";
import { MeasuredGate, Migration } from "../../../constructs";
import { main } from "../../../main";
import { REPOSITORY } from "../../support/run-fleet";
import { StandIns } from "../../support/stand-ins";

const app = createApp(main, { out: join(REPOSITORY, "nix-config") });
const GATES = app.node.findAll().find(Migration.isMigration)?.gates ?? [];

function gate(name: string): MeasuredGate {
  const found = GATES.find((one) => one.name === name);
  if (found instanceof MeasuredGate) return found;
  throw new Error(`no measured gate ${name}`);
}

/** What a shell makes of a gate's command, with these programs before those of the system. */
function run(command: string, programs: Readonly<Record<string, string>>) {
  const standIns = new StandIns();
  for (const [name, body] of Object.entries(programs)) standIns.add(name, body);
  const { status, stdout } = spawnSync("/bin/sh", ["-c", command], {
    encoding: "utf8",
    env: { PATH: standIns.bareSystemPath, MACHINE: "blackphos" },
  });
  return { status, stdout, calls: standIns.calls };
}

// As ping6 of macOS and ping of iputils print them.
const MAC_SUMMARY = "echo 'round-trip min/avg/max/std-dev = 5.101/12.541/20.006/4.2 ms'";
const LINUX_SUMMARY = "echo 'rtt min/avg/max/mdev = 5.101/12.541/20.006/4.200 ms'";
const IPV4_ONLY = "echo 'ping: cannot resolve blackphos.infra: Unknown host' >&2; exit 68";

describe("the latency of a Mac", () => {
  const { command, expect: expected } = gate("blackphos/latency");

  it.each<[string, Readonly<Record<string, string>>]>([
    ["a Mac, whose ping knows no IPv6", { ping: IPV4_ONLY, ping6: MAC_SUMMARY }],
    ["Linux, where ping6 is ping", { ping: LINUX_SUMMARY, ping6: LINUX_SUMMARY }],
  ])("is the average on %s", (_, programs) => {
    expect(run(command, programs).stdout).toBe("12.541\n");
    expect(expected.below).toBe(100);
  });

  it("is not a number without an answer", () => {
    expect(run(command, { ping: "exit 2", ping6: "exit 2" }).stdout).toBe("");
  });
});

describe("the mesh", () => {
  const { command } = gate("stibnite/mesh");

  it("pings each previously migrated machine, and fails if one does not answer", () => {
    const { status, calls } = run(command, { ping6: "" });
    expect(status).toBe(0);
    expect(calls.map((call) => call.at(-1))).toEqual([
      "cinnabar.infra",
      "blackphos.infra",
      "rosegold.infra",
      "argentum.infra",
    ]);
    const silent = run(command, { ping6: '[ "$3" != rosegold.infra ]' });
    expect(silent.status).toBe(1);
    expect(silent.calls).toHaveLength(3);
  });
});

describe("the membership of a Mac", () => {
  const { output = /^$/ } = gate("blackphos/zerotier").expect;

  it.each<[string, boolean]>([
    ["\tinet6 fd5d:5f2d:1f7a:9c3b:1199:93a1:b2c3:d4e5 prefixlen 88 ", true],
    ["\tinet6 fdaf:1:2:3:4499:9301:b2c3:d4e5 prefixlen 88 ", true],
    ["\tinet6 fd12:3456:789a:1::9993 prefixlen 64 secured", false],
    ["\tinet6 fe80::1c99:93ff:fe00:1%feth1234 prefixlen 64 scopeid 0x10", false],
    ["\tinet 10.0.0.99 netmask 0xffffff00 broadcast 10.0.0.255", false],
  ])("shows in an interface: %j", (line, isMember) => {
    expect(output.test(`feth2310: flags=8943<UP,BROADCAST>\n${line}\n`)).toBe(isMember);
  });
});

describe("the secrets of a Mac", () => {
  const { command } = gate("blackphos/secrets");

  it.each(["vars/per-machine/blackphos/openssh", "vars/openssh"])("are there, in %s", (path) => {
    const root = mkdtempSync(join(tmpdir(), "fleet-secrets-"));
    const there = command.replaceAll("/run/secrets", root);
    // For root, who may run the tests, each file is readable: a user sees it the other way round.
    const asUser = there.replace("! test -r", "test -r");
    expect([run(there, {}).status, run(asUser, {}).status]).toEqual([1, 1]);
    mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, path, "ssh.id_ed25519"), "");
    expect([run(there, {}).status, run(asUser, {}).status]).toEqual([1, 0]);
  });
});
