{ inputs, lib, ... }:
let
  inherit (lib) mapAttrs mkOption types;

  # A module with a key is imported only once, even if several modules import it.
  withKey =
    option: class: name: module:
    let
      key = "${inputs.self}/flake.nix#${option}.${lib.strings.escapeNixIdentifier name}";
    in
    _: {
      inherit key;
      _class = class;
      _file = key;
      imports = [ module ];
    };

  modulesOf =
    option: class:
    mkOption {
      type = types.lazyAttrsOf types.deferredModule;
      default = { };
      description = "Modules of the class ${class}.";
      apply = mapAttrs (withKey option class);
    };
in
{
  # flake-parts declares nixosModules, and clan-core darwinModules.
  options.flake = {
    homeModules = modulesOf "homeModules" "homeManager";
    terranixModules = modulesOf "terranixModules" "terranix";
  };
}
