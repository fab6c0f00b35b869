import { FleetError } from "./fleet-error";
import { formatProblem } from "./problem";

/** Neither the commands nor tsx check types. */
const MISSPELT = "give the object, and correct its name if it is misspelt: npm run typecheck tells";

/**
 * Refuses at once names and paths where objects belong. TypeScript lets none through; in JavaScript later
 * code would trip over them, or find nothing.
 *
 * @param what - the place, and what a value there is not
 * @param allowed - how to get such an object
 * @throws FleetError for the first value that is none
 */
export function requireObjects(
  what: string,
  values: readonly unknown[],
  isRight: (value: unknown) => boolean,
  allowed: string,
): void {
  const index = values.findIndex((value) => !isRight(value));
  if (index === -1) return;
  const value = values[index];
  throw new FleetError(
    formatProblem({
      what,
      // A construct cannot be printed: it leads to its parent and back.
      value: typeof value === "object" && value !== null ? value.constructor.name : value,
      allowed,
      remedy: value === undefined ? MISSPELT : "pass the object itself, not its name or path",
    }),
  );
}
