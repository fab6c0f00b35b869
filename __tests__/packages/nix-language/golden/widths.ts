import { type NixEntry, type NixValue, nix, print } from "@nix-fleet/nix-language";

/** Attributes that are on one line of up to 100 columns, if at all. */
const ATTRIBUTES: readonly ((name: string, text: string) => NixEntry)[] = [
  (name, text) => nix.entry(name, text),
  (name, text) => nix.entry(name, nix.ref(`config.${text}`)),
  (name, text) => nix.entry(name, nix.apply("f", text)),
  (name, text) => nix.entry(name, nix.apply("f", nix.apply("g", text), nix.ref("x"))),
  (name, text) => nix.entry(name, [text]),
  (name, text) => nix.entry(name, [nix.apply("f", text)]),
  (name, text) => nix.entry(name, [nix.apply("f", text), 1]),
  (name, text) => nix.entry(name, { a: text }),
  (name, text) => nix.entry(name, nix.with(`config.${text}`, [1, 2])),
  (name, text) => nix.entry([name, text], nix.fn(["a", "b"], nix.set({ c: 1 }, { d: 2 }))),
  (name, text) => nix.entry([name, text], nix.fn(["a", "b", "c"], nix.set({ d: 1 }, { e: 2 }))),
  (name, text) => nix.entry([name, text], nix.set({ a: 1 })),
  (name, text) => nix.entry([name, "a b", text], nix.set({ c: 1 })),
  (name, text) => nix.entry([name, "a", "b", "c", "d", text], true),
  (name, text) =>
    nix.entry([name, "a", "b", "c", "d", text], nix.fn(["e"], nix.set({ f: 1 }, { g: 2 }))),
];

const set = nix.set(
  ...ATTRIBUTES.map((attribute, index) =>
    [100, 101].map((width) => {
      const name = `${String.fromCharCode(97 + index)}${width}`;
      return attribute(name, "x".repeat(1 + width - widthOf(attribute(name, "x"))));
    }),
  ),
);

export const value: NixValue = nix.fn(["config", "f", "g", "x"], set);

/** Width of the longest line of a short attribute. */
function widthOf(attribute: NixEntry): number {
  const lines = print(nix.set(attribute, { last: null })).split("\n");
  return Math.max(...lines.map((line) => line.trim().length));
}
