# The inventory that the files of a tree define together. Modules are replaced by their type, because JSON has no
# functions. clan-core merges the files as modules; here a value with two definitions is an error.
{ files }:
let
  mergeWith =
    resolve: first: second:
    if builtins.isAttrs first && builtins.isAttrs second then
      first
      // builtins.mapAttrs (
        name: value: if first ? ${name} then mergeWith resolve first.${name} value else value
      ) second
    else
      resolve first second;

  merge = builtins.foldl' (mergeWith (
    first: second:
    if builtins.isFunction first || builtins.isFunction second then
      second
    else
      throw "two files define one value: ${builtins.toJSON first} and ${builtins.toJSON second}"
  )) { };

  evaluateFile =
    file:
    let
      module = import file;
    in
    if builtins.isFunction module then module { inherit config inputs lib; } else module;
  modules = map evaluateFile files;

  defaults =
    options:
    if options._type or "" == "option" then
      options.default or { }
    else
      builtins.mapAttrs (_: defaults) options;
  options = merge (map (module: module.options or { }) modules);
  definitions = merge (map (module: module.config or module) modules);
  config = mergeWith (_default: definition: definition) (defaults options) definitions;

  # No public value has been generated yet.
  inputs.clan-core.lib.getPublicValue = { default, ... }: default;
  inputs.self = { };
  lib = {
    mkOption = option: option // { _type = "option"; };
    # Priorities of definitions do not matter here.
    mkForce = value: value;
    genAttrs =
      names: valueOf:
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = valueOf name;
        }) names
      );
  };

  plainRole =
    role:
    role
    // (if role ? extraModules then { extraModules = map builtins.typeOf role.extraModules; } else { });
  plainInstance = instance: instance // { roles = builtins.mapAttrs (_: plainRole) instance.roles; };
in
config.flake.clan.inventory
// {
  inherit (config.flake.clan) meta;
  instances = builtins.mapAttrs (_: plainInstance) config.flake.clan.inventory.instances;
}
