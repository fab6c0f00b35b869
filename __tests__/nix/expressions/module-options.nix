# The value of a list `option` of a module in a tree, with the real flake-parts. `inputModules` represent modules of
# the input `extra`; each is a set that adds its own name to the option.
{
  checkouts,
  files,
  module,
  option,
}:
let
  lib = import "${checkouts}/nixpkgs-lib/lib";

  flake-parts = {
    inherit
      ((import "${checkouts}/flake-parts/flake.nix").outputs {
        nixpkgs-lib = { inherit lib; };
        self = { };
      })
      flakeModules
      lib
      ;
  };

  inputs = {
    inherit flake-parts;
    extra.nixosModules.inline.${option} = [ "inline" ];
    self.outPath = "/tree";
  };

  flake = flake-parts.lib.evalFlakeModule { inherit inputs; } {
    imports = files;
    systems = [ ];
  };

  machine = lib.evalModules {
    class = "nixos";
    modules = [
      { options.${option} = lib.mkOption { type = lib.types.listOf lib.types.str; }; }
      { config._module.freeformType = lib.types.lazyAttrsOf lib.types.anything; }
      flake.config.flake.modules.nixos.${module}
    ];
  };
in
machine.config.${option}
