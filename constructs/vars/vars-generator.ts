import { Construct } from "constructs";
import type { Fleet } from "../fleet";
import type { Machine } from "../machine";
import type { Problem } from "../problem";
import { requireObjects } from "../require-objects";
import { addCheck, duplicateProblems, freeId } from "../validation";
import { ClanGenerator } from "./clan-generator";
import { generatorProblems } from "./generator-problems";
import { varsNameProblems } from "./name-problems";
import { givenIn, unusedProblem } from "./unused-problem";
import type { KnownProperties, PublicFileName, VarsFile, VarsFiles } from "./vars-file";
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

export interface VarsGeneratorProps<Files extends VarsFiles = VarsFiles> {
  /** The files that it makes; at least one. */
  readonly files: Files & KnownProperties<Files>;
  /**
   * Bash that writes each file to `$out/<file>`. It reads answers in `$prompts/<prompt>` and files of
   * dependencies in `$in/<generator>/<file>`, and sees no network.
   *
   * @default - none: all files are answers to prompts that persist
   */
  readonly script?: string;
  /** Names of the packages that the script runs, as `pkgs` has them. @default - coreutils only */
  readonly runtimeInputs?: readonly string[];
  /** What a person is asked. @default - nothing */
  readonly prompts?: { readonly [name: string]: VarsPrompt };
  /** Generators whose files the script reads; each machine has them too. @default - none */
  readonly dependencies?: readonly AnyGenerator[];
  /** Whether all machines that have it get the same files. @default false - each its own */
  readonly share?: boolean;
}

/**
 * Makes keys, passwords and the like once, when `clan vars generate` runs: clan's
 * `clan.core.vars.generators.<name>`. Machines get it through `vars`, of their own or of a module.
 */
export class VarsGenerator<const Files extends VarsFiles = VarsFiles> extends Construct {
  /** A generator of clan's own services or of a module written by hand, to depend on. */
  static ofClan(name: string): ClanGenerator {
    return new ClanGenerator(name);
  }

  readonly files: { readonly [name: string]: VarsFile };
  readonly script: string | undefined;
  readonly runtimeInputs: readonly string[];
  readonly prompts: { readonly [name: string]: VarsPrompt };
  readonly dependencies: readonly AnyGenerator[];
  readonly share: boolean;

  constructor(
    private readonly scope: Fleet | Machine,
    /** Name under `clan.core.vars.generators`, and of its file. */
    readonly name: string,
    props: VarsGeneratorProps<Files>,
  ) {
    super(scope, freeId(scope, `vars:${name}`));
    this.files = props.files;
    this.script = props.script;
    this.runtimeInputs = props.runtimeInputs ?? [];
    this.prompts = props.prompts ?? {};
    this.dependencies = props.dependencies ?? [];
    requireObjects(
      `dependencies of generator ${name}: not a generator`,
      this.dependencies,
      (value) => value instanceof VarsGenerator || value instanceof ClanGenerator,
      "objects made with new VarsGenerator or VarsGenerator.ofClan",
    );
    this.share = props.share ?? false;
    addCheck(this, () => [...this.nameProblems(), ...generatorProblems(this)]);
  }

  /** Where a file lies on the machine, for its settings. */
  path(file: keyof Files & string): VarsReference {
    return new VarsReference(this, file, "path");
  }

  /** What is in a public file, for settings. It is known once `clan vars generate` has run. */
  value<Name extends PublicFileName<Files>>(file: Name): VarsReference {
    return new VarsReference(this, file, "value");
  }

  private *nameProblems(): Iterable<Problem> {
    yield* varsNameProblems("generator", this.name);
    yield* duplicateProblems(this, "generator", this.name);
    const { scope } = this;
    if (this.share && !("machines" in scope)) {
      yield {
        what: "generator is shared, but belongs to one machine",
        value: this.name,
        allowed:
          "shared generators of the fleet: another machine's would be of one name, not the same",
        remedy: "make it with the fleet as its scope, and give it to each machine",
      };
    }
    yield* unusedProblem(
      "generator",
      this,
      "machines" in scope ? givenIn(scope) : scope.generators,
    );
  }
}
