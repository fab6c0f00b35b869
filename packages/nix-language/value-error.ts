/**
 * A value that Nix cannot express. The message names the place within the value that was printed
 * (as an attribute path, with `[n]` for list items), the value, and what to do.
 */
export class NixValueError extends Error {
  override readonly name = "NixValueError";

  constructor(
    private readonly problem: string,
    private readonly place = "",
  ) {
    super(place === "" ? problem : `${place.replace(/^\./, "")}: ${problem}`);
  }

  /** The same error, seen from one step further out: `.name` or `[index]`. */
  inside(step: string): NixValueError {
    return new NixValueError(this.problem, step + this.place);
  }
}

/** Runs `convert` and adds a step to the place of its errors. */
export function within<T>(step: () => string, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    throw error instanceof NixValueError ? error.inside(step()) : error;
  }
}
