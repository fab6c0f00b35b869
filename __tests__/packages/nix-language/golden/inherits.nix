{
  config,
  f,
  lib,
  x,
  y,
  ...
}:
{
  argument = f {
    inherit lib;
    inherit (x) a;
  };
  attributes = {
    commented = {
      # why
      a = x.a;
      # why
      c = x.c;
    };
    constants = {
      null = null;
      true = true;
    };
    entries = {
      a.b = x.b;

      c = x.${y}.c;
    };
    fallbacks = {
      a = x.a or 1;
      c = 1;
    };
    others = {
      b = x.a;
      c = x;
    };
    quoted = {
      inherit (x."y z") a;
      "1st" = x."1st";
    };
    results = {
      a = (f 1).a;
      f = (f);
    };
  };
  continued = {
    inherit (x) c a b;
    inherit lib x;
  };
  longer.path.a = x.a;
  ordered = {
    z = 1;
    inherit (x) b a;
    y = 2;
    inherit lib;

    inherit x;
  };
  single.a = x.y.a;
  sorted = {
    inherit lib;
    inherit (config) enable users;
    inherit (config.flake) meta;
    inherit (x) a b;
    c = 1;
  };
  variables =
    let
      a = x.a;
      lib = lib;
    in
    {
      inherit a;
    };
}
