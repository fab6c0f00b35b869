import type { Construct } from "constructs";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";

/** What a module configures: the first half of `flake.modules.<class>.<name>`. */
export type ModuleClass = "nixos" | "darwin" | "homeManager";

/**
 * A module that machines and other modules can import. `provides` is what the compiler checks: a
 * machine takes only modules that have something for it.
 */
export type Module<Class extends ModuleClass = never> = (
  | FlakeModule
  | GeneratedModule
  | InputModule
) & {
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
  /** What machines that import it get beside its options. */
  readonly vars: readonly VarsGenerator[];
  readonly secrets: readonly SopsSecret[];
}

/** A module that the generated tree has for a service: `flake.modules.<class>."<service>/<part>"`. */
export interface GeneratedModule {
  readonly kind: "generated-module";
  readonly name: string;
  readonly provides: { readonly [C in ModuleClass]?: true };
}

/** A module of another flake: `inputs.<input>.<attributes>`. */
export interface InputModule {
  readonly kind: "input-module";
  readonly input: string;
  readonly attributes: readonly string[];
  readonly provides: { readonly [C in ModuleClass]?: true };
}
