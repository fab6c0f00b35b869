import { nix } from "@nix-fleet/nix-language";

const [x, y] = [nix.ref("x"), nix.ref("y")];

/** Functions, their application, and blocks, short and long. */
export const value = nix.fn(["config", "inputs", "lib", "pkgs"], {
  identity: nix.lambda("x", x),
  curried: nix.lambda("x", nix.lambda("y", { sum: nix.plus(x, y) })),
  module: nix.fn([], { enable: true }),
  mapped: nix.apply(
    "lib.mapAttrs",
    nix.lambda("name", nix.lambda("value", { name: nix.ref("name"), enable: true })),
    nix.ref("config.flake.machines"),
  ),
  called: nix.apply(nix.apply("lib.foldl'", nix.lambda("x", x)), {}, [1, 2]),
  long: nix.apply(
    "lib.concatMapStringsSep",
    "a separator that is so long that nothing fits on this line any more",
    nix.lambda("x", x),
    nix.ref("config.flake.machines"),
  ),
  conditional: nix.if(
    nix.equal(nix.ref("pkgs.system"), "x86_64-linux"),
    "short",
    nix.if(nix.not(nix.ref("config.enable")), { a: 1 }, [1, 2]),
  ),
  local: nix.let(
    [nix.inheritFrom("config.flake", ["meta"]), { user: nix.ref("meta.users.crs58") }],
    { email: nix.ref("user.email"), keys: nix.ref("user.keys") },
  ),
  inherited: nix.set([
    nix.inherit("lib"),
    nix.inheritFrom("inputs", ["nixpkgs", "home-manager", "sops-nix", "disko"]),
  ]),
  scoped: nix.with("lib", nix.apply("mkMerge", [{ a: 1 }])),
});
