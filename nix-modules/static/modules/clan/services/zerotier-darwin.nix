{ config, lib, ... }:
{
  # clan-core's zerotier does not support macOS.
  flake.clan.modules.zerotier-darwin = {
    _class = "clan.service";
    manifest = {
      name = "${config.flake.meta.name}/zerotier-darwin";
      description = "Macs as members of a zerotier network";
      readme = "The controller is a NixOS machine with clan-core's zerotier.";
      categories = [ "Network" ];
    };

    roles.peer = {
      description = "Installs zerotier and joins the network on activation.";

      interface.options.networkId = lib.mkOption {
        type = lib.types.nullOr lib.types.str;
        description = "Id of the network; null until the controller's vars are generated.";
      };

      perInstance =
        { settings, ... }:
        let
          inherit (settings) networkId;
        in
        {
          darwinModule = {
            imports = [ config.flake.modules.darwin."zerotier/hosts" ];

            homebrew = {
              enable = true;
              casks = [ "zerotier-one" ];
            };

            # Runs after Homebrew. The activation must not fail if the daemon is not running yet.
            system.activationScripts.postActivation.text = lib.mkIf (networkId != null) ''
              zerotier=/usr/local/bin/zerotier-cli
              if ! "$zerotier" listnetworks 2>/dev/null | grep --quiet ${networkId}; then
                echo >&2 "joining zerotier network ${networkId}..."
                "$zerotier" join ${networkId} || echo >&2 "zerotier is not running yet: activate again to join"
              fi
              if ! "$zerotier" listnetworks 2>/dev/null | grep --quiet "${networkId} .* OK "; then
                echo >&2 "zerotier: not authorized yet; the zerotierMemberId of this Mac is $("$zerotier" info | cut -d ' ' -f 3)"
              fi
            '';
          };
        };
    };
  };
}
