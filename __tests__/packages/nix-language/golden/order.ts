import { nix } from "@nix-fleet/nix-language";

/** The order of attributes, paths for single ones, paragraphs and comments. */
export const value = {
  sorted: { zebra: 1, imports: [], Alpha: 2, enable: true, beta: 3 },
  ordered: nix.set({ zebra: 1, alpha: 2 }, {}, { enable: true }),
  single: { path: { of: { four: { names: { and: { more: 1 } } } } } },
  kept: nix.set({ single: nix.set({ inner: 1 }) }),
  services: {
    "a-service-with-a-long-name": {
      settings: { "another-long-name-that-ends-the-path": { value: 1 } },
    },
  },
  commented: nix.comment("why this is set\n\nand more", {
    first: nix.comment("the first", 1),
    second: [nix.comment("an item", "a"), "b"],
  }),
};
