{
  booleans = [
    true
    false
    null
  ];
  empty = {
    list = [ ];
    set = { };
    string = "";
  };
  names = {
    "" = 1;
    "\${x}" = 1;
    "1st" = 1;
    "a.b" = 1;
    bare = 1;
    it's = 1;
    "or" = 1;
    "services/web" = 1;
    "with" = 1;
    with-dash = 1;
  };
  numbers = [
    0
    42
    (-7)
    9007199254740991
    0.5
    (-1.25)
    1.0e-7
    6.02e-23
    3.0
    1.0e+300
  ];
  paths = [
    ./.
    ../secrets/a_b+c.yaml
  ];
  strings = {
    escapes = "a \"quoted\" back\\slash, tab\t and return\r\n";
    indentedThroughout = "  a\n  b\n";
    interpolation = "\${not} an interpolation, $\${neither}, $5";
    lines = ''
      first
        indented '''quoted''' ''${x}

      last'';
    oneLine = "one line\n";
    oneLineWithQuotes = ''
      echo "one line"
    '';
    oneQuote = "5\" disk";
    onlyQuotes = ''secret="$(clan secrets get "$name")"'';
    quotesBeforeTheEnd = ''
      it's
      d''\''';
    unicode = "é 🚀  ";
  };
}
