import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { ELEMENT_PROPS, FleetElement, type FleetElementProps } from "../fleet-element";
import { declaredOptions } from "../options/declared-options";
import type { DeclaredOptions } from "../options/known-options";
import { listOf, oneOf, required, text } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import { nixFileAt } from "../repository";
import { missingFileProblems } from "./missing-files";
import type { FileModule, ModuleClass } from "./module";

export interface NixFileProps<Class extends ModuleClass> extends FleetElementProps {
  /** The classes of the module. */
  readonly classes: readonly Class[];
  /**
   * Its path, relative to the folder of `flake.nix`: a `.nix` file, or a folder with a `default.nix`. Letters,
   * digits, `.`, `_`, `+` and `-`. Not below `modules/`, unless a component of the path starts with `_`, since
   * import-tree imports every file there as a flake-parts module.
   */
  readonly path: string;
  /**
   * The options that it declares, by class: `{ nixos: { services: { backup: { enable: types.bool } } } }`.
   * `types.anything` is an unknown option with everything below it; `{ nixos: {} }` means that it declares
   * none.
   *
   * @default - not known: settings of machines that import it may hold options that no list has
   */
  readonly options?: DeclaredOptions<Class>;
}

const UNREADABLE = "invalid.nix";

const PROPS = shapeOf<NixFileProps<ModuleClass>>("NixFile", {
  ...ELEMENT_PROPS,
  classes: required(listOf(oneOf("nixos", "darwin", "homeManager")), []),
  path: required(text, UNREADABLE),
  options: declaredOptions,
});

const PATH = /^(?!(.*\/)?\.{1,2}(\/|$))[A-Za-z0-9._+-]+(\/[A-Za-z0-9._+-]+)*$/;

const NIX_FILE = Symbol.for("nix-fleet.NixFile");

/**
 * A file of the repository with a plain NixOS, nix-darwin or home-manager module, such as those that
 * `nixos-generate-config` writes. It is imported by its path and never changed.
 */
export class NixFile<Class extends ModuleClass> extends FleetElement implements FileModule {
  /** Whether a value is such a file, also from another copy of this library. */
  static isNixFile(value: unknown): value is NixFile<ModuleClass> {
    return hasBrand(value, NIX_FILE);
  }

  readonly kind = "file-module";
  readonly provides: { readonly [C in Class]: true };
  readonly path: string;
  /** The options that it declares, if they are known. */
  readonly options: DeclaredOptions | undefined;

  /** @param id - for messages only */
  constructor(scope: Construct, id: string, given: NixFileProps<Class>) {
    const props = readProps(PROPS, given);
    super(scope, "nix-file", id, props);
    brand(this, NIX_FILE);
    const path = props.path.replace(/^(\.\/)+|\/$/g, "");
    // Messages show the given path; imports use a path that Nix can read.
    this.path = PATH.test(path) ? path : UNREADABLE;
    this.options = props.options;
    this.provides = Object.fromEntries(props.classes.map((moduleClass) => [moduleClass, true])) as {
      readonly [C in Class]: true;
    };
    addCheck(this, () => this.check(path));
  }

  private *check(given: string): Iterable<Finding> {
    if (this.path !== given) {
      yield {
        code: "nix-file-path-invalid",
        summary: "path of Nix file is invalid",
        value: given,
        allowed:
          "a path relative to the folder of flake.nix, of letters, digits, '.', '_', '+' and '-', without '..'",
        remedy: "move the file into the repository, or rename it",
      };
    } else if (/^modules(\/|$)/.test(this.path) && !this.path.includes("/_")) {
      yield {
        code: "nix-file-in-modules",
        summary:
          "plain Nix file is below modules/, where import-tree imports every file as a flake-parts module",
        value: this.path,
        allowed: "a path outside modules/, or with a component that starts with '_'",
        remedy:
          "move it out of modules/, or declare it as an ExternalModule if it sets flake.modules itself",
      };
    } else {
      yield* missingFileProblems(this, nixFileAt(this.path));
    }
  }
}
