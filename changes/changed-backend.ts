import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../constructs/diagnostics/finding";
import type { StackChange } from "./compare";
import { folderOf } from "./state-place";

/** Warns of a stack whose state stays in its former backend; the notes of a renamed stack say how to move its state. */
export function changedBackend({
  stack,
  movedFrom,
  before,
  after,
}: StackChange): readonly Finding[] {
  if (before === undefined || after === undefined || movedFrom !== undefined) return [];
  // Only a record of its resources is known.
  if ([...before.resources.values()].every(({ isOnlyNamed }) => isOnlyNamed)) return [];
  if (isDeepStrictEqual(before.backend, after.backend)) return [];
  const program = after.encryption === undefined ? "terraform" : "tofu";
  const folder = folderOf({ stack, configuration: after });
  return [
    {
      code: "backend-changed",
      summary: `the state of stack ${stack} stays in its former backend, ${before.backend.kind}: an apply with an empty state would create everything again`,
      value: after.backend.kind,
      allowed: "the former backend, or a state that is moved before the next apply",
      remedy: `after the synth, in the output folder where ${stack} was applied last: ${program} -chdir=${folder} init -migrate-state`,
    },
  ];
}
