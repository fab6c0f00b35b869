import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DataTerraformRemoteStateLocal,
  TerraformHclModule,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  TerraformVariable,
} from "cdktf";
import { afterAll, expect, it } from "vitest";
import { FleetStack } from "../../constructs";
import { issuesOf, renderedFiles } from "../support/diagnostics";
import { fleetWith } from "../support/fleets";
import { describeWithCheckouts } from "./support/checkouts";
import { evaluate } from "./support/evaluate";

const folder = mkdtempSync(join(tmpdir(), "fleet-terranix-"));

afterAll(() => rmSync(folder, { recursive: true }));

/** A FleetStack with a block of every kind. */
function stackOfEveryKind() {
  const { app } = fleetWith(() => {});
  const stack = new FleetStack(app, "dns");
  const ttl = new TerraformVariable(stack, "ttl", { type: "number", default: 300 });
  new TerraformVariable(stack, "zone", { sensitive: true });
  const local = new TerraformLocal(stack, "names", { www: null, "a.b": ["${not}", "$${text}"] });
  new DataTerraformRemoteStateLocal(stack, "other", { path: "../other/terraform.tfstate" });
  new TerraformHclModule(stack, "records", {
    source: "./records",
    skipAssetCreationFromLocalModules: true,
    variables: { ttl: ttl.numberValue, names: local.expression, prefix: null },
  });
  const record = new TerraformResource(stack, "record", { terraformResourceType: "dns_record" });
  record.addOverride("zone", "${var.zone}");
  record.addOverride("lifecycle", { prevent_destroy: true });
  record.addOverride("provisioner", [{ "local-exec": { command: 'echo "${self.id}"' } }]);
  new TerraformOutput(stack, "fqdn", { value: record.getStringAttribute("fqdn") });
  stack.addOverride("import", [{ to: "dns_record.record", id: "example.org/www" }]);
  stack.addOverride("removed", [{ from: "dns_record.old", lifecycle: [{ destroy: false }] }]);
  stack.addOverride("check", { up: { assert: [{ condition: "${true}", error_message: "down" }] } });
  return { app, stack };
}

/** JSON without the metadata of cdktf and without null, as terranix prints it. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "//");
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]));
}

const NULL = "${null}";

describeWithCheckouts(
  ["terranix/core", "nixpkgs-lib/lib"],
  "a stack with a block of every kind, rendered by terranix",
  (checkouts) => {
    it("has all blocks with their values, except those in the warning of synth", () => {
      const { app, stack } = stackOfEveryKind();
      const path = "modules/terranix/dns.nix";
      const file = join(folder, "dns.nix");
      writeFileSync(file, renderedFiles(app).find((other) => other.path === path)?.text ?? "");
      const rendered = evaluate<object>("terranix-core.nix", { file, stack: "dns", checkouts });

      const { removed, check, ...others } = plain(stack.toTerraform()) as Record<string, object>;
      expect([removed, check]).not.toContain(undefined);
      expect(rendered).toEqual({
        ...others,
        locals: { names: { www: NULL, "a.b": ["${not}", "$${text}"] } },
        module: {
          records: {
            source: "./records",
            ttl: "${var.ttl}",
            names: "${local.names}",
            prefix: NULL,
          },
        },
        resource: {
          dns_record: {
            record: {
              zone: "${var.zone}",
              lifecycle: { prevent_destroy: true },
              provisioner: { "local-exec": { command: 'echo "${self.id}"' } },
            },
          },
        },
      });
      expect(issuesOf(app).map(({ code, severity }) => [code, severity])).toEqual([
        ["terranix-block-missing", "warning"],
      ]);
    });
  },
);
