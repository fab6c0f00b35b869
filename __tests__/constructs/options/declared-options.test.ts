import { ExternalModule, FlakeInput, NixFile, types } from "../../../constructs";
import { fleetWith } from "../../support/fleets";
import { describeWrongFleets, type WrongFleet } from "../../support/wrong-fleets";

/** What the compiler would refuse. */
const untyped = (options: object) =>
  options as { readonly nixos?: { readonly any: typeof types.bool } };

const WRONG: readonly (readonly [mistake: string, options: object, at: string])[] = [
  ["a name of a type", { nixos: { services: { mine: "bool" } } }, "options.nixos.services.mine"],
  ["a type that is not called", { nixos: { mine: types.listOf } }, "options.nixos.mine"],
  ["a type in place of a set", { nixos: types.bool }, "options.nixos"],
  ["null in place of a set", { darwin: null }, "options.darwin"],
];

describeWrongFleets("a declaration of options", [
  ...WRONG.map(
    ([mistake, options, at]): WrongFleet => ({
      mistake,
      declare: () =>
        fleetWith((fleet) => {
          const url = "github:example/mine";
          new FlakeInput(fleet, "mine", { url, options: untyped(options) });
        }),
      path: "infra/input:mine",
      code: "wrong-type",
      says: [`${at} of FlakeInput is not a type of an option`, "use a type of `types`"],
    }),
  ),
  {
    mistake: "a class that does not exist",
    declare: () =>
      fleetWith((fleet) => {
        const options = untyped({ nixo: { mine: types.bool } });
        new ExternalModule(fleet, "mine", { classes: ["nixos"], path: "mine/mine.nix", options });
      }),
    path: "infra/module:mine",
    code: "prop-unknown",
    says: ["options of ExternalModule has no prop with this name", "write `nixos`"],
  },
  {
    mistake: "a number in the options of a NixFile",
    declare: () =>
      fleetWith((fleet) => {
        const options = untyped({ nixos: { mine: 5 } });
        new NixFile(fleet, "mine", { classes: ["nixos"], path: "nixos/mine.nix", options });
      }),
    path: "infra/nix-file:mine",
    code: "wrong-type",
    says: ["options.nixos.mine of NixFile is not a type of an option"],
  },
]);
