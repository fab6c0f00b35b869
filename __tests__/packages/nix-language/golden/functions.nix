{
  config,
  inputs,
  lib,
  pkgs,
  ...
}:
{
  called = lib.foldl' (x: x) { } [
    1
    2
  ];
  conditional =
    if pkgs.system == "x86_64-linux" then
      "short"
    else if !config.enable then
      { a = 1; }
    else
      [
        1
        2
      ];
  curried = x: y: { sum = x + y; };
  identity = x: x;
  inherited = {
    inherit lib;
    inherit (inputs)
      nixpkgs
      home-manager
      sops-nix
      disko
      ;
  };
  local =
    let
      inherit (config.flake) meta;
      user = meta.users.crs58;
    in
    {
      inherit (user) email keys;
    };
  long =
    lib.concatMapStringsSep "a separator that is so long that nothing fits on this line any more" (x: x)
      config.flake.machines;
  mapped = lib.mapAttrs (name: value: {
    inherit name;
    enable = true;
  }) config.flake.machines;
  module =
    { ... }:
    {
      enable = true;
    };
  scoped = with lib; mkMerge [ { a = 1; } ];
}
