{ config, lib, ... }:
let
  systems = {
    nixos = lib.attrValues config.flake.nixosConfigurations;
    darwin = lib.attrValues config.flake.darwinConfigurations;
  };

  # The home-manager homes of a machine, with the modules that they import. Needs the lib of nixpkgs 25.11.
  homesOf =
    { options, ... }:
    map (home: home.configuration.extendModules { prefix = [ ]; }) (
      lib.attrValues (options.home-manager.users.valueMeta.attrs or { })
    );

  evaluated = systems // {
    homeManager = lib.concatMap homesOf (lib.concatLists (lib.attrValues systems));
  };

  # Names and types. A default can fail to evaluate, so the list only contains whether it exists.
  listOf =
    { options, ... }:
    lib.listToAttrs (
      map (option: {
        inherit (option) name;
        value = {
          inherit (option)
            internal
            loc
            readOnly
            type
            visible
            ;
        }
        // lib.optionalAttrs (option ? default) { default = lib.literalExpression "…"; };
      }) (lib.optionAttrSetToDocList options)
    );

  lists = lib.mapAttrs (_: configurations: lib.mergeAttrsList (map listOf configurations)) (
    lib.filterAttrs (_: configurations: configurations != [ ]) evaluated
  );
in
{
  # `nix build .#option-list`: the options of all machines and homes, for `fleet options update`. Not a
  # package, because `nix flake check` evaluates packages.
  perSystem =
    { pkgs, ... }:
    {
      legacyPackages.option-list = pkgs.linkFarm "option-list" (
        {
          release = pkgs.writeText "release" lib.trivial.release;
        }
        // lib.concatMapAttrs (class: list: {
          "${class}.json" = pkgs.writeText "${class}.json" (builtins.toJSON list);
        }) lists
      );
    };
}
