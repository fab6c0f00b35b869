import { nix } from "@nix-fleet/nix-language";

const [a, b] = [nix.ref("x.a"), nix.ref("x.b")];

/** What a set takes under its own name is inherited; whatever else stays an attribute. */
export const value = nix.fn(["config", "f", "lib", "x", "y"], {
  sorted: {
    lib: nix.ref("lib"),
    enable: nix.ref("config.enable"),
    a,
    b,
    c: 1,
    users: nix.ref("config.users"),
    meta: nix.ref("config.flake", "meta"),
  },
  ordered: nix.set([{ z: 1, b }, nix.entry("a", a), { y: 2, lib: nix.ref("lib") }], {
    x: nix.ref("x"),
  }),
  continued: nix.set([
    nix.inheritFrom("x", ["c"]),
    { a, b },
    nix.inherit("lib"),
    { x: nix.ref("x") },
  ]),
  single: { a: nix.ref("x.y.a") },
  longer: { path: { a } },
  argument: nix.apply("f", { a, lib: nix.ref("lib") }),
  attributes: {
    commented: { a: nix.comment("why", a), c: nix.comment("why", nix.ref("x.c")) },
    constants: { true: true, null: null },
    entries: nix.set(nix.entry(["a", "b"], b), nix.entry("c", nix.ref("x", nix.ref("y"), "c"))),
    fallbacks: { a: nix.selectOr("x", ["a"], 1), c: 1 },
    others: { b: a, c: nix.ref("x") },
    quoted: { "1st": nix.ref("x", "1st"), a: nix.ref("x", "y z", "a") },
    results: { a: nix.select(nix.apply("f", 1), "a"), f: nix.raw("(f)") },
  },
  variables: nix.let({ a, lib: nix.ref("lib") }, { a: nix.ref("a") }),
});
