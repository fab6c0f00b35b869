import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformHclModule, TerraformLocal, TerraformOutput, TerraformVariable } from "cdktf";
import { expect, it } from "vitest";
import { issuesOf } from "../../support/diagnostics";
import { oneMachine } from "../../support/fleets";
import { HCLOUD_TOKEN, PRIVATE_KEY } from "../../support/secrets";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a secret in a stack", [
  {
    mistake: "a literal token in a provider",
    declare: () => {
      const one = oneMachine();
      one.stack.addOverride("provider.hcloud", [{ token: HCLOUD_TOKEN }]);
      return one;
    },
    path: "hetzner",
    code: "secret-in-clear",
    says: ["a Hetzner API token", "a reference", "clan secrets set"],
  },
  {
    mistake: "a Hetzner token in a text",
    declare: () => {
      const one = oneMachine();
      new Resource(one.stack, "note", { triggers: { note: `HCLOUD_TOKEN=${HCLOUD_TOKEN}` } });
      return one;
    },
    path: "hetzner/note",
    code: "secret-in-clear",
    says: ["a Hetzner API token", `"${HCLOUD_TOKEN.slice(0, 4)}… (64 characters)"`],
  },
  {
    mistake: "a password in a provisioner's environment",
    declare: () => {
      const one = oneMachine();
      new Resource(one.stack, "note", {
        provisioners: [
          { type: "local-exec", command: "true", environment: { DB_URL: "pg://me:hunter2@db/x" } },
        ],
      });
      return one;
    },
    path: "hetzner/note",
    code: "secret-in-clear",
    says: ["environment.DB_URL contains a password in a URL", '"h… (7 characters)"'],
  },
  {
    mistake: "a token in an output",
    declare: () => {
      const one = oneMachine();
      new TerraformOutput(one.stack, "access", { value: { admin: { token: HCLOUD_TOKEN } } });
      return one;
    },
    path: "hetzner/access",
    code: "secret-in-clear",
    says: ["output.access.value.admin.token contains a Hetzner API token in plain text"],
  },
  {
    mistake: "a private key in an output",
    declare: () => {
      const one = oneMachine();
      new TerraformOutput(one.stack, "key", { value: PRIVATE_KEY });
      return one;
    },
    path: "hetzner/key",
    code: "secret-in-clear",
    says: ["a private key", "in plain text"],
  },
]);

it("can contain a sha256, which is similar to a token", () => {
  const { app, stack } = oneMachine();
  new Resource(stack, "note", { triggers: { hash: "0123456789abcdef".repeat(4) } });
  expect(issuesOf(app)).toEqual([]);
});

it("can refer to secrets", () => {
  const { app, stack } = oneMachine();
  const password = new TerraformVariable(stack, "db_password", { sensitive: true });
  new Resource(stack, "note", {
    provisioners: [
      { type: "local-exec", command: "true", environment: { DB_PASSWORD: password.stringValue } },
    ],
  });
  expect(issuesOf(app)).toEqual([]);
});

it("can be accepted at the output, local, variable or module that contains it", () => {
  const { app, stack, fleet } = oneMachine();
  const password = "correct-horse-7";
  for (const construct of [
    new TerraformOutput(stack, "output", { value: { password } }),
    new TerraformLocal(stack, "local", { password }),
    new TerraformVariable(stack, "password", { default: password }),
    new TerraformHclModule(stack, "module", { source: "a/b/c", variables: { password } }),
  ]) {
    fleet.accept("secret-likely", { at: construct, because: "it protects nothing" });
  }
  expect(issuesOf(app)).toEqual([]);
});
