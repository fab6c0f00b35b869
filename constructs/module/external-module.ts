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
  /** The classes that it is written for. */
  readonly classes: readonly Class[];
  /**
   * Its file below `modules/`, such as `<folder>/<file>.nix`: letters, digits, `.`, `_` and `-`, and no part that
   * starts with `_`, which import-tree skips. Generated files never take its place.
   */
  readonly path: string;
  /**
   * The options that it declares, by class: `{ nixos: { services: { backup: { enable: types.bool } } } }`.
   * `types.anything` is an option, and all below it, of which nothing is known; `{ nixos: {} }` says that it
   * declares none.
   *
   * @default - not known: settings of machines that import it may hold options that no list has
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

/** A module of `flake.modules.<class>.<name>` that a person wrote in the nix-config by hand. */
export class ExternalModule<Class extends ModuleClass> extends FleetElement implements FlakeModule {
  /** Whether a value is a module written by hand, of another copy of this library included. */
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
  /** The options that it declares, if they are known. */
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
