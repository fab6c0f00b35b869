# What a terranix module in a file of the tree comes to, with nothing of terranix but `lib.tf.ref`.
{ file, stack }:
let
  module = (import file).flake.modules.terranix.${stack};
  lib.tf.ref = reference: "\${${reference}}";
in
if builtins.isFunction module then module { inherit lib; } else module
