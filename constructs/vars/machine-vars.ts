import type { Machine } from "../machine/machine";
import { modulesOf } from "../module/machine-modules";
import type { FlakeModule } from "../module/module";

/** A generator or secret of a machine, and its origin. */
export interface Given<Item> {
  readonly item: Item;
  readonly through: string;
}

/** The generators or secrets that a machine has: its own, and those of modules. */
export function givenTo<Item>(
  machine: Machine,
  own: readonly Item[],
  ofModule: (module: FlakeModule) => readonly Item[],
): readonly Given<Item>[] {
  return [
    ...own.map((item) => ({ item, through: machine.name })),
    ...modulesOf(machine).flatMap((module) =>
      ofModule(module).map((item) => ({ item, through: `module ${module.name}` })),
    ),
  ];
}
