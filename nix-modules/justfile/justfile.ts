/** A justfile. Its recipes are POSIX shell, which is the default of just. */
export interface Justfile {
  /** @default - none */
  readonly optionalImport?: OptionalImport;
  readonly variables: readonly Variable[];
  readonly recipes: readonly Recipe[];
}

/** Another justfile to import if it exists. */
export interface OptionalImport {
  /** Relative to the folder of the justfile. */
  readonly path: string;
  readonly comment: string;
}

/** A variable in the environment of every recipe; `just NAME=value …` overrides it. */
export interface Variable {
  readonly name: string;
  readonly comment: string;
  /** A shell command; its output is the value. */
  readonly command: string;
}

/** A recipe, run by `just <name>`. */
export interface Recipe {
  readonly name: string;
  /** Its description in one line, which `just --list` shows. @default - none */
  readonly comment?: string;
  /** Whether `just --list` omits it. @default false */
  readonly private?: boolean;
  /** @default - none */
  readonly parameters?: readonly Parameter[];
  /** Recipes that run before it. @default - none */
  readonly dependencies?: readonly Dependency[];
  /**
   * Its commands. A single line is a command that just prints before it runs, unless the line starts with `@`; several
   * lines are one script, which stops at the first command that fails.
   */
  readonly body: string;
}

/** A parameter of a recipe: `$name` in its body. */
export interface Parameter {
  readonly name: string;
  /** The allowed values; just refuses any other value before it runs the recipe. */
  readonly oneOf: readonly string[];
  /** @default - the parameter is required */
  readonly default?: string;
}

/** A recipe that runs before another one. */
export interface Dependency {
  readonly recipe: Recipe;
  /** Its arguments: values, or parameters of the recipe that depends on it. */
  readonly arguments: readonly (string | Parameter)[];
}
