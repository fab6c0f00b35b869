import { synthesize } from "../cli/synthesize";
import { DendriticModule, Fleet, NixosMachine } from "../constructs";

/** Synthesizes a fleet of so many machines that all import so many features, into a folder. */
function synthesizeTreeOf(machines: number, features: number, out: string): void {
  synthesize(
    (root) => {
      const fleet = new Fleet(root, "bench");
      const imports = Array.from({ length: features }, (_, index) => {
        const settings = { services: { [`service-${index}`]: { enable: true, port: index } } };
        const parts = { nixos: { nixos: settings }, home: { homeManager: settings } };
        return new DendriticModule(fleet, `feature-${index}`, {
          folder: "features",
          parts: {
            [`nixos-${index}`]: parts.nixos,
            [`home-${index}`]: parts.home,
          },
        });
      });
      for (let index = 0; index < machines; index += 1) {
        new NixosMachine(fleet, `machine-${index}`, { stateVersion: "25.11", imports });
      }
    },
    { out },
  );
}

const [machines = "500", features = "20", out = "bench-output"] = process.argv.slice(2);
synthesizeTreeOf(Number(machines), Number(features), out);
console.log(process.resourceUsage().maxRSS);
