import { nix } from "@nix-fleet/nix-language";

const types = (name: string) => nix.ref(`lib.types.${name}`);

const user = nix.set({
  options: {
    email: nix.apply("lib.mkOption", { type: types("str") }),
    keys: nix.apply(
      "lib.mkOption",
      nix.set({ type: nix.apply("lib.types.listOf", types("singleLineStr")), default: [] }),
    ),
  },
});

/** Options with types, for metadata that modules share. */
export const value = nix.fn(
  ["lib"],
  nix.set(
    {
      options: {
        flake: {
          meta: {
            users: nix.apply(
              "lib.mkOption",
              nix.set({
                description: "People, by user name",
                type: nix.apply("lib.types.attrsOf", nix.apply("lib.types.submodule", user)),
              }),
            ),
          },
        },
      },
    },
    {
      config: {
        flake: {
          meta: {
            users: {
              crs58: { email: "crs58@example.org", keys: ["ssh-ed25519 AAAA laptop"] },
            },
          },
        },
      },
    },
  ),
);
