import { synthesize } from "../cli/synthesize";
import { ApiToken, Fleet, HetznerStack, Location, NixosMachine, ServerType } from "../constructs";

/** Synthesizes a fleet of so many machines, one server and one install each, and no other files, into a folder. */
function synthesizeFleetOf(count: number, out: string): void {
  synthesize(
    (root) => {
      const fleet = new Fleet(root, "bench");
      const server = { type: ServerType.CX53, location: Location.FSN1 };
      const settings = { fileSystems: { "/": { device: "/dev/sda1", fsType: "ext4" } } };
      const machines = Array.from(
        { length: count },
        (_, index) =>
          new NixosMachine(fleet, `machine-${index}`, { server, settings, stateVersion: "25.11" }),
      );
      new HetznerStack(root, "hetzner", { machines, token: ApiToken.fromEnvironment() });
    },
    { out },
  );
}

const [count = "5", out = "bench-output"] = process.argv.slice(2);
synthesizeFleetOf(Number(count), out);
console.log(process.resourceUsage().maxRSS);
