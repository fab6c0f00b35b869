{ inputs, lib, ... }:
let
  inherit (lib) mapAttrs mkOption types;

  # A module with a key is imported only once, even if several modules import it. The wrapper is a
  # function, because a submodule would treat a set as the values of its options.
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
  # Declares the same option without keys.
  disabledModules = [ inputs.flake-parts.flakeModules.modules ];

  options.flake.modules = mkOption {
    type = types.lazyAttrsOf (types.lazyAttrsOf types.deferredModule);
    default = { };
    description = "Modules of the flake, `<class>.<name>`; modules of the class `generic` work in every class.";
    apply = mapAttrs (class: mapAttrs (withKey class));
  };
}
