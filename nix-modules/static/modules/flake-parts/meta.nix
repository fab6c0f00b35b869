{ lib, ... }:
let
  inherit (lib) mkOption types;

  user.options = {
    fullName = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Name for git commits.";
    };
    email = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Email address for git commits.";
    };
    sshKeys = mkOption {
      type = types.listOf types.singleLineStr;
      default = [ ];
      description = "Authorized OpenSSH public keys.";
    };
  };
in
{
  options.flake.meta = {
    name = mkOption {
      type = types.str;
      description = "Name of the fleet.";
    };
    domain = mkOption {
      type = types.str;
      description = "Domain of the machines' names in the fleet.";
    };
    users = mkOption {
      type = types.attrsOf (types.submodule user);
      default = { };
      description = "People with accounts on the machines.";
    };
  };
}
