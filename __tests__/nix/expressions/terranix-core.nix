# The JSON that terranix renders from a module in a file of the tree.
{
  checkouts,
  file,
  stack,
}:
let
  lib = import "${checkouts}/nixpkgs-lib/lib";
in
(import "${checkouts}/terranix/core" {
  pkgs = { inherit lib; };
  modules = [ (import file).flake.modules.terranix.${stack} ];
}).config
