import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformAsset, TerraformStack, TerraformVariable } from "cdktf";
import { expect, it } from "vitest";
import { ApiToken, Backend, Fleet, HetznerStack, NixosMachine } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { DISK, oneMachine, SERVER, testApp } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong stack", [
  {
    mistake: "a duplicate Terraform address",
    declare: () => {
      const one = oneMachine();
      new Resource(one.stack, "again", {}).overrideLogicalId("install-cinnabar");
      return one;
    },
    path: "hetzner/again",
    code: "terraform-address-duplicate",
    says: [
      'duplicate Terraform address in one stack: "null_resource.install-cinnabar"',
      "hetzner/cinnabar/install/install already has this one",
    ],
  },
  {
    mistake: "a second provider without an alias",
    declare: () => {
      const one = oneMachine();
      new NullProvider(one.stack, "other", { alias: "other" });
      new NullProvider(one.stack, "two");
      return one;
    },
    path: "hetzner/two",
    code: "terraform-address-duplicate",
    says: ['"provider.null"', "set the `alias` of the newer element"],
  },
  {
    mistake: "an invalid Terraform address",
    declare: () => {
      const one = oneMachine();
      new TerraformVariable(one.stack, "variable", {}).overrideLogicalId("1st choice");
      return one;
    },
    path: "hetzner/variable",
    code: "terraform-address-invalid",
    says: ['Terraform address is invalid: "var.1st choice"', "a letter or '_'", "`moved` block"],
  },
  {
    mistake: "an absolute backend path",
    declare: () => oneMachine(undefined, { backend: Backend.local("/home/dev/terraform.tfstate") }),
    path: "hetzner",
    code: "backend-path-absolute",
    says: ['"/home/dev/terraform.tfstate"', "relative to the stack's folder", "Backend.local"],
  },
  {
    mistake: "a TerraformAsset",
    declare: () => {
      const one = oneMachine();
      new TerraformAsset(one.stack, "script", { path: __filename });
      return one;
    },
    path: "hetzner/script",
    code: "terraform-asset",
    says: ['TerraformAsset is not supported: "stack.test.ts"', "text in the fleet", "readFileSync"],
  },
  ...["..", ".", "é", "a:b", "_x", "x".repeat(300)].map((id) => ({
    mistake: `the stack id ${id.slice(0, 9)}`,
    declare: () => {
      const one = oneMachine();
      new TerraformStack(one.app, id);
      return one;
    },
    path: id,
    code: "stack-id-invalid",
    says: [`stack id is invalid: "${id}"`, "a letter or digit", "change the id"],
  })),
  {
    mistake: "an empty backend path",
    declare: () => oneMachine(undefined, { backend: Backend.local("") }),
    path: "hetzner",
    code: "backend-path-empty",
    says: ['backend path is empty: ""', "relative to the stack's folder", "Backend.local"],
  },
  ...["", "state.example.org/a", "ftp://state.example.org/a"].map((address) => ({
    mistake: `the backend address "${address}"`,
    declare: () => oneMachine(undefined, { backend: Backend.http({ address }) }),
    path: "hetzner",
    code: "backend-address-invalid",
    says: [`password: "${address}"`, "https://state.example.org/hetzner", "TF_HTTP_PASSWORD"],
  })),
  {
    mistake: "a lock address of a backend with a password",
    declare: () =>
      oneMachine(undefined, {
        backend: Backend.http({
          address: "https://state.example.org/a",
          lockAddress: "https://me:hunter2@state.example.org/a/lock",
        }),
      }),
    path: "hetzner",
    code: "backend-address-invalid",
    says: ['"http… (43 characters)"', "contains a user or a password", "TF_HTTP_USERNAME"],
  },
  ...["", "latest", ">= 1.5,", "=> 1.5", "1.x"].map((requiredVersion) => ({
    mistake: `the required version "${requiredVersion}"`,
    declare: () => oneMachine(undefined, { requiredVersion }),
    path: "hetzner",
    code: "required-version-invalid",
    says: [`version constraint: "${requiredVersion}"`, '">= 1.5"', "required_version"],
  })),
]);

it.each([undefined, Backend.local()])("can have a machine named backend (%#)", (backend) => {
  const app = testApp();
  const props = { server: SERVER, disk: DISK, stateVersion: "25.11" };
  const machine = new NixosMachine(new Fleet(app, "infra"), "backend", props);
  const token = ApiToken.fromEnvironment();
  const stack = { machines: [machine], token, ...(backend && { backend }) };
  new HetznerStack(app, "hetzner", stack);
  expect(issuesOf(app)).toEqual([]);
});

it.each(["1.11.4", ">= 1.5", "~> 1.6, < 2", "!=1.7.0-rc1"])("can require %s", (version) => {
  expect(issuesOf(oneMachine(undefined, { requiredVersion: version }).app)).toEqual([]);
});

it("can store its state at an http address", () => {
  const backend = Backend.http({ address: "https://state.example.org:8443/a?b" });
  expect(issuesOf(oneMachine(undefined, { backend }).app)).toEqual([]);
});
