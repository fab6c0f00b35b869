import { objectsIn } from "../diagnostics/objects";
import { Machine } from "../machine/machine";
import type { Gate } from "./gate";

/** The machines of a gate: its prop `machines`, or the machines of its phase. */
export function machinesOf(
  gate: Gate,
  machines: readonly Machine[] | undefined,
): readonly Machine[] {
  if (machines === undefined) return gate.phase.machines;
  return objectsIn(
    gate,
    "machines of gate",
    machines,
    Machine.isMachine,
    "new NixosMachine(…) or new DarwinMachine(…)",
  );
}
