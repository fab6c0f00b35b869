import type { Machine } from "../machine";
import { modulesOf } from "../module/machine-modules";
import type { FlakeModule } from "../module/module";

/** Something that a machine has, and the words that tell a reader through what. */
export interface Grant<Granted> {
  readonly granted: Granted;
  readonly through: string;
}

/** The generators or secrets that a machine has: its own, and those of modules. */
export function grantsOf<Granted>(
  machine: Machine,
  own: readonly Granted[],
  ofModule: (module: FlakeModule) => readonly Granted[],
): readonly Grant<Granted>[] {
  return [
    ...own.map((granted) => ({ granted, through: machine.name })),
    ...modulesOf(machine).flatMap((module) =>
      ofModule(module).map((granted) => ({ granted, through: `module ${module.name}` })),
    ),
  ];
}
