import { synthesize } from "./cli/synthesize";
import { ApiToken, type FleetApp, HetznerStack } from "./constructs";
import { infra } from "./fleet";

export function main(app: FleetApp): void {
  const { cinnabar } = infra(app);

  new HetznerStack(app, "hetzner", {
    machines: [cinnabar],
    token: ApiToken.fromClanSecret("hetzner-api-token"),
  });
}

if (require.main === module) synthesize(main);
