import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";

/** A kind of item that a migration must preserve. `package`: a Nix package of the system or of its user. */
export type KeptThing = "package" | "formula" | "cask" | "tap" | "service" | "shell" | "preference";

/** A difference from the baseline that is not a regression. */
export type AllowedDifference = {
  /** Name of the item, as `fleet migration compare` prints it. */
  readonly name: string;
  /** The reason. */
  readonly because: string;
  /** The machines for which it is allowed. @default - all machines of the gate */
  readonly machines?: readonly Machine[];
} & (
  | {
      readonly difference: "renamed";
      readonly of: Exclude<KeptThing, "shell">;
      /** Its new name, which the machine must have. */
      readonly to: string;
    }
  | {
      /** Nix installs it instead of Homebrew. */
      readonly difference: "moved-to-nix";
      readonly of: "formula" | "cask";
      /** Name of the package, which the machine must have. @default - the same name */
      readonly to?: string;
    }
  | {
      /** It is removed on purpose. */
      readonly difference: "dropped";
      readonly of: Exclude<KeptThing, "shell">;
    }
  | {
      /** It exists with a difference: an older version, another shell, another value, a stopped service. */
      readonly difference: "changed";
      readonly of: Exclude<KeptThing, "tap">;
    }
);

/** Finds differences that are allowed without a reason. */
export function* allowedDifferenceProblems(
  allowed: readonly AllowedDifference[],
): Iterable<Finding> {
  for (const { of, name, because } of allowed) {
    if (because.trim() !== "") continue;
    yield {
      code: "difference-without-reason",
      summary: `allowed difference of ${of} has no reason`,
      value: name,
      allowed: "one line with the reason for the difference",
      remedy: "write the reason in `because`, or remove the entry",
    };
  }
}
