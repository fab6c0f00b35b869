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

/** What `clan vars generate` asks the person who runs it. */
export interface VarsPrompt {
  /** The question. @default - the prompt's name */
  readonly description?: string;
  /** Whether it may have several lines, and whether what is typed is shown. @default "line" */
  readonly type?: "hidden" | "line" | "multiline" | "multiline-hidden";
  /** Whether the answer is the content of the file of that name, without the script. @default false */
  readonly persist?: boolean;
}

/** A generator that another one can depend on. */
export type AnyGenerator = VarsGenerator | ClanGenerator;

export interface VarsGeneratorProps<Files extends VarsFiles = VarsFiles> extends FleetElementProps {
  /** The files that it makes; a prompt that persists makes one of its name by itself. */
  readonly files: Files & KnownProperties<Files>;
  /**
   * Bash that writes each file to `$out/<file>`. It reads answers in `$prompts/<prompt>` and files of
   * dependencies in `$in/<generator>/<file>`, and sees no network. As an expression it can hold what only
   * Nix knows: `` nix.interpolate`… ${nix.ref("config.networking.hostName")} …` ``.
   *
   * @default - none: all files are answers to prompts that persist
   */
  readonly script?: string | NixExpression;
  /**
   * The packages that the script runs: names in `pkgs`, or expressions for others, such as
   * `nix.ref("inputs.self.packages.x86_64-linux.keygen")`.
   *
   * @default - coreutils only
   */
  readonly runtimeInputs?: readonly (string | NixExpression)[];
  /** What the files are made of: when it changes, clan makes them anew. @default - nothing */
  readonly validation?: Setting;
  /** What a person is asked. @default - nothing */
  readonly prompts?: { readonly [name: string]: VarsPrompt };
  /** Generators whose files the script reads; each machine has them too. @default - none */
  readonly dependencies?: readonly AnyGenerator[];
  /** Whether all machines that have it get the same files. @default false - each its own */
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
 * Makes keys, passwords and the like once, when `clan vars generate` runs: clan's
 * `clan.core.vars.generators.<name>`. Machines get it through `vars`, of their own or of a module.
 */
export class VarsGenerator<const Files extends VarsFiles = VarsFiles> extends FleetElement {
  /** A generator of clan's own services or of a module written by hand, to depend on. */
  static ofClan(name: string): ClanGenerator {
    return new ClanGenerator(name);
  }

  /** Whether a value is a generator of a fleet, of another copy of this library included. */
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

  /** The machine that it is declared below, and so belongs to. */
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

  /** Where a file lies on the machine, for its settings. */
  path(file: keyof Files & string): VarsReference {
    return new VarsReference(this, file, "path");
  }

  /** What is in a public file, for settings. It is known once `clan vars generate` has run. */
  value<Name extends PublicFileName<Files>>(file: Name): VarsReference {
    return new VarsReference(this, file, "value");
  }

  private *check(): Iterable<Finding> {
    yield* varsNameProblems("generator", this.name);
    if (this.node.id.includes("#")) {
      yield {
        code: "vars-duplicate",
        summary: "generator is declared twice",
        value: this.name,
        allowed: "one generator for each id in a scope",
        remedy: "pass the first VarsGenerator object around instead of making a second one",
      };
    }
    if (this.share && this.machine !== undefined) {
      yield {
        code: "generator-share-scope",
        summary: "generator is shared, but belongs to one machine",
        value: this.name,
        allowed:
          "shared generators of the fleet: another machine's would be of one name, not the same",
        remedy: "declare it below the fleet, and give it to each machine",
      };
    }
    if (this.machine === undefined) yield* unusedProblem("generator", this);
  }
}

function machineAbove({ node }: IConstruct): Machine | undefined {
  return node.scopes.find((scope) => Machine.isMachine(scope)) as Machine | undefined;
}

function isGenerator(value: unknown): value is AnyGenerator {
  return VarsGenerator.isVarsGenerator(value) || ClanGenerator.isClanGenerator(value);
}
