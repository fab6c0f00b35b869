# The text of the program `pending-reboot`.
{ file }:
let
  lib.getExe = program: program.text;
  pkgs = {
    coreutils = { };
    writeShellApplication = application: application;
  };
  module = (import file { inherit lib; }).flake.modules.nixos."auto-upgrade/pending-reboot";
in
(module { inherit pkgs; }).environment.loginShellInit
