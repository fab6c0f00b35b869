{ config, lib, ... }:
let
  interface.options.searchDomains = lib.mkOption {
    type = lib.types.listOf lib.types.str;
    default = [ ];
    description = "Additional domains in the certificates of servers, which clients trust as well.";
  };

  withSearchDomains =
    module:
    { settings, ... }:
    {
      darwinModule = {
        imports = [ module ];
        sshd-darwin = { inherit (settings) searchDomains; };
      };
    };
in
{
  # clan-core's sshd does not support macOS.
  flake.clan.modules.sshd-darwin = {
    _class = "clan.service";
    manifest = {
      name = "${config.flake.meta.name}/sshd-darwin";
      description = "sshd and trust in the clan's host certificates on macOS";
      readme = "Shares the certificate authority of clan-core's sshd.";
      categories = [ "Network" ];
    };

    roles.server = {
      description = "Runs sshd with a host key and certificate of the clan, without password logins.";
      inherit interface;
      perInstance = withSearchDomains config.flake.modules.darwin."sshd-darwin/server";
    };

    roles.client = {
      description = "Trusts host certificates of the clan's certificate authority.";
      inherit interface;
      perInstance = withSearchDomains config.flake.modules.darwin."sshd-darwin/client";
    };

    perMachine.darwinModule = config.flake.modules.darwin."sshd-darwin/authority";
  };
}
