import { HttpBackend, TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { Backend, type FleetApp, FleetStack } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { describeWrongFleets, type WrongFleet } from "../../support/wrong-fleets";

/** Stacks `first` and `second` with these backends. */
function twoStacks(first?: Backend, second?: Backend): { readonly app: FleetApp } {
  const app = testApp();
  new FleetStack(app, "first", first && { backend: first });
  new FleetStack(app, "second", second && { backend: second });
  return { app };
}

const BUCKET = { bucket: "state", key: "fleet.tfstate", region: "eu-central-1" };
const ADDRESS = "https://state.example.org/fleet";

const SHARED_STATES: readonly [string, () => { readonly app: FleetApp }][] = [
  [
    "one file",
    () => twoStacks(Backend.local("../../a.tfstate"), Backend.local("../x/../../a.tfstate")),
  ],
  [
    "the file of a stack without a backend",
    () => twoStacks(undefined, Backend.local("../first/terraform.tfstate")),
  ],
  ["one object of a bucket", () => twoStacks(Backend.s3(BUCKET), Backend.s3(BUCKET))],
  [
    "one address with two locks",
    () =>
      twoStacks(
        Backend.http({ address: ADDRESS }),
        Backend.http({ address: ADDRESS, lockAddress: `${ADDRESS}/lock` }),
      ),
  ],
  [
    "one schema",
    () => twoStacks(Backend.pg({ schemaName: "fleet" }), Backend.pg({ schemaName: "fleet" })),
  ],
  [
    "the schema of a stack that names none",
    () => twoStacks(Backend.pg(), Backend.pg({ schemaName: "first" })),
  ],
  [
    "one address in a stack of cdktf's own class",
    () => {
      const app = testApp();
      new FleetStack(app, "first", { backend: Backend.http({ address: ADDRESS }) });
      new HttpBackend(new TerraformStack(app, "second"), { address: ADDRESS });
      return { app };
    },
  ],
];

const WRONG_BACKENDS: readonly WrongFleet[] = [
  ...SHARED_STATES.map(([place, declare]) => ({
    mistake: `two stacks with their state in ${place}`,
    declare,
    path: "second",
    code: "state-shared",
    says: [
      'destroys the resources of the other: ["first","second"]',
      "a separate state",
      "change the path",
    ],
  })),
  ...[
    "cdk.tf.json",
    ".terraform.lock.hcl",
    "../../manifest.json",
    "../../../a.tfstate",
    "x/../../../../a.tfstate",
  ].map((path) => ({
    mistake: `the state file ${path}`,
    declare: () => twoStacks(Backend.local(path)),
    path: "first",
    code: "backend-path-not-ignored",
    says: [`would be committed: "${path}"`, "stays below terraform/", "Backend.local"],
  })),
  ...["", "/fleet.tfstate", "fleet/", "a//b"].map((key) => ({
    mistake: `the object key "${key}"`,
    declare: () => twoStacks(Backend.s3({ ...BUCKET, key })),
    path: "first",
    code: "backend-key-invalid",
    says: [
      `leading, trailing or double slash: "${key}"`,
      "fleet/hetzner.tfstate",
      "correct the key",
    ],
  })),
  ...["bucket", "region"].map((name) => ({
    mistake: `a bucket without its ${name}`,
    declare: () => twoStacks(Backend.s3({ ...BUCKET, [name]: "" })),
    path: "first",
    code: "backend-setting-empty",
    says: [`${name} of the s3 backend is empty: ""`, `the ${name} of the store`, "set it"],
  })),
];

describeWrongFleets("a backend", WRONG_BACKENDS);

describe("correct backends", () => {
  it.each<[string, Backend, Backend]>([
    ["a file in the folder of each", Backend.local("a.tfstate"), Backend.local("a.tfstate")],
    ["two objects of a bucket", Backend.s3(BUCKET), Backend.s3({ ...BUCKET, key: "b.tfstate" })],
    [
      "one name in two stores",
      Backend.s3(BUCKET),
      Backend.s3({ ...BUCKET, endpoint: "https://s3.example.org" }),
    ],
    [
      "two addresses",
      Backend.http({ address: ADDRESS }),
      Backend.http({ address: `${ADDRESS}2`, lockAddress: ADDRESS }),
    ],
    ["a schema each", Backend.pg(), Backend.pg()],
  ])("separate the states of two stacks by %s", (_, first, second) => {
    expect(issuesOf(twoStacks(first, second).app)).toEqual([]);
  });
});

describe("a bucket", () => {
  /** The block `terraform` of a stack with its state there. */
  const settings = (props: { readonly requiredVersion?: string } = {}) =>
    new FleetStack(testApp(), "a", { backend: Backend.s3(BUCKET), ...props }).toTerraform()
      .terraform;

  it("has locking and, at Amazon, encryption", () => {
    const s3 = { ...BUCKET, encrypt: true, use_lockfile: true };
    expect(settings()).toMatchObject({ backend: { s3 } });
  });

  it("requires a Terraform version with locking, unless the fleet sets another version", () => {
    expect(settings()).toMatchObject({ required_version: ">= 1.10" });
    const requiredVersion = "~> 1.11";
    expect(settings({ requiredVersion })).toMatchObject({ required_version: requiredVersion });
  });
});
