import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "../fleet-element";
import { declaredOptions } from "../options/declared-options";
import type { DeclaredOptions } from "../options/known-options";
import { flag, recordOf, required, text } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import type { InputModule, ModuleClass } from "./module";

/** Source of a flake input. */
export interface FlakeInputSource {
  /** The flake reference: `github:owner/repository`, `https://…`, `git+ssh://…`. */
  readonly url: string;
  /**
   * Overrides of its inputs (`follows`): an input of this flake, `{ nixpkgs: "nixpkgs" }`, or an input of such an
   * input, `{ nixpkgs: "clan-core/nixpkgs" }`; `""` removes the input.
   *
   * @default - none
   */
  readonly follows?: { readonly [input: string]: string };
  /** Whether it is a flake. @default true */
  readonly flake?: boolean;
}

export interface FlakeInputProps extends FlakeInputSource, FleetElementProps {
  /**
   * The options that its modules declare, by class: `{ nixos: { stylix: types.anything } }`.
   *
   * @default - unknown; an unlisted option of a machine that imports one is only a warning
   */
  readonly options?: DeclaredOptions;
}

const PROPS = shapeOf<FlakeInputProps>("FlakeInput", {
  ...ELEMENT_PROPS,
  url: required(text, "path:./."),
  follows: recordOf(text),
  flake: flag,
  options: declaredOptions,
});

const INPUT_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const URL_OR_PATH = /^([a-z][a-z0-9+.-]*:[^\s#]+|\.{0,2}\/[^\s#]*|\.{1,2})$/;
/** A name in the registry, optionally with a branch and a revision: `nixpkgs/nixos-25.11`. */
const IN_REGISTRY = /^[A-Za-z][A-Za-z0-9_-]*(\/[A-Za-z0-9@][\w.@/+-]*)?(\?[^\s#]*)?$/;

const FLAKE_INPUT = Symbol.for("nix-fleet.FlakeInput");

/** An additional input of the generated flake. */
export class FlakeInput extends FleetElement {
  /** Whether a value is a flake input, also from another copy of this library. */
  static isFlakeInput(value: unknown): value is FlakeInput {
    return hasBrand(value, FLAKE_INPUT);
  }

  /** The source of the input. */
  readonly source: FlakeInputSource;
  /** The options that its modules declare, if known. */
  readonly options: DeclaredOptions | undefined;

  /**
   * @param id - name in `inputs`, unless `name` is given: a letter or `_`, then letters, digits, `_` and `-`;
   *   not `self`
   */
  constructor(scope: Construct, id: string, given: FlakeInputProps) {
    const props = readProps(PROPS, given);
    super(scope, "input", id, props);
    const { name: _, options, ...source } = props;
    brand(this, FLAKE_INPUT);
    this.source = source;
    this.options = options;
    requireUniqueName(this, "flake input");
    addCheck(this, () => this.check());
  }

  /** A module of the input, as {@link inputModule}. */
  module<Class extends ModuleClass>(
    moduleClass: Class,
    name: string,
    output?: string,
  ): InputModule & { readonly provides: { readonly [C in Class]: true } } {
    return inputModule(this.name, moduleClass, name, output);
  }

  private *urlProblems(): Iterable<Finding> {
    const { url } = this.source;
    if (URL_OR_PATH.test(url)) return;
    const isInRegistry = IN_REGISTRY.test(url);
    yield {
      code: isInRegistry ? "input-url-indirect" : "input-url-invalid",
      summary: isInRegistry
        ? `url of flake input ${this.name} is indirect: it depends on the user's registry`
        : `url of flake input ${this.name} is not a flake reference`,
      value: url,
      allowed:
        "github:owner/repository, https://…, git+ssh://… and so on, or a path; flake:… for the registry",
      remedy: isInRegistry
        ? `write the full reference, or flake:${url} to use the registry`
        : "write it as in the `inputs` of a flake.nix",
    };
  }

  private *check(): Iterable<Finding> {
    if (!INPUT_NAME.test(this.name) || this.name === "self") {
      yield {
        code: "input-name-invalid",
        summary: "flake input name is invalid",
        value: this.name,
        allowed: "a letter or '_', then letters, digits, '_' and '-'; not self",
        remedy: "rename the input",
      };
    }
    yield* this.urlProblems();
    for (const [input, target] of Object.entries(this.source.follows ?? {})) {
      const [first = ""] = target.split("/");
      if (target === "" || this.fleet.hasInput(first)) continue;
      yield {
        code: "input-follows-undeclared",
        summary: `flake input ${this.name} follows an undeclared input for its ${input}`,
        value: target,
        allowed: this.fleet.inputNames.join(", "),
        remedy: "correct the name, or declare the input as a FlakeInput",
      };
    }
  }
}

const OUTPUTS = { nixos: "nixosModules", darwin: "darwinModules", homeManager: "homeModules" };

/**
 * A module of a standard input of the fleet, such as `srvos` or `home-manager`.
 *
 * @param output - the flake output with the module; by default `nixosModules`, `darwinModules`
 *   or `homeModules`
 */
export function inputModule<Class extends ModuleClass>(
  input: string,
  moduleClass: Class,
  name: string,
  output: string = OUTPUTS[moduleClass],
): InputModule & { readonly provides: { readonly [C in Class]: true } } {
  return {
    kind: "input-module",
    input,
    attributes: [output, name],
    provides: { [moduleClass]: true } as { readonly [C in Class]: true },
  };
}
