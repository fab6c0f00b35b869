import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ApiToken, Backend, FleetStack, Passphrase, StateEncryption } from "../../../constructs";
import { nixSide } from "../../support/diagnostics";
import { oneMachine } from "../../support/fleets";
import { describeWithTools } from "../../support/tools";
import { just } from "./support/just";

const TOFU = `case "$*" in
version) echo "OpenTofu v1.10.6" ;;
*show*) echo '{}' ;;
*) echo "passphrase=$TF_VAR_passphrase checksums=$AWS_REQUEST_CHECKSUM_CALCULATION" ;;
esac`;
const CLAN = "echo from-clan";

/** The files of a fleet with an encrypted stack, a stack with an S3 store other than Amazon's, and a plain one. */
function filesByPath(): { readonly [path: string]: string } {
  const encryption = StateEncryption.pbkdf2({
    passphrase: Passphrase.fromClanSecret("tf-passphrase"),
  });
  const { app } = oneMachine(undefined, { token: ApiToken.fromEnvironment(), encryption });
  const place = { bucket: "states", key: "dns.tfstate", region: "fsn1" };
  const backend = Backend.s3({ ...place, endpoint: "https://fsn1.example.com" });
  new FleetStack(app, "dns", { backend });
  new FleetStack(app, "plain");
  return Object.fromEntries(nixSide(app).files.map(({ path, text }) => [path, text]));
}

const FILES = filesByPath();
const JUSTFILE = FILES.justfile ?? "";

describeWithTools(["just"], "the recipes of a stack", () => {
  it.each([
    ["hetzner", "passphrase=from-clan checksums="],
    ["dns", "passphrase= checksums=when_required"],
    ["plain", "passphrase= checksums="],
  ])("set only the environment variables that %s needs", (stack, environment) => {
    for (const recipe of ["terraform-plan", "terraform-apply"]) {
      const { status, stdout } = just(JUSTFILE, [recipe, stack], { tofu: TOFU, clan: CLAN });
      expect(status).toBe(0);
      expect(stdout).toBe(`${environment}\n${environment}\n`);
    }
  });

  it.each(["terraform-plan", "terraform-apply"])(
    "%s creates files that other users cannot read",
    (recipe) => {
      const { stdout } = just(JUSTFILE, [recipe, "plain"], { tofu: "umask" });
      expect(stdout).toBe("0077\n0077\n");
    },
  );

  it("fails if clan cannot read the passphrase", () => {
    const programs = { tofu: TOFU, clan: "exit 1" };
    const { status, stdout } = just(JUSTFILE, ["terraform-plan", "hetzner"], programs);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  it.each([
    ["terraform-plan", "hetzner"],
    ["server-address", "cinnabar"],
  ])("print the remedy for an encrypted stack if only Terraform is installed: %s", (...args) => {
    const programs = { terraform: 'echo "Terraform v1.11.4"', clan: CLAN, jq: "" };
    const { status, stderr, calls } = just(JUSTFILE, ["TERRAFORM=terraform", ...args], programs);
    expect(status).not.toBe(0);
    expect(stderr).toContain("the state of hetzner is encrypted, which only OpenTofu supports");
    expect(calls).toEqual([["terraform", "version"]]);
  });

  it("read the address of a server from an encrypted state", () => {
    const programs = { tofu: TOFU, clan: CLAN, jq: "echo 192.0.2.1" };
    const { stdout, calls } = just(JUSTFILE, ["server-address", "cinnabar"], programs);
    expect(stdout).toBe("192.0.2.1\n");
    expect(calls.filter(([program]) => program === "clan")).toHaveLength(2);
  });
});

describe("terranix's wrapper", () => {
  const text = FILES["modules/flake-parts/terranix.nix"] ?? "";

  it("reads the passphrase before OpenTofu starts", () => {
    const passphrase = text.indexOf("TF_VAR_passphrase=''${TF_VAR_passphrase:-$(clan secrets get");
    expect(passphrase).toBeGreaterThan(0);
    expect(text.indexOf("tofu init", passphrase)).toBeGreaterThan(passphrase);
  });

  it("renders the encryption as nested sets", () => {
    expect(FILES["modules/terranix/hetzner.nix"]).toContain(
      'keys = lib.tf.ref "key_provider.pbkdf2.state_encryption_password";',
    );
  });
});

describe("the development shell", () => {
  it("has the variables for S3 stores other than Amazon's, and no secret", () => {
    const text = FILES["modules/flake-parts/dev-shell.nix"];
    expect(text).toContain('env.AWS_REQUEST_CHECKSUM_CALCULATION = "when_required";');
    expect(text).not.toContain("passphrase");
  });
});

describeWithTools(["just", "shellcheck"], "shellcheck", () => {
  it("reports nothing for the recipes of these stacks", () => {
    const { recipes } = JSON.parse(just(JUSTFILE, ["--dump", "--dump-format", "json"]).stdout);
    for (const name of ["terraform-init", "terraform-plan", "server-address"]) {
      const folder = mkdtempSync(join(tmpdir(), "fleet-recipe-"));
      const body: string[][] = recipes[name].body;
      const script = ["#!/bin/sh", "export host stack", ...body.flat(), ""].join("\n");
      writeFileSync(join(folder, "recipe.sh"), script);
      const { stdout } = spawnSync("shellcheck", ["recipe.sh"], { cwd: folder, encoding: "utf8" });
      expect({ name, stdout }).toEqual({ name, stdout: "" });
    }
  });
});
