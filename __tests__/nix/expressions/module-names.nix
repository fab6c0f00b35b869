# The modules for Macs and homes that the files of a tree define: `darwin.base`, `homeManager.users/crs58`.
{ files }:
let
  inherit (builtins) attrNames concatMap isFunction;

  modulesIn =
    file:
    let
      value = import file;
      module =
        if isFunction value then
          value {
            config = { };
            inputs = { };
            lib = { };
          }
        else
          value;
    in
    (module.config or module).flake.modules or { };
in
concatMap (
  file:
  let
    modules = modulesIn file;
  in
  concatMap (class: map (name: "${class}.${name}") (attrNames (modules.${class} or { }))) [
    "darwin"
    "homeManager"
  ]
) files
