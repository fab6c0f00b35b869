import type { FleetElement } from "../fleet-element";
import type { DeclaredOptions } from "../options/known-options";
import { isRecord } from "../props/kinds";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";

/** What a module configures: the first half of `flake.modules.<class>.<name>`. */
export type ModuleClass = "nixos" | "darwin" | "homeManager";

/**
 * A module that machines and other modules can import. `provides` is what the compiler checks: a
 * machine takes only modules that have something for it.
 */
export type Module<Class extends ModuleClass = never> = (
  | FileModule
  | FlakeModule
  | GeneratedModule
  | InputModule
) & {
  readonly provides: { readonly [C in Class]: true };
};

/** A module of this flake: `flake.modules.<class>.<name>`. */
export interface FlakeModule extends FleetElement {
  readonly kind: "flake-module";
  /** Whether its files are generated; a module written by hand is only referred to. */
  readonly isGenerated: boolean;
  /** The options that it declares. @default - none if it is generated, otherwise not known */
  readonly options?: DeclaredOptions | undefined;
  /** The files that define it, below `modules/`. */
  readonly paths: readonly string[];
  /** Those of the files that can define other modules as well. */
  readonly partPaths: readonly string[];
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

/** A plain module in a file of the repository, which is imported by its path. */
export interface FileModule {
  readonly kind: "file-module";
  /** Relative to the folder of `flake.nix`. */
  readonly path: string;
  /** The options that it declares. @default - not known */
  readonly options?: DeclaredOptions | undefined;
  readonly provides: { readonly [C in ModuleClass]?: true };
}

/** A module of another flake: `inputs.<input>.<attributes>`. */
export interface InputModule {
  readonly kind: "input-module";
  readonly input: string;
  readonly attributes: readonly string[];
  readonly provides: { readonly [C in ModuleClass]?: true };
}

/** How to get a module, for messages. */
export const MODULES =
  "a DendriticModule, a NixFile or an ExternalModule for a file of yours, or inputModule(…)";

/** Whether a person wrote a module, so that the fleet does not know what it sets. */
export function isHandWritten(module: Module): boolean {
  return module.kind === "file-module" || (module.kind === "flake-module" && !module.isGenerated);
}

/** The kinds of modules that a fleet declares. */
const OF_FLEET: readonly unknown[] = ["file-module", "flake-module", "generated-module"];

/** Whether a value is a module. Which classes it is for, the compiler checks. */
export function isModule<Class extends ModuleClass = never>(
  value: unknown,
): value is Module<Class> {
  if (!isRecord(value) || !isRecord(value.provides)) return false;
  const { kind, input, attributes } = value;
  if (kind !== "input-module") return OF_FLEET.includes(kind);
  return [input, ...(Array.isArray(attributes) ? attributes : [undefined])].every(
    (name) => typeof name === "string",
  );
}
