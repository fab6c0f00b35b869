# The name of what `nix build .#<name>` builds in a tree, with what its inputs really are as far as they are here.
{
  checkouts,
  evalFlake,
  name,
  tree,
}:
(import evalFlake {
  dir = /. + tree;
  mirror = /. + checkouts;
}).out.legacyPackages.x86_64-linux.${name}.name
