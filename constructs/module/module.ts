import type { Construct } from "constructs";

/** What a module configures: the first half of `flake.modules.<class>.<name>`. */
export type ModuleClass = "nixos" | "darwin" | "homeManager";

/**
 * A module that machines and other modules can import. `provides` is what the compiler checks: a
 * machine takes only modules that have something for it.
 */
export type Module<Class extends ModuleClass = never> = (FlakeModule | InputModule) & {
  readonly provides: { readonly [C in Class]: true };
};

/** A module of this flake: `flake.modules.<class>.<name>`. */
export interface FlakeModule extends Construct {
  readonly kind: "flake-module";
  readonly name: string;
  /** The files that define it, below `modules/`. */
  readonly paths: readonly string[];
  readonly provides: { readonly [C in ModuleClass]?: true };
  /** The modules that it imports itself, in each class that both have. */
  readonly imports: readonly Module[];
}

/** A module of another flake: `inputs.<input>.<attributes>`. */
export interface InputModule {
  readonly kind: "input-module";
  readonly input: string;
  readonly attributes: readonly string[];
  readonly provides: { readonly [C in ModuleClass]?: true };
}
