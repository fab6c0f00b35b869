import { NixExpression } from "@nix-fleet/nix-language";
import type { Construct, IConstruct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectsIn } from "../diagnostics/objects";
import { ELEMENT_PROPS, FleetElement, type FleetElementProps } from "../fleet-element";
import { Machine } from "../machine/machine";
import type { Setting } from "../options/nix-value";
import {
  anything,
  flag,
  kind,
  listOf,
  oneOf,
  recordOf,
  required,
  text,
  texts,
} from "../props/kinds";
import { nested, readProps, shapeOf } from "../props/read-props";
import { ClanGenerator } from "./clan-generator";
import { generatorProblems } from "./generator-problems";
import { varsNameProblems } from "./name-problems";
import { unusedProblem } from "./unused-problem";
import type {
  KnownProperties,
  PublicFileName,
  SecretVarsFile,
  VarsFile,
  VarsFiles,
} from "./vars-file";
import { VarsReference } from "./vars-reference";

/** A prompt of `clan vars generate`. */
export interface VarsPrompt {
  /** The question. @default - the prompt's name */
  readonly description?: string;
  /** Whether the input has one or several lines, and whether it is hidden. @default "line" */
  readonly type?: "hidden" | "line" | "multiline" | "multiline-hidden";
  /** Whether the answer is stored as a file with the prompt's name, without the script. @default false */
  readonly persist?: boolean;
}

/** A generator that can be a dependency. */
export type AnyGenerator = VarsGenerator | ClanGenerator;

export interface VarsGeneratorProps<Files extends VarsFiles = VarsFiles> extends FleetElementProps {
  /** The generated files; a prompt with `persist` adds a file with its name. */
  readonly files: Files & KnownProperties<Files>;
  /**
   * Bash script that writes each file to `$out/<file>`. It can read answers from `$prompts/<prompt>` and files of
   * dependencies from `$in/<generator>/<file>`, and has no network access. A Nix expression can contain values
   * that only Nix knows: `` nix.interpolate`… ${nix.ref("config.networking.hostName")} …` ``.
   *
   * @default - none; all files are answers to prompts with `persist`
   */
  readonly script?: string | NixExpression;
  /**
   * The packages that the script uses: names in `pkgs`, or Nix expressions for others, such as
   * `nix.ref("inputs.self.packages.x86_64-linux.keygen")`.
   *
   * @default - coreutils only
   */
  readonly runtimeInputs?: readonly (string | NixExpression)[];
  /** A value that invalidates the files: when it changes, clan generates them again. @default - none */
  readonly validation?: Setting;
  /** Prompts for the user. @default - none */
  readonly prompts?: { readonly [name: string]: VarsPrompt };
  /** Generators that the script reads files of; machines with this generator need them as well. @default - none */
  readonly dependencies?: readonly AnyGenerator[];
  /** Whether all machines with the generator share its files. @default false */
  readonly share?: boolean;
}

const FILE_PROPS = shapeOf<Omit<SecretVarsFile, "secret"> & { readonly secret?: boolean }>(
  "VarsFile",
  {
    secret: flag,
    deploy: flag,
    owner: text,
    group: text,
    mode: text,
    neededFor: oneOf("partitioning", "activation", "users", "services"),
    restartUnits: texts,
  },
);

const PROMPT_PROPS = shapeOf<VarsPrompt>("VarsPrompt", {
  description: text,
  type: oneOf("hidden", "line", "multiline", "multiline-hidden"),
  persist: flag,
});

const textOrExpression = kind(
  "text, or an expression of nix",
  (value) => typeof value === "string" || NixExpression.isNixExpression(value),
);

const PROPS = shapeOf<VarsGeneratorProps>("VarsGenerator", {
  ...ELEMENT_PROPS,
  files: required(recordOf(nested(FILE_PROPS)), {}),
  script: textOrExpression,
  runtimeInputs: listOf(textOrExpression),
  validation: anything,
  prompts: recordOf(nested(PROMPT_PROPS)),
  dependencies: anything,
  share: flag,
});

const VARS_GENERATOR = Symbol.for("nix-fleet.VarsGenerator");

/**
 * A generator of keys, passwords and other files, which `clan vars generate` runs once:
 * `clan.core.vars.generators.<name>`. Add it to `vars` of machines or modules.
 */
export class VarsGenerator<const Files extends VarsFiles = VarsFiles> extends FleetElement {
  /** A generator of a clan service or a hand-written module, as a dependency. */
  static ofClan(name: string): ClanGenerator {
    return new ClanGenerator(name);
  }

  /** Whether a value is a generator of a fleet, also from another copy of this library. */
  static isVarsGenerator(value: unknown): value is VarsGenerator {
    return hasBrand(value, VARS_GENERATOR);
  }

  readonly files: { readonly [name: string]: VarsFile };
  readonly script: string | NixExpression | undefined;
  readonly runtimeInputs: readonly (string | NixExpression)[];
  readonly validation: Setting | undefined;
  readonly prompts: { readonly [name: string]: VarsPrompt };
  readonly dependencies: readonly AnyGenerator[];
  readonly share: boolean;

  /** The machine above it in the tree, if any. */
  readonly machine: Machine | undefined;

  /** @param id - name under `clan.core.vars.generators`, and of its file, unless `name` is given */
  constructor(scope: Construct, id: string, given: VarsGeneratorProps<Files>) {
    const props = readProps(PROPS, given);
    super(scope, "vars", id, props);
    brand(this, VARS_GENERATOR);
    this.machine = machineAbove(this);
    this.files = props.files;
    this.script = props.script;
    this.runtimeInputs = props.runtimeInputs ?? [];
    this.validation = props.validation;
    this.prompts = props.prompts ?? {};
    this.dependencies = objectsIn(
      this,
      "dependencies of generator",
      props.dependencies,
      isGenerator,
      "new VarsGenerator(…) or VarsGenerator.ofClan(…)",
    );
    this.share = props.share ?? false;
    addCheck(this, () => this.check());
    addCheck(this, () => generatorProblems(this));
  }

  /** The path of a file on the machine, for settings. */
  path(file: keyof Files & string): VarsReference {
    return new VarsReference(this, file, "path");
  }

  /** The content of a public file, for settings. It exists after `clan vars generate`. */
  value<Name extends PublicFileName<Files>>(file: Name): VarsReference {
    return new VarsReference(this, file, "value");
  }

  private *check(): Iterable<Finding> {
    yield* varsNameProblems("generator", this.name);
    if (this.node.id.includes("#")) {
      yield {
        code: "vars-duplicate",
        summary: "duplicate generator",
        value: this.name,
        allowed: "unique generator ids in a scope",
        remedy: "use the first VarsGenerator object",
      };
    }
    if (this.share && this.machine !== undefined) {
      yield {
        code: "generator-share-scope",
        summary: "shared generator is declared below one machine",
        value: this.name,
        allowed: "shared generators below the fleet",
        remedy: "declare it below the fleet, and add it to each machine",
      };
    }
    yield* this.usageProblems();
  }

  /** Reports a generator that no machine has. */
  protected *usageProblems(): Iterable<Finding> {
    if (this.machine === undefined) yield* unusedProblem("generator", this);
  }
}

function machineAbove({ node }: IConstruct): Machine | undefined {
  return node.scopes.find((scope) => Machine.isMachine(scope)) as Machine | undefined;
}

function isGenerator(value: unknown): value is AnyGenerator {
  return VarsGenerator.isVarsGenerator(value) || ClanGenerator.isClanGenerator(value);
}
