/** The flake's output with the configurations of a class of machines. */
export const CONFIGURATIONS = { nixos: "nixosConfigurations", darwin: "darwinConfigurations" };
