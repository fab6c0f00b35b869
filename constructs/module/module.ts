import type { FleetElement } from "../fleet-element";
import type { DeclaredOptions } from "../options/known-options";
import { isRecord } from "../props/kinds";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";

/** Class of a module: `<class>` in `flake.modules.<class>.<name>`. */
export type ModuleClass = "nixos" | "darwin" | "homeManager";

/**
 * A module that machines and other modules can import. The compiler checks `provides`: a machine accepts
 * only modules of its class.
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
  /** Whether its files are generated; a hand-written module is only referenced. */
  readonly isGenerated: boolean;
  /** The options that it declares. @default - none if it is generated, otherwise unknown */
  readonly options?: DeclaredOptions | undefined;
  /** Its files below `modules/`. */
  readonly paths: readonly string[];
  /** The files that other modules can share. */
  readonly partPaths: readonly string[];
  readonly provides: { readonly [C in ModuleClass]?: true };
  /** The modules that it imports, in each class that both have. */
  readonly imports: readonly Module[];
  /** Generators and secrets for machines that import it. */
  readonly vars: readonly VarsGenerator[];
  readonly secrets: readonly SopsSecret[];
}

/** A generated module of a service: `flake.modules.<class>."<service>/<part>"`. */
export interface GeneratedModule {
  readonly kind: "generated-module";
  readonly name: string;
  readonly provides: { readonly [C in ModuleClass]?: true };
}

/** A plain module in a file of the repository, imported by its path. */
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

/** Allowed modules, for messages. */
export const MODULES =
  "a DendriticModule, a NixFile or an ExternalModule for a file of yours, or inputModule(…)";

/** Whether a module is hand-written, so that its settings are unknown. */
export function isHandWritten(module: Module): boolean {
  return module.kind === "file-module" || (module.kind === "flake-module" && !module.isGenerated);
}

/** The kinds of modules that a fleet declares. */
const OF_FLEET: readonly unknown[] = ["file-module", "flake-module", "generated-module"];

/** Whether a value is a module. The compiler checks its classes. */
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
