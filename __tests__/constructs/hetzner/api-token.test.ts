import { expect, it } from "vitest";
import { ApiToken } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { oneMachine, SERVER } from "../../support/fleets";

it.each([
  ["hetzner-api-token", "hetzner-api-token"],
  ["hetzner.token", "hetzner_token"],
  ["1password", "_1password"],
])("names the data source of the clan secret %s %s", (secret, address) => {
  const token = ApiToken.fromClanSecret(secret);
  const { app, stack } = oneMachine({ server: SERVER }, { token });
  expect(issuesOf(app)).toEqual([]);
  expect(stack.toTerraform()).toMatchObject({
    data: { external: { [address]: { program: ["bash", "-c", expect.stringContaining(secret)] } } },
    provider: { hcloud: [{ token: `\${data.external.${address}.result.secret}` }] },
  });
});
