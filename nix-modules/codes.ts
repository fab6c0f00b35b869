import { defineCodes } from "../constructs";
import { nixosMachine } from "../constructs/diagnostics/examples";

defineCodes("Generated files", {
  "fleet-second": {
    severity: "error",
    meaning:
      "The app has a second fleet. A fleet is one nix-config repository with one inventory, so only the first would be written.",
    example: `new Fleet(app, "infra");
new Fleet(app, "lab");`,
    corrected: 'new Fleet(app, "infra");',
  },
  "generated-file-claimed": {
    severity: "error",
    meaning:
      "Two constructs generate one file. One would overwrite the other. Names that differ in case only are one file on macOS.",
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
      "A Nix file would hold a reference that only Terraform can follow. Nix would take the mark of cdktf for plain text. What Terraform knows reaches Nix through a file that somebody commits.",
    example: nixosMachine('settings: { networking: { domain: expression("var.domain") } }'),
    corrected: nixosMachine('settings: { networking: { domain: "example.org" } }'),
  },
  "terranix-block-missing": {
    severity: "warning",
    meaning:
      "A stack has blocks that terranix has no option for. These are `moved`, `removed` and `check`, and a variable whose default is null, which terranix leaves out. The module in `modules/terranix/` has all other blocks. `nix run` adds these from `cdk.tf.json`; another configuration that imports the module goes without them.",
    example: `const stack = new FleetStack(app, "network");
stack.addOverride("moved", [{ from: "hcloud_network.old", to: "hcloud_network.new" }]);`,
    corrected: 'new FleetStack(app, "network");',
  },
});
