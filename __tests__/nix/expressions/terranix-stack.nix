# The value of a terranix module in a file of the tree, with only `lib.tf.ref` of terranix.
{ file, stack }:
let
  module = (import file).flake.modules.terranix.${stack};
  lib.tf.ref = reference: "\${${reference}}";
in
if builtins.isFunction module then module { inherit lib; } else module
