import { DarwinMachine, type Fleet, NixosMachine, User, VarsGenerator } from "../../../constructs";
import { fleetWith, type OneFleet } from "../../support/fleets";

/** A NixOS machine with one generator, of which some properties are wrong. */
export function generator(
  props: Partial<ConstructorParameters<typeof VarsGenerator>[2]>,
): OneFleet {
  return fleetWith((fleet) =>
    cinnabar(fleet, [new VarsGenerator(fleet, "key", { ...KEY, ...props })]),
  );
}

export const KEY = {
  files: { id: {}, "id.pub": { secret: false } },
  script: 'ssh-keygen -f "$out/id"\n',
} as const;

export function cinnabar(
  fleet: Fleet,
  vars: readonly VarsGenerator[],
  props: Partial<ConstructorParameters<typeof NixosMachine>[2]> = {},
): NixosMachine {
  return new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars, ...props });
}

export function blackphos(
  fleet: Fleet,
  vars: readonly VarsGenerator[],
  props: Partial<ConstructorParameters<typeof DarwinMachine>[2]> = {},
): DarwinMachine {
  const primaryUser = new User(fleet, "crs58");
  return new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser, vars, ...props });
}
