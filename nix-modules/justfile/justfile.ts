/** A justfile. Its recipes are POSIX shell, as just runs it without any settings. */
export interface Justfile {
  /** @default - none */
  readonly optionalImport?: OptionalImport;
  readonly variables: readonly Variable[];
  readonly recipes: readonly Recipe[];
}

/** Another justfile whose recipes are taken in, if it exists. */
export interface OptionalImport {
  /** Relative to the folder of the justfile. */
  readonly path: string;
  readonly comment: string;
}

/** A variable that is in the environment of every recipe; `just NAME=value …` sets another value. */
export interface Variable {
  readonly name: string;
  readonly comment: string;
  /** A command of shell; what it prints is the value. */
  readonly command: string;
}

/** What can be run by `just <name>`. */
export interface Recipe {
  readonly name: string;
  /** What it does, in one line that `just --list` shows. @default - none */
  readonly comment?: string;
  /** Whether `just --list` leaves it out. @default false */
  readonly private?: boolean;
  /** What it is called with. @default - nothing */
  readonly parameters?: readonly Parameter[];
  /** What runs before it. @default - nothing */
  readonly dependencies?: readonly Dependency[];
  /**
   * What it runs. A single line is a command, which just prints before it runs it, unless it starts with
   * `@`; several lines are one script, which stops at the first command that fails.
   */
  readonly body: string;
}

/** A parameter of a recipe: `$name` in its shell. */
export interface Parameter {
  readonly name: string;
  /** The values that it takes; just refuses every other one before anything runs. */
  readonly oneOf: readonly string[];
  /** @default - it must be given */
  readonly default?: string;
}

/** A recipe that runs before another one. */
export interface Dependency {
  readonly recipe: Recipe;
  /** What it is called with: a value, or what the other recipe got for a parameter. */
  readonly arguments: readonly (string | Parameter)[];
}
