# Names of the attributes that a file defines in the flake's configuration in addition to the given paths. An error if
# it does not define one of the paths.
{ file, paths }:
let
  inherit (builtins)
    attrNames
    foldl'
    head
    isFunction
    removeAttrs
    tail
    ;

  without =
    path: set:
    let
      inner = without (tail path) set.${head path};
    in
    if tail path == [ ] then
      assert set ? ${head path};
      removeAttrs set [ (head path) ]
    else if inner == { } then
      removeAttrs set [ (head path) ]
    else
      set // { ${head path} = inner; };

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
  definitions = removeAttrs module [ "config" ] // module.config or { };
in
attrNames (foldl' (set: path: without path set) definitions paths)
