{
  config,
  f,
  x,
  ...
}:
{
  breakableArguments = {
    first = f {
      a = config.services.aServiceWithAName.thatFillsTheLine;
      b = x;
    } config.services.aServiceWithAName.thatFillsTheLine;
    last = f (a: { b = config.services.aServiceWithAName.thatFillsTheLine; }) (c: {
      d = config.services.aServiceWithAName.thatFillsTheLine;
    });
    none =
      f
        {
          a = 1;
          b = 2;
        }
        {
          c = 3;
          d = 4;
        };
    selection =
      f
        (f {
          a = 1;
          b = 2;
        }).c
        x;
  };
  fallback =
    config.${x}.a.b or (f.aFunctionWithALongNameThatTakesASetAndAnotherArgumentOrTwo {
      path = ./modules/a-b.nix;
    } 7469218611644537 config.services.aServiceWithAName.thatFillsTheLine);
  interpolations = {
    emptyList = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx${config.lib.confi null [ ] x x}";
    emptyListTooLong = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx${
      config.lib.config null [ ] x x
    }";
    lines = ''
        ${f {
          a = 1;
          b = 2;
        }}
      end
    '';
    long = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx${
      if x then 1 else config.abcdef
    }";
    short = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx${if x then 1 else config.abcde}";
  };
  lists = {
    seven = f [
      0
      1
      2
      3
      4
      5
      6
    ] x;
    single = [ config.services.aServiceWithAName.thatFillsTheLine ];
    singleTooLong = [
      (f config.services.aServiceWithAName.thatFillsTheLine config.services.aServiceWithAName.thatFillsTheLine)
    ];
    six = f [ 0 1 2 3 4 5 ] x;
    two = f [ 0 1 ] [ 0 ];
  };
  operands = {
    comparison =
      config.services.aServiceWithAName.thatFillsTheLine
      == f "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    concatenation = [
      x
    ]
    ++ config.lib.optionals config.services.aServiceWithAName.thatFillsTheLine [
      config.services.aServiceWithAName.thatFillsTheLine
      x
    ];
    update =
      f config.services.aServiceWithAName.thatFillsTheLine config.services.aServiceWithAName.thatFillsTheLine
      // {
        a = 1;
        b = 2;
      };
  };
  scoped = [
    (with config.a; ''
      first
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'')
  ];
  whole = {
    doesNotFit =
      f config.services.aServiceWithAName.thatFillsTheLine
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        config.services.aServiceWithAName.thatFillsTheLine;
    fits = f "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
  };
}
