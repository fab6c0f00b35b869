# Messages of the assertions of a machine with the firewall options of `modules`. Each module has a file and options of
# the firewall, as JSON.
{
  checkouts,
  file,
  modules,
}:
let
  lib = import "${checkouts}/nixpkgs-lib/lib";
  inherit (lib) mkOption types;

  listOf =
    type:
    mkOption {
      type = types.listOf type;
      default = [ ];
    };
  declarations = {
    options.assertions = listOf types.unspecified;
    options.networking.firewall = {
      allowedTCPPorts = listOf types.port;
      allowedTCPPortRanges = listOf (types.attrsOf types.port);
      allowedUDPPorts = listOf types.port;
      allowedUDPPortRanges = listOf (types.attrsOf types.port);
    };
  };
  opening =
    { file, options }:
    {
      _file = file;
      networking.firewall = options;
    };
  flakeModule = import file { inherit lib; };

  machine = lib.evalModules {
    modules = [
      declarations
      flakeModule.flake.modules.nixos."firewall/expected-ports"
    ]
    ++ map opening modules;
  };
in
map (assertion: assertion.message) (
  lib.filter (assertion: !assertion.assertion) machine.config.assertions
)
