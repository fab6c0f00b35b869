import { runMain } from "./cli/synthesize";
import {
  ApiToken,
  type FleetApp,
  type FleetStack,
  HetznerStack,
  WorkstationStack,
} from "./constructs";
import { infra } from "./fleet";

export function main(app: FleetApp): void {
  const { cinnabar, macs } = infra(app);

  const hetzner = new HetznerStack(app, "hetzner", {
    machines: [cinnabar],
    token: ApiToken.fromClanSecret("hetzner-api-token"),
  });

  // The VPS first, because it is the controller of the Macs' network, then one Mac after the other.
  let previous: FleetStack = hetzner;
  for (const mac of macs) {
    previous = new WorkstationStack(app, mac.name, { machine: mac, after: [previous] });
  }
}

if (require.main === module) runMain(main);
