/** The flake outputs for modules in the vanilla layout, which has no `flake.modules`, by class. */
export const NAMED_MODULES: Readonly<Record<string, string>> = {
  nixos: "nixosModules",
  darwin: "darwinModules",
  homeManager: "homeModules",
  terranix: "terranixModules",
};
