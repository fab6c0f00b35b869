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
});
