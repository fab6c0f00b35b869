import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";

/** What a machine has that a migration keeps. `package`: of the system or of its user, by Nix. */
export type KeptThing = "package" | "formula" | "cask" | "tap" | "service" | "shell" | "preference";

/** Something that a machine may have otherwise than before its migration. */
export type AllowedDifference = {
  /** Its name, as `fleet migration compare` prints it. */
  readonly name: string;
  /** Why. */
  readonly because: string;
  /** The machines for which it is allowed. @default - all of the gate */
  readonly machines?: readonly Machine[];
} & (
  | {
      readonly difference: "renamed";
      readonly of: Exclude<KeptThing, "shell">;
      /** Its new name. The machine has to have it. */
      readonly to: string;
    }
  | {
      /** Nix installs it in place of Homebrew. */
      readonly difference: "moved-to-nix";
      readonly of: "formula" | "cask";
      /** The name of the package, which the machine has to have. @default - the same name */
      readonly to?: string;
    }
  | {
      /** It is gone on purpose. */
      readonly difference: "dropped";
      readonly of: Exclude<KeptThing, "shell">;
    }
  | {
      /** It is there, but otherwise: an older version, another shell, another value, a service that rests. */
      readonly difference: "changed";
      readonly of: Exclude<KeptThing, "tap">;
    }
);

/** Differences that are allowed without a reason, or twice. */
export function* allowedDifferenceProblems(
  allowed: readonly AllowedDifference[],
): Iterable<Finding> {
  for (const { of, name, because } of allowed) {
    if (because.trim() !== "") continue;
    yield {
      code: "difference-without-reason",
      summary: `difference of ${of} is allowed without a reason`,
      value: name,
      allowed: "one line that says why the machine need not be as before",
      remedy: "write the reason in `because`, or remove the entry",
    };
  }
}
