/** The outputs of a flake that has no namespace `flake.modules`, by the class of the modules in them. */
export const NAMED_MODULES: Readonly<Record<string, string>> = {
  nixos: "nixosModules",
  darwin: "darwinModules",
  homeManager: "homeModules",
  terranix: "terranixModules",
};
