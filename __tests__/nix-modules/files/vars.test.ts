import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { nix } from "@nix-fleet/nix-language";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import {
  DarwinMachine,
  DendriticModule,
  Fleet,
  NixosMachine,
  SopsSecret,
  User,
  VarsGenerator,
} from "../../../constructs";
import { describeWithCheckouts } from "../../nix/support/checkouts";
import { EVAL_TREE, evalTree } from "../../nix/support/eval-tree";
import { nixFilesIn, testNixFiles } from "../../nix/support/nix-files";
import { withoutHeader } from "../../nix/support/without-header";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

const folder = mkdtempSync(join(tmpdir(), "fleet-vars-"));
/** Encrypted files of the user. */
const ENCRYPTED = ["restic", "secrets/all.json"];
const files = new Map(render().map(({ path, text }) => [path, text]));

beforeAll(() => {
  for (const [path, text] of files) write(path, text);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Generators and secrets in all elements that can have them. */
function render() {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const crs58 = new User(fleet, "crs58", { email: "crs58@example.org" });
  const authority = new VarsGenerator(fleet, "authority", {
    share: true,
    files: { id: { deploy: false }, "id.pub": { secret: false } },
    runtimeInputs: ["openssh"],
    script: 'ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/id"\n',
  });
  const backup = new VarsGenerator(fleet, "backup", {
    files: {
      "id-cert.pub": { secret: false },
      password: { owner: "restic", group: "wheel", mode: "0440", neededFor: "activation" },
    },
    prompts: {
      password: { description: "Password of the storage", type: "hidden", persist: true },
    },
    dependencies: [authority, VarsGenerator.ofClan("openssh")],
    runtimeInputs: ["openssh", "python3Packages.requests"],
    script:
      'cp "$in/openssh/ssh.id_ed25519.pub" .\nssh-keygen -s "$in/authority/id" -I "${HOST-}"\n',
  });
  const token = new SopsSecret(fleet, "token", { file: "secrets/all.json", owner: crs58 });
  const trust = new DendriticModule(fleet, "trust", {
    folder: "ssh",
    vars: [authority],
    secrets: [token],
    parts: {
      trust: {
        nixos: { environment: { etc: { ca: { text: authority.value("id.pub") } } } },
        darwin: {},
      },
    },
  });
  new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    imports: [trust],
    vars: [backup],
    secrets: [
      new SopsSecret(fleet, "restic", { file: "restic", mode: "0440", owner: "restic" }),
      new SopsSecret(fleet, "tuning", { file: "secrets/tuning.yaml", optional: true }),
    ],
    settings: {
      environment: {
        etc: { backup: { source: backup.path("password") } },
        systemPackages: [nix.ref("pkgs.restic")],
      },
      users: { motd: crs58.fact("email") },
    },
  });
  new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser: crs58, imports: [trust] });
  expect(issuesOf(app)).toEqual([]);
  return nixSide(app).files;
}

testNixFiles("every Nix file of machines with generators and secrets", () => nixFilesIn(folder));

it.each([
  ["of one machine", "modules/hosts/cinnabar/backup.nix", "vars/generator-of-machine.nix"],
  ["of a module for two classes", "modules/ssh/authority.nix", "vars/generator-of-module.nix"],
  ["of options that refer to a file", "modules/ssh/trust.nix", "vars/references.nix"],
  ["of a machine that refers to a file", "modules/hosts/cinnabar/default.nix", "vars/host.nix"],
  ["of a secret of one machine", "modules/hosts/cinnabar/restic.nix", "vars/secret-of-machine.nix"],
  ["of a secret of two classes", "modules/ssh/token.nix", "vars/secret-of-module.nix"],
  ["of an optional secret", "modules/hosts/cinnabar/tuning.nix", "vars/secret-optional.nix"],
])("the file %s matches its snapshot", async (_, path, snapshot) => {
  await expect(withoutHeader(files.get(path))).toMatchFileSnapshot(snapshot);
});

describeWithCheckouts([EVAL_TREE], "machines with generators and secrets, evaluated", () => {
  afterEach(() => {
    for (const file of ENCRYPTED) rmSync(join(folder, file), { force: true });
  });

  it("have no error, no warning and no service without effect", { timeout: 60_000 }, () => {
    for (const file of ENCRYPTED) write(file, "");
    expect(evalTree(folder)).toBe("");
  });

  it("name the missing file of a secret", { timeout: 60_000 }, () => {
    write("restic", "");
    expect(evalTree(folder)).toContain("secrets/all.json does not exist, or git does not track it");
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
