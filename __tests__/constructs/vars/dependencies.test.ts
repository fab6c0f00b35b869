import { type AnyGenerator, DendriticModule, VarsGenerator } from "../../../constructs";
import { fleetWith } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";
import { blackphos, cinnabar, KEY } from "./machines";

describeWrongFleets("a wrong dependency of a generator", [
  {
    mistake: "a cycle of generators",
    declare: () =>
      fleetWith((fleet) => {
        const later: AnyGenerator[] = [];
        const first = new VarsGenerator(fleet, "first", { ...KEY, dependencies: later });
        const second = new VarsGenerator(fleet, "second", { ...KEY, dependencies: [first] });
        later.push(second);
        cinnabar(fleet, [first, second]);
      }),
    path: "infra/vars:first",
    code: "generator-cycle",
    says: ['in a cycle: "first -> second -> first"', "without a cycle"],
  },
  {
    mistake: "a shared generator that depends on a generator that is not shared",
    declare: () =>
      fleetWith((fleet) => {
        const own = new VarsGenerator(fleet, "own", KEY);
        const shared = new VarsGenerator(fleet, "ours", {
          ...KEY,
          share: true,
          dependencies: [own],
        });
        cinnabar(fleet, [own, shared]);
      }),
    path: "infra/vars:ours",
    code: "generator-share-mismatch",
    says: ['depends on a generator that is not shared: "own"', "share own as well"],
  },
  {
    mistake: "a dependency that the machine does not have",
    declare: () =>
      fleetWith((fleet) => {
        const authority = new VarsGenerator(fleet, "authority", KEY);
        const certificate = new VarsGenerator(fleet, "cert", { ...KEY, dependencies: [authority] });
        cinnabar(fleet, [authority, certificate]);
        blackphos(fleet, [certificate]);
      }),
    path: "infra/machine:blackphos",
    code: "generator-dependency-missing",
    says: [
      'depends on a generator that blackphos does not have: "authority"',
      "cert",
      "`vars` next to cert",
    ],
  },
  {
    mistake: "a duplicate generator of a machine",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        const parts = { sshd: { nixos: {} } };
        const sshd = new DendriticModule(fleet, "sshd", { vars: [key], parts });
        cinnabar(fleet, [key], { imports: [sshd] });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-given-twice",
    says: [
      'has a duplicate generator: "key, through cinnabar and module sshd"',
      "one of the two places",
    ],
  },
]);
