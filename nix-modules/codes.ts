import { defineCodes } from "../constructs";
import { nixosMachine } from "../constructs/diagnostics/examples";

defineCodes("Generated files", {
  "fleet-second": {
    severity: "error",
    meaning:
      "The app has a second fleet. A fleet is one nix-config repository with one inventory, so only the first one would be written.",
    example: `new Fleet(app, "infra");
new Fleet(app, "lab");`,
    corrected: 'new Fleet(app, "infra");',
  },
  "generated-file-claimed": {
    severity: "error",
    meaning:
      "Two constructs generate the same file. One would overwrite the other. On macOS, names that differ only in case refer to the same file.",
    example: `new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
new DendriticModule(fleet, "cinnabar", {
  folder: "hosts/cinnabar",
  parts: { default: { nixos: {} } },
});`,
    corrected: `new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
new DendriticModule(fleet, "cinnabar", {
  folder: "hosts/cinnabar",
  parts: { desktop: { nixos: {} } },
});`,
  },
  "terraform-reference-in-nix": {
    severity: "error",
    meaning:
      "A Nix file would contain a Terraform reference, which Nix cannot resolve. Nix would treat the cdktf token as plain text. To pass a Terraform value to Nix, write it to a file and commit the file.",
    example: nixosMachine('settings: { networking: { domain: expression("var.domain") } }'),
    corrected: nixosMachine('settings: { networking: { domain: "example.org" } }'),
  },
  "terranix-block-missing": {
    severity: "warning",
    meaning:
      "A stack has blocks for which terranix has no options. These are `moved`, `removed` and `check`, and variables with the default null, which terranix omits. The module in `modules/terranix/` contains all other blocks. `nix run` adds the missing blocks from `cdk.tf.json`; other configurations that import the module lack them.",
    example: `const stack = new FleetStack(app, "network");
stack.addOverride("moved", [{ from: "hcloud_network.old", to: "hcloud_network.new" }]);`,
    corrected: 'new FleetStack(app, "network");',
  },
});
