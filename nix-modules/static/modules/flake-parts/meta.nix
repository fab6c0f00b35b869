{ lib, ... }:
let
  inherit (lib) mkOption types;

  user.options = {
    fullName = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Name as it appears in commits.";
    };
    email = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "Address as it appears in commits.";
    };
    sshKeys = mkOption {
      type = types.listOf types.singleLineStr;
      default = [ ];
      description = "OpenSSH public keys that may log in.";
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
      description = "Domain of the names of machines inside the fleet.";
    };
    users = mkOption {
      type = types.attrsOf (types.submodule user);
      default = { };
      description = "People with accounts on the machines.";
    };
  };
}
