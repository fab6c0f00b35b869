{ lib, ... }:
let
  inherit (lib) mkOption types;

  ports = mkOption {
    type = types.listOf types.port;
    default = [ ];
    description = "Ports that the service listens on.";
  };
in
{
  flake.modules.nixos."firewall/expected-ports" =
    { config, options, ... }:
    let
      definitionsOf = name: options.networking.firewall.${name}.definitionsWithLocations or [ ];

      # Port ranges that modules open on all interfaces, each with the file of the module.
      openedRanges =
        protocol:
        lib.concatMap (
          { file, value }:
          map (port: {
            inherit file;
            from = port;
            to = port;
          }) value
        ) (definitionsOf "allowed${protocol}Ports")
        ++ lib.concatMap ({ file, value }: map (range: range // { inherit file; }) value) (
          definitionsOf "allowed${protocol}PortRanges"
        );

      unexpected =
        protocol: expected:
        let
          isUnexpected = { from, to, ... }: lib.subtractLists expected (lib.range from to) != [ ];
          show =
            {
              file,
              from,
              to,
            }:
            "${protocol} ${toString from}${lib.optionalString (to != from) " to ${toString to}"} (${file})";
        in
        map show (lib.filter isUnexpected (openedRanges protocol));

      services = lib.attrValues config.networking.firewall.expectedPorts;
      opened =
        unexpected "TCP" (lib.concatMap (service: service.tcp) services)
        ++ unexpected "UDP" (lib.concatMap (service: service.udp) services);
    in
    {
      options.networking.firewall.expectedPorts = mkOption {
        type = types.attrsOf (
          types.submodule {
            options = {
              tcp = ports;
              udp = ports;
            };
          }
        );
        default = { };
        description = "Ports that modules may open on all interfaces, by service name.";
      };

      config.assertions = [
        {
          assertion = opened == [ ];
          message = ''
            The firewall opens ports that networking.firewall.expectedPorts does not list:
              ${lib.concatStringsSep "\n  " opened}
            Add each port to expectedPorts with the name of its service, or do not open it.
          '';
        }
      ];
    };
}
