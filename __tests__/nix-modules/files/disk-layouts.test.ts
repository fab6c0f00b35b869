import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  ApiToken,
  Fleet,
  HetznerStack,
  NixosMachine,
  User,
  UserAccount,
} from "../../../constructs";
import { describeWithCheckouts } from "../../nix/support/checkouts";
import { evaluate } from "../../nix/support/evaluate";
import { nixFilesIn, testNixFiles } from "../../nix/support/nix-files";
import { issuesOf, renderedFiles } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { LAYOUTS } from "./support/disk-layouts";
import { callsOf } from "./support/run-disko";

const { MIRROR = "" } = process.env;

interface Disko {
  readonly create: string;
  readonly mount: string;
  readonly nixos: object;
}

const folder = mkdtempSync(join(tmpdir(), "fleet-layouts-"));

beforeAll(() => {
  for (const { path, text } of renderedFiles(declareLayouts())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A machine for each layout, with a user who can unlock it. */
function declareLayouts() {
  const app = testApp();
  const fleet = new Fleet(app, "layouts");
  const ada = new User(fleet, "ada", {
    sshKeys: [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada",
    ],
  });
  const machines = Object.entries(LAYOUTS).map(
    ([name, props]) => new NixosMachine(fleet, name, { stateVersion: "25.11", ...props }),
  );
  new UserAccount(fleet, "root", { user: User.ROOT, machines, authorized: [ada] });
  new HetznerStack(app, "hetzner", {
    machines: machines.filter(({ server }) => server !== undefined),
    token: ApiToken.fromEnvironment(),
  });
  return app;
}

/** The commands of the installation and the options of the system, in a readable form. */
function reportOf(host: string): string {
  const file = join(folder, `modules/hosts/${host}/disko.nix`);
  const { create, mount, nixos } = evaluate<Disko>("disko-script.nix", {
    file,
    host,
    checkouts: MIRROR,
  });
  const calls = callsOf(`${create}\n${mount}`).flatMap(shortened);
  return [...calls, "", ...optionsIn(nixos), ""].join("\n");
}

/** Each option with its value, one per line. */
function optionsIn(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${path.join(".")} = ${JSON.stringify(value)}`];
  }
  return Object.entries(value).flatMap(([name, inner]) => optionsIn(inner, [...path, name]));
}

/** A call without the parts that are the same everywhere. */
function shortened(call: string): readonly string[] {
  if (/^(partprobe|udevadm|modprobe|umount|sgdisk --(clear|zap-all)|mkdir) ?/.test(call)) return [];
  const partition =
    /^sgdisk .*--new=\d+:0:(\S+) .*--change-name=\d+:(\S+) --typecode=\d+:(\S+) .* (\S+)$/.exec(
      call,
    );
  if (partition === null) return [call.replaceAll(/\/tmp\/tmp\.\w+/g, "/tmp")];
  const [, end, label, type, device] = partition;
  return [`partition ${device}: ${label} of type ${type} to ${end}`];
}

it("the library finds no errors in the layouts", () => {
  expect(issuesOf(declareLayouts())).toEqual([]);
});

testNixFiles("every Nix file of machines with such layouts", () => nixFilesIn(folder));

describeWithCheckouts(["disko", "nixpkgs-lib"], "a layout, run with real disko", () => {
  it.each(Object.keys(LAYOUTS))(
    "partitions, formats, mounts and boots as expected: %s",
    async (host) => {
      await expect(reportOf(host)).toMatchFileSnapshot(`disk/layouts/${host}.txt`);
    },
  );
});

it("the layouts match their snapshots", async () => {
  for (const host of ["zfs-mirror-hybrid", "md-luks-lvm", "btrfs-luks-mirror", "data-disks"]) {
    const text = readFileSync(join(folder, `modules/hosts/${host}/disko.nix`), "utf8");
    await expect(text).toMatchFileSnapshot(`disk/layouts/${host}.nix`);
  }
});
