import { Construct } from "constructs";
import type { Fleet } from "../fleet";
import { addCheck, freeId } from "../validation";
import type { FlakeModule, Module, ModuleClass } from "./module";
import { HAND_WRITTEN_NAMES, moduleProblems } from "./module-problems";

export interface ExternalModuleProps<Class extends ModuleClass> {
  /** The classes that it is written for. */
  readonly classes: readonly Class[];
  /**
   * Its file below `modules/`, `<folder>/<file>.nix`: letters, digits, `.`, `_` and `-`, and no part that
   * starts with `_`, which import-tree skips. Generated files never take its place.
   */
  readonly path: string;
}

/** A module of `flake.modules.<class>.<name>` that a person wrote in the nix-config by hand. */
export class ExternalModule<Class extends ModuleClass> extends Construct implements FlakeModule {
  readonly kind = "flake-module";
  readonly provides: { readonly [C in Class]: true };
  readonly paths: readonly string[];
  readonly imports: readonly Module[] = [];
  readonly vars = [];
  readonly secrets = [];

  constructor(
    fleet: Fleet,
    /** Name in `flake.modules.<class>`: a letter or `_`, then letters, digits, `_`, `-` and `/`. */
    readonly name: string,
    { classes, path }: ExternalModuleProps<Class>,
  ) {
    super(fleet, freeId(fleet, `module:${name}`));
    this.paths = [path];
    this.provides = Object.fromEntries(classes.map((moduleClass) => [moduleClass, true])) as {
      readonly [C in Class]: true;
    };
    addCheck(this, () => moduleProblems(fleet, this, HAND_WRITTEN_NAMES));
  }
}
