import { nix } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";
import { Fleet, NixosMachine, VarsGenerator, type VarsGeneratorProps } from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

/** A machine with one generator, as repositories have them: no diagnostics, and the file that it becomes. */
function generated(name: string, props: VarsGeneratorProps): string {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const generator = new VarsGenerator(fleet, name, props);
  new NixosMachine(fleet, "web01", { stateVersion: "25.11", vars: [generator] });
  expect(issuesOf(app)).toEqual([]);
  const { files, issues } = nixSide(app);
  expect(issues).toEqual([]);
  return files.find(({ path }) => path === `modules/hosts/web01/${name}.nix`)?.text ?? "";
}

it("can have files in folders, and public files with neededFor", () => {
  const text = generated("secureboot", {
    files: {
      "keys/PK/PK.key": { neededFor: "activation" },
      "keys/PK/PK.pem": { secret: false, neededFor: "activation" },
    },
    runtimeInputs: ["sbctl"],
    script: "sbctl create-keys\nmv /var/lib/sbctl/keys $out/keys\n",
  });
  expect(text).toContain('"keys/PK/PK.key".neededFor = "activation";');
  expect(text).toMatch(/"keys\/PK\/PK\.pem" = \{\s+neededFor = "activation";\s+secret = false;/);
});

it("can have a script, inputs and a validation that Nix computes", () => {
  const text = generated("radicle", {
    files: { key: {} },
    runtimeInputs: ["openssh", nix.ref("inputs.self.packages.x86_64-linux.keygen")],
    validation: { host: nix.ref("config.networking.hostName") },
    script: nix.interpolate`ssh-keygen -C "radicle@${nix.ref("config.networking.hostName")}" -f $out/key`,
  });
  expect(text).toContain("radicle@${config.networking.hostName}");
  expect(text).toContain("inputs.self.packages.x86_64-linux.keygen");
  expect(text).toContain("validation.host = config.networking.hostName;");
});

it("can be only a prompt, which creates the file with its name", () => {
  const text = generated("tailscale", {
    share: true,
    prompts: { "auth-key": { persist: true } },
    files: {},
  });
  expect(text).toContain("prompts.auth-key.persist = true;");
  expect(text).not.toContain("files");
});

it("can have a name with capital letters", () => {
  expect(generated("matrix-user-Guard", { files: { p: {} }, script: "echo > $out/p" })).toContain(
    "matrix-user-Guard",
  );
});

it("belongs to the machine below which it is declared", () => {
  const app = testApp();
  const machine = new NixosMachine(new Fleet(app, "infra"), "web01", { stateVersion: "25.11" });
  const key = new VarsGenerator(machine, "zfs", { files: { key: {} }, script: "echo > $out/key" });
  expect(machine.generators).toEqual([key]);
  expect(issuesOf(app)).toEqual([]);
  const paths = nixSide(app).files.map(({ path }) => path);
  expect(paths).toContain("modules/hosts/web01/zfs.nix");
});

it("reports an undeclared secret that its script reads, also in an expression", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const generator = new VarsGenerator(fleet, "copy", {
    files: { key: {} },
    script: nix.interpolate`cp $in/other/key ${nix.ref("x")} $out/key`,
  });
  new NixosMachine(fleet, "web01", { stateVersion: "25.11", vars: [generator] });
  expect(issuesOf(app).map(({ code }) => code)).toEqual(["generator-input-undeclared"]);
});
