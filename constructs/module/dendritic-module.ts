import { Construct } from "constructs";
import type { Fleet } from "../fleet";
import type { Settings } from "../nix-value";
import type { Problem } from "../problem";
import { HOME_VARS, optionProblems } from "../settings-problems";
import { addCheck, freeId } from "../validation";
import { requireVars } from "../vars/require-vars";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";
import type { VarsProps } from "../vars/vars-props";
import type { FlakeModule, Module, ModuleClass } from "./module";
import { moduleProblems } from "./module-problems";
import { requireModules } from "./require-modules";

/** What one file adds to a module, for each class. */
export type ModulePart<Class extends ModuleClass> = { readonly [C in Class]?: Settings };

export interface DendriticModuleProps<Class extends ModuleClass> extends VarsProps {
  /** Folder below `modules/` for its files. @default - the module's name */
  readonly folder?: string;
  /** The files that make up the module, by name; each holds one feature for all classes. */
  readonly parts: { readonly [file: string]: ModulePart<Class> };
  /** Other modules that it imports. @default - none */
  readonly imports?: readonly Module[];
}

/**
 * A feature of the dendritic pattern: one name, `flake.modules.<class>.<name>`, defined for one or
 * several classes by small files `modules/<folder>/<part>.nix`.
 */
export class DendriticModule<Class extends ModuleClass> extends Construct implements FlakeModule {
  readonly kind = "flake-module";
  readonly provides: { readonly [C in Class]: true };
  readonly parts: { readonly [file: string]: ModulePart<Class> };
  readonly imports: readonly Module[];
  readonly folder: string;
  readonly vars: readonly VarsGenerator[];
  readonly secrets: readonly SopsSecret[];

  constructor(
    fleet: Fleet,
    /** Name in `flake.modules.<class>`: a-z, then a-z, 0-9 and `-`; no keyword or variable of modules. */
    readonly name: string,
    props: DendriticModuleProps<Class>,
  ) {
    super(fleet, freeId(fleet, `module:${name}`));
    this.folder = props.folder ?? name;
    this.parts = props.parts;
    this.imports = props.imports ?? [];
    requireModules(`imports of module ${name}`, this.imports);
    this.vars = props.vars ?? [];
    this.secrets = props.secrets ?? [];
    requireVars(`module ${name}`, this.vars, this.secrets);
    this.provides = provided(props.parts);
    addCheck(this, () => moduleProblems(fleet, this));
    addCheck(this, () => this.grantProblems());
    addCheck(this, () => this.partProblems());
  }

  get paths(): readonly string[] {
    const granted = [...this.vars, ...this.secrets].map(({ name }) => name);
    return [...Object.keys(this.parts), ...granted].map((file) => `${this.folder}/${file}.nix`);
  }

  private *partProblems(): Iterable<Problem> {
    for (const [file, part] of Object.entries<ModulePart<ModuleClass>>(this.parts)) {
      for (const moduleClass of Object.keys(this.provides) as Class[]) {
        const at = ["parts", file, moduleClass];
        const place = moduleClass === "homeManager" ? { at, withoutVars: HOME_VARS } : { at };
        yield* optionProblems(part[moduleClass] ?? {}, place);
      }
    }
  }

  private *grantProblems(): Iterable<Problem> {
    const granted = [...this.vars, ...this.secrets].map(({ name }) => name);
    if (granted.length === 0 || "nixos" in this.provides || "darwin" in this.provides) return;
    yield {
      what: `module ${this.name} has generators or secrets, but nothing for a system`,
      value: granted,
      allowed: "modules with parts for nixos or darwin: home-manager has no vars",
      remedy: "give them to the machines, or to a module for their systems",
    };
  }
}

function provided<Class extends ModuleClass>(parts: {
  readonly [file: string]: ModulePart<Class>;
}): { readonly [C in Class]: true } {
  const classes = Object.values(parts).flatMap((part) => Object.keys(part));
  return Object.fromEntries(classes.map((name) => [name, true])) as { readonly [C in Class]: true };
}
