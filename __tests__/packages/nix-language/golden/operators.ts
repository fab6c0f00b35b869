import { nix } from "@nix-fleet/nix-language";

const [a, b, c] = [nix.ref("a"), nix.ref("b"), nix.ref("c")];

/** Parentheses where an operand or argument needs them, and only there. */
export const value = nix.fn(["a", "b", "c"], {
  precedence: [
    nix.and(nix.or(a, b), nix.not(nix.equal(a, b))),
    nix.or(nix.and(a, b), nix.not(c)),
    nix.update(nix.concat(a, b), nix.update(b, c)),
    nix.concat(nix.update(a, b), nix.concat(b, c)),
    nix.plus(nix.plus(a, b), nix.plus(b, c)),
    nix.notEqual(nix.apply(a, b), nix.if(a, b, c)),
    nix.equal(-1, nix.apply(a, -1)),
  ],
  selection: [
    nix.select(nix.apply("import", nix.path("./x.nix")), "lib"),
    nix.select(nix.ref("a.b"), "c", nix.interpolate`host-${b}`, c),
    nix.apply(a, nix.selectOr(b, ["x", "y"], [])),
  ],
  long: nix.or(
    nix.ref("a.services.first-service-with-a-long-name.enable"),
    nix.ref("b.services.second-service-with-a-long-name.enable"),
    nix.ref("c.services.third-service-with-a-long-name.enable"),
  ),
  joined: nix.update(nix.ref("a.attributes"), { name: "x", value: nix.concat([1], [2, 3]) }),
});
