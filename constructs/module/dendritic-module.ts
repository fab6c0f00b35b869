import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectsIn } from "../diagnostics/objects";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "../fleet-element";
import { type ClassOptions, settingsOfOptions } from "../options/nix-value";
import { HOME_VARS, optionProblems } from "../options/settings-problems";
import { anything, object, recordOf, required, text } from "../props/kinds";
import { nested, readProps, shapeOf } from "../props/read-props";
import { givenFileNames } from "../vars/file-names";
import { type GivenVars, givenVars } from "../vars/given-vars";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";
import { VARS_PROPS, type VarsProps } from "../vars/vars-props";
import { type FlakeModule, isModule, MODULES, type Module, type ModuleClass } from "./module";
import { modulePath } from "./module-path";
import { moduleProblems } from "./module-problems";
import { unlistedBeside } from "./unlisted-modules";

/** The content of one file of a module, by class: settings, or a Nix expression that evaluates to them. */
export type ModulePart<Class extends ModuleClass> = { readonly [C in Class]?: ClassOptions[C] };

export interface DendriticModuleProps<Class extends ModuleClass>
  extends VarsProps,
    FleetElementProps {
  /** Folder below `modules/` for its files; `""` is `modules/` itself. @default - the module's name */
  readonly folder?: string;
  /**
   * The files of the module, by their paths in the folder without `.nix`; each has one feature for all classes.
   * For files in several folders, use `folder: ""` and parts such as `system/nix` and `darwin/dock`. Two
   * generated modules can share a file, which then defines both.
   */
  readonly parts: { readonly [file: string]: ModulePart<Class> };
  /** Imported modules. @default - none */
  readonly imports?: readonly Module[];
}

const PART_PROPS = shapeOf<ModulePart<ModuleClass>>("ModulePart", {
  nixos: object,
  darwin: object,
  homeManager: object,
});

const PROPS = shapeOf<DendriticModuleProps<ModuleClass>>("DendriticModule", {
  ...ELEMENT_PROPS,
  ...VARS_PROPS,
  folder: text,
  parts: required(recordOf(nested(PART_PROPS)), {}),
  imports: anything,
});

const DENDRITIC_MODULE = Symbol.for("nix-fleet.DendriticModule");

/**
 * A feature of the dendritic pattern: one name, `flake.modules.<class>.<name>`, defined for one or
 * several classes by small files `modules/<folder>/<part>.nix`.
 */
export class DendriticModule<Class extends ModuleClass>
  extends FleetElement
  implements FlakeModule
{
  /** Whether a value is a generated module, also from another copy of this library. */
  static isDendriticModule(value: unknown): value is DendriticModule<ModuleClass> {
    return hasBrand(value, DENDRITIC_MODULE);
  }

  readonly kind = "flake-module";
  readonly isGenerated = true;
  readonly provides: { readonly [C in Class]: true };
  readonly parts: { readonly [file: string]: ModulePart<Class> };
  readonly imports: readonly Module[];
  readonly folder: string;
  private readonly given: GivenVars;

  /**
   * @param id - name in `flake.modules.<class>`, unless `name` is given: a letter or `_`, then letters,
   *   digits, `_`, `-` and `/`; not a keyword or variable of modules
   */
  constructor(scope: Construct, id: string, given: DendriticModuleProps<Class>) {
    const props = readProps(PROPS, given);
    super(scope, "module", id, props);
    brand(this, DENDRITIC_MODULE);
    this.folder = props.folder ?? this.name;
    this.parts = props.parts;
    this.imports = objectsIn(this, "imports of module", props.imports, isModule, MODULES);
    this.given = givenVars(this, props);
    this.provides = provided(props.parts);
    requireUniqueName(this, "module");
    addCheck(this, () => moduleProblems(this));
    addCheck(this, () => this.givenProblems());
    addCheck(this, () => this.partProblems());
  }

  /** The generators for machines that import it. */
  get vars(): readonly VarsGenerator[] {
    return this.given.vars;
  }

  /** The secrets for machines that import it. */
  get secrets(): readonly SopsSecret[] {
    return this.given.secrets;
  }

  get paths(): readonly string[] {
    const given = givenFileNames(this.given, Object.keys(this.parts)).values();
    return [...this.partPaths, ...[...given].map((file) => modulePath(this.folder, file))];
  }

  get partPaths(): readonly string[] {
    return Object.keys(this.parts).map((file) => modulePath(this.folder, file));
  }

  private *partProblems(): Iterable<Finding> {
    for (const [file, part] of Object.entries<ModulePart<ModuleClass>>(this.parts)) {
      for (const moduleClass of Object.keys(this.provides) as Class[]) {
        const at = ["parts", file, moduleClass];
        const { fleet } = this;
        const unlisted = () => unlistedBeside(this, moduleClass);
        const place = {
          at,
          fleet,
          moduleClass,
          unlisted,
          ...(moduleClass === "homeManager" && { withoutVars: HOME_VARS }),
        };
        yield* optionProblems(settingsOfOptions(part[moduleClass]), place);
      }
    }
  }

  private *givenProblems(): Iterable<Finding> {
    const given = [...this.vars, ...this.secrets].map(({ name }) => name);
    if (given.length === 0 || "nixos" in this.provides || "darwin" in this.provides) return;
    yield {
      code: "module-vars-without-system",
      summary: `module ${this.name} has generators or secrets, but no nixos or darwin part`,
      value: given,
      allowed: "modules with nixos or darwin parts, since home-manager has no vars",
      remedy: "move them to the machines, or to a module with nixos or darwin parts",
    };
  }
}

function provided<Class extends ModuleClass>(parts: {
  readonly [file: string]: ModulePart<Class>;
}): { readonly [C in Class]: true } {
  const classes = Object.values(parts).flatMap((part) => Object.keys(part));
  return Object.fromEntries(classes.map((name) => [name, true])) as { readonly [C in Class]: true };
}
