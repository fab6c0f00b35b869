# Which values the types of Nix's module system take, for types as lists of options have them.
{ nixpkgsLib, samplesFile }:
let
  lib = import nixpkgsLib;
  inherit (lib) types;

  isName = name: name != "<name>" && name != "*";
  childrenOf = node: node.c or { };

  option = node: lib.mkOption { type = if node ? t then typeOf node.t node else submodule node { }; };
  submodule =
    node: extra:
    types.submodule (
      extra
      // {
        options = lib.mapAttrs (_: option) (lib.filterAttrs (name: _: isName name) (childrenOf node));
      }
    );

  typeOf =
    type: node:
    let
      kind = lib.head type;
      first = lib.elemAt type 1;
      second = lib.elemAt type 2;
      below = name: (childrenOf node).${name} or { };
      named = lib.any isName (lib.attrNames (childrenOf node));
    in
    {
      bool = types.bool;
      str = types.str;
      nestr = types.nonEmptyStr;
      line = types.singleLineStr;
      sline = types.singleLineStr;
      sep = types.separatedString "\n";
      match = types.strMatching first;
      int = types.int;
      unsigned = types.ints.unsigned;
      positive = types.ints.positive;
      between = types.ints.between first second;
      float = types.float;
      numpos = types.numbers.positive;
      numbetween =
        if second == null then types.numbers.nonnegative else types.numbers.between first second;
      path = types.path;
      package = types.package;
      enum = types.enum first;
      nullOr = types.nullOr (typeOf first node);
      or = types.oneOf (map (alternative: typeOf alternative node) first);
      listOf = types.listOf (typeOf first (below "*"));
      ne = types.nonEmptyListOf (typeOf (lib.elemAt first 1) (below "*"));
      attrsOf = types.attrsOf (typeOf first (below "<name>"));
      attrs = types.attrs;
      sub = submodule node (lib.optionalAttrs (!named) { freeformType = types.anything; });
      opensub = submodule node { freeformType = typeOf first node; };
      fn = types.functionTo types.anything;
    }
    .${kind} or types.anything;

  # What a definition says, forced in what became of it.
  force =
    definition: result:
    if lib.isAttrs definition && lib.isAttrs result then
      lib.all (name: force definition.${name} result.${name}) (lib.attrNames definition)
    else if lib.isList definition && lib.isList result then
      lib.all (pair: force pair.fst pair.snd) (lib.zipLists definition result)
    else
      builtins.seq result true;

  judge =
    {
      type,
      node,
      value,
    }:
    let
      merged = lib.evalModules {
        modules = [
          { options.it = lib.mkOption { type = typeOf type node; }; }
          { it = value; }
        ];
      };
    in
    (builtins.tryEval (force value merged.config.it)).success;
in
map judge (builtins.fromJSON (builtins.readFile samplesFile))
