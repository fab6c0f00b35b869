import { Construct } from "constructs";
import type { Fleet } from "../fleet";
import type { Problem } from "../problem";
import { addCheck, duplicateProblems, freeId } from "../validation";
import type { InputModule, ModuleClass } from "./module";

export interface FlakeInputProps {
  /** Where Nix fetches it from: `github:owner/repository`, `https://…`, `git+ssh://…`. */
  readonly url: string;
  /**
   * What takes the place of its own inputs: inputs of this flake, `{ nixpkgs: "nixpkgs" }`, or one of theirs,
   * `{ nixpkgs: "clan-core/nixpkgs" }`; `""` is none at all.
   *
   * @default - none
   */
  readonly follows?: { readonly [input: string]: string };
  /** Whether it is a flake. @default true */
  readonly flake?: boolean;
}

const INPUT_NAME = /^[a-z_][a-z0-9_-]*$/;
const FLAKE_REFERENCE = /^([a-z][a-z0-9+.-]*:\S+|\.{0,2}\/\S*)$/;

/** An input of the generated flake beside those that the fleet itself needs. */
export class FlakeInput extends Construct {
  constructor(
    private readonly fleet: Fleet,
    /** Name in `inputs`: a-z or `_`, then a-z, 0-9, `_` and `-`; not `self`. */
    readonly name: string,
    readonly props: FlakeInputProps,
  ) {
    super(fleet, freeId(fleet, `input:${name}`));
    addCheck(this, () => this.problems());
  }

  /** A module of the input, as {@link inputModule}. */
  module<Class extends ModuleClass>(
    moduleClass: Class,
    name: string,
    output?: string,
  ): InputModule & { readonly provides: { readonly [C in Class]: true } } {
    return inputModule(this.name, moduleClass, name, output);
  }

  private *problems(): Iterable<Problem> {
    if (!INPUT_NAME.test(this.name) || this.name === "self") {
      yield {
        what: "name of flake input is invalid",
        value: this.name,
        allowed: "a-z or '_', then a-z, 0-9, '_' and '-'; not self",
        remedy: "rename the input",
      };
    }
    if (!FLAKE_REFERENCE.test(this.props.url)) {
      yield {
        what: `url of flake input ${this.name} is not a flake reference`,
        value: this.props.url,
        allowed:
          "github:owner/repository, https://…, git+ssh://… and so on, or a path: ./, ../ or /",
        remedy: "write it as in the `inputs` of a flake.nix",
      };
    }
    yield* duplicateProblems(this, "flake input", this.name);
    for (const [input, target] of Object.entries(this.props.follows ?? {})) {
      const [first = ""] = target.split("/");
      if (target === "" || this.fleet.inputNames.includes(first)) continue;
      yield {
        what: `flake input ${this.name} lets ${input} follow an input that there is not`,
        value: target,
        allowed: this.fleet.inputNames.join(", "),
        remedy: "name an input of this flake, or declare it as a FlakeInput",
      };
    }
  }
}

const OUTPUTS = { nixos: "nixosModules", darwin: "darwinModules", homeManager: "homeModules" };

/**
 * A module of an input that the fleet has anyway, such as `srvos` or `home-manager`.
 *
 * @param output - the attribute set of the flake that has it; by default `nixosModules`, `darwinModules`
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
