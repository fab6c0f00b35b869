import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "../fleet-element";
import { declaredOptions } from "../options/declared-options";
import type { DeclaredOptions } from "../options/known-options";
import { listOf, oneOf, required, text } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import { missingFileProblems } from "./missing-files";
import type { FlakeModule, Module, ModuleClass } from "./module";
import { moduleProblems } from "./module-problems";

export interface ExternalModuleProps<Class extends ModuleClass> extends FleetElementProps {
  /** The classes of the module. */
  readonly classes: readonly Class[];
  /**
   * Its file below `modules/`, such as `<folder>/<file>.nix`: letters, digits, `.`, `_` and `-`. No component may
   * start with `_`, since import-tree skips it. synth never overwrites this file.
   */
  readonly path: string;
  /**
   * The options that it declares, by class: `{ nixos: { services: { backup: { enable: types.bool } } } }`.
   * `types.anything` accepts any value and any option below it; `{ nixos: {} }` declares no options.
   *
   * @default - unknown; an unlisted option of a machine that imports the module is only a warning
   */
  readonly options?: DeclaredOptions<Class>;
}

const PROPS = shapeOf<ExternalModuleProps<ModuleClass>>("ExternalModule", {
  ...ELEMENT_PROPS,
  classes: required(listOf(oneOf("nixos", "darwin", "homeManager")), []),
  path: required(text, "unnamed/unnamed.nix"),
  options: declaredOptions,
});

const EXTERNAL_MODULE = Symbol.for("nix-fleet.ExternalModule");

/** A hand-written module of the nix-config, `flake.modules.<class>.<name>`. */
export class ExternalModule<Class extends ModuleClass> extends FleetElement implements FlakeModule {
  /** Whether a value is an external module, also from another copy of this library. */
  static isExternalModule(value: unknown): value is ExternalModule<ModuleClass> {
    return hasBrand(value, EXTERNAL_MODULE);
  }

  readonly kind = "flake-module";
  readonly isGenerated = false;
  readonly provides: { readonly [C in Class]: true };
  readonly paths: readonly string[];
  readonly partPaths = [];
  readonly imports: readonly Module[] = [];
  readonly vars = [];
  readonly secrets = [];
  /** The options that it declares, if known. */
  readonly options: DeclaredOptions | undefined;

  /**
   * @param id - name in `flake.modules.<class>`, unless `name` is given: a letter or `_`, then letters,
   *   digits, `_`, `-` and `/`
   */
  constructor(scope: Construct, id: string, given: ExternalModuleProps<Class>) {
    const props = readProps(PROPS, given);
    super(scope, "module", id, props);
    brand(this, EXTERNAL_MODULE);
    this.paths = [props.path];
    this.options = props.options;
    this.provides = Object.fromEntries(props.classes.map((moduleClass) => [moduleClass, true])) as {
      readonly [C in Class]: true;
    };
    requireUniqueName(this, "module");
    addCheck(this, () => moduleProblems(this));
    addCheck(this, () => missingFileProblems(this, [`modules/${props.path}`]));
  }
}
