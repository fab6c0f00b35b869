{ inputs, lib, ... }:
let
  inherit (lib) mapAttrs mkOption types;

  # A module with a key counts once, however many others import it. A function is a module wherever it
  # stands; a submodule takes a set for the values of its options.
  withKey =
    class: name: module:
    let
      key = "${inputs.self}/flake.nix#modules.${class}.${lib.strings.escapeNixIdentifier name}";
    in
    _:
    lib.optionalAttrs (class != "generic") { _class = class; }
    // {
      inherit key;
      _file = key;
      imports = [ module ];
    };
in
{
  # It declares the same option, for modules without keys.
  disabledModules = [ inputs.flake-parts.flakeModules.modules ];

  options.flake.modules = mkOption {
    type = types.lazyAttrsOf (types.lazyAttrsOf types.deferredModule);
    default = { };
    description = "Modules of the flake, `<class>.<name>`; those of the class `generic` fit every class.";
    apply = mapAttrs (class: mapAttrs (withKey class));
  };
}
