import { nix } from "@nix-fleet/nix-language";

/** Every kind of literal, and how it is escaped. */
export const value = {
  booleans: [true, false, null],
  empty: { list: [], set: {}, string: "" },
  numbers: [
    0,
    42,
    -7,
    9007199254740991,
    0.5,
    -1.25,
    1e-7,
    6.02e-23,
    nix.float(3),
    nix.float(1e300),
  ],
  paths: [nix.path("./."), nix.path("../secrets/a_b+c.yaml")],
  strings: {
    escapes: 'a "quoted" back\\slash, tab\t and return\r\n',
    interpolation: "${not} an interpolation, $${neither}, $5",
    lines: "first\n  indented ''quoted'' ${x}\n\nlast",
    indentedThroughout: "  a\n  b\n",
    oneLine: "one line\n",
    oneLineWithQuotes: 'echo "one line"\n',
    onlyQuotes: 'secret="$(clan secrets get "$name")"',
    oneQuote: '5" disk',
    quotesBeforeTheEnd: "it's\nd'",
    unicode: "é 🚀 \u2028",
  },
  names: {
    bare: 1,
    "with-dash": 1,
    "it's": 1,
    with: 1,
    or: 1,
    "1st": 1,
    "a.b": 1,
    "": 1,
    "${x}": 1,
    "services/web": 1,
  },
};
