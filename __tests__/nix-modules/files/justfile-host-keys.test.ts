import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  ApiToken,
  DarwinMachine,
  type DarwinMachineProps,
  Fleet,
  HetznerStack,
  NixosMachine,
  type NixosMachineProps,
  SshdService,
  Tag,
} from "../../../constructs";
import { justfile } from "../../../nix-modules/files/justfile";
import { SERVER, testApp } from "../../support/fleets";
import { describeWithTools } from "../../support/tools";
import { just } from "./support/just";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC";
const VAR = (machine: string) => ({
  [`vars/per-machine/${machine}/openssh/ssh.id_ed25519.pub/value`]: `${KEY}\n`,
});

/** Programs that show the file that ssh would take host keys from. */
const FILE = "file=$(printf '%s' \"$*\" | sed -n 's/.*UserKnownHostsFile=\\([^ &]*\\).*/\\1/p')";
const SHOW = `${FILE}; [ -z "$file" ] || cat "$file"`;
const PROGRAMS = {
  tofu: "echo Initializing",
  jq: "echo 192.0.2.1",
  clan: SHOW,
  ssh: SHOW,
  uname: "echo x",
};

interface Given {
  readonly nixos?: Partial<NixosMachineProps>;
  readonly darwin?: Partial<DarwinMachineProps>;
  readonly sshd?: boolean;
}

function textOf({ nixos = {}, darwin = {}, sshd = true }: Given): string {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const cinnabar = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", ...nixos });
  new DarwinMachine(fleet, "blackphos", { stateVersion: 6, ...darwin });
  if (sshd) new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.ALL] });
  if (nixos.server !== undefined)
    new HetznerStack(app, "hetzner", { machines: [cinnabar], token: ApiToken.fromEnvironment() });
  return justfile(app, fleet).text;
}

function run(
  given: Given,
  words: string,
  files: Readonly<Record<string, string>> = VAR("cinnabar"),
) {
  const { status, stdout, calls, stderr } = just(textOf(given), words.split(" "), PROGRAMS, files);
  return { status, stdout, stderr, last: calls.at(-1)?.join(" ") };
}

/** Whether ssh finds the key under a name in such a file. */
function isKnown(text: string, name: string): boolean {
  const file = join(mkdtempSync(join(tmpdir(), "fleet-known-hosts-")), "known_hosts");
  writeFileSync(file, text);
  const { stdout } = spawnSync("ssh-keygen", ["-F", name, "-f", file], { encoding: "utf8" });
  return stdout.includes(KEY);
}

describeWithTools(["just", "ssh-keygen"], "the host key that clan generated for a machine", () => {
  const hosted = { nixos: { server: SERVER } };

  it.each([
    ["activate-nixos cinnabar", hosted, "cinnabar.infra"],
    ["rollback cinnabar", hosted, "cinnabar.infra"],
    ["rollback cinnabar", {}, "cinnabar.infra"],
    ["activate-nixos cinnabar", { nixos: { targetHost: "ops@198.51.100.7" } }, "198.51.100.7"],
    ["rollback cinnabar", { nixos: { targetHost: "[2001:db8::1]:2022" } }, "[2001:db8::1]:2022"],
    ["activate-nixos cinnabar", { nixos: { targetHost: "x?HostKeyAlias=cin" } }, "cin"],
  ] as const)("is the only key that %s accepts, %#", (words, given, name) => {
    const { status, stdout } = run(given, words);
    expect(status).toBe(0);
    expect(isKnown(stdout, name)).toBe(true);
  });

  it("is used with the address of the machine and its options", () => {
    const { last } = run(
      { nixos: { targetHost: "ops@198.51.100.7:22?ProxyJump=gate" } },
      "activate-nixos cinnabar",
    );
    expect(last).toMatch(
      /^clan machines update cinnabar --target-host ops@198\.51\.100\.7:22\?ProxyJump=gate&UserKnownHostsFile=\S+$/,
    );
  });

  it("is not required before clan has generated it", () => {
    expect(run(hosted, "rollback cinnabar", {})).toMatchObject({ status: 0, stdout: "" });
  });

  it.each<[string, Given]>([
    ["who has no such key", { sshd: false, ...hosted }],
    [
      "whose settings name other keys",
      {
        nixos: {
          server: SERVER,
          settings: {
            services: { openssh: { hostKeys: [{ path: "/etc/key", type: "ed25519" }] } },
          },
        },
      },
    ],
    [
      "which another computer builds",
      { nixos: { server: SERVER, buildHost: "builder.example.org" } },
    ],
  ])("is not used for a machine %s", (_, given) => {
    const { last } = run(given, "activate-nixos cinnabar");
    expect(last).toBe(
      "clan machines update cinnabar --target-host root@192.0.2.1?HostKeyAlias=cinnabar.infra",
    );
  });

  it("is the hostKey of the fleet for a Mac", () => {
    const darwin = { hostKey: `${KEY} root@blackphos` };
    expect(isKnown(run({ darwin }, "rollback blackphos").stdout, "blackphos.infra")).toBe(true);
    expect(run({}, "rollback blackphos").stdout).toBe("");
  });
});
