import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { NixValueError } from "@nix-fleet/nix-language";
import { AnnotationMetadataEntryType, App, TerraformStack } from "cdktf";
import type { StackAnnotation } from "cdktf/lib/manifest";
import { invokeAspects } from "cdktf/lib/synthesize/synthesizer";
import type { IConstruct } from "constructs";
import { FleetError, ValidationError, type ValidationIssue } from "./fleet-error";
import { sharedNameIssues } from "./hetzner/shared-names";
import type { Machine } from "./machine";
import { formatProblem } from "./problem";
import type { MachineSources, RenderedFile, Rendering, SiblingGenerator } from "./rendering";
import { CompositeService } from "./services/composite-service";
import { assetProblems } from "./terraform/asset-problems";
import { printJson } from "./terraform/json";
import { sharedStateIssues } from "./terraform/shared-state";
import { stackIssues } from "./terraform/stack-checks";
import { ensureBackend } from "./terraform/state-file";
import { disableTokenStackTraces } from "./terraform/token-stack-traces";

export interface FleetAppProps {
  /**
   * Folder for the Terraform JSON; the output folder of the whole fleet is the one above.
   *
   * @default - CDKTF_OUTDIR, which the cdktf CLI sets, or else "nix-config/terraform"
   */
  readonly outdir?: string;
  /** Renders more files out of the same tree. @default - none: Terraform JSON only */
  readonly siblings?: readonly SiblingGenerator[];
}

/**
 * The root of the construct tree: a cdktf app that validates everything first, and renders everything in
 * memory. It writes nothing: the command that runs does, if it is one that writes.
 */
export class FleetApp extends App {
  override readonly outdir: string;
  private isPrepared = false;
  private preparedStacks: readonly TerraformStack[] | undefined;
  private stackJson: ReadonlyMap<TerraformStack, unknown> | undefined;
  private siblings: readonly Rendering[] | undefined;

  constructor(private readonly props: FleetAppProps = {}) {
    disableTokenStackTraces();
    // cdktf makes its folders at once. Here nothing is written before everything is valid.
    const scratch = mkdtempSync(join(tmpdir(), "fleet-"));
    super({ outdir: scratch, stackTraces: false });
    rmSync(scratch, { recursive: true });
    this.outdir = props.outdir ?? process.env.CDKTF_OUTDIR ?? "nix-config/terraform";
    if (props.siblings !== undefined && basename(this.outdir) !== "terraform") {
      throw new FleetError(misplacedOutput(this.outdir));
    }
  }

  /** The output folder of the whole fleet. */
  get root(): string {
    return dirname(this.outdir);
  }

  /** The app's Terraform stacks in tree order. */
  get stacks(): readonly TerraformStack[] {
    return this.preparedStacks ?? this.node.findAll().filter(TerraformStack.isStack);
  }

  /** What a machine's configuration is made of. Only to be asked while or after the app is rendered. */
  sourcesOf(machine: Machine): MachineSources {
    const sources = this.renderSiblings().map(({ sourcesOf }) => sourcesOf(machine));
    return {
      texts: sources.flatMap(({ texts }) => texts),
      files: sources.flatMap(({ files }) => files),
    };
  }

  /** Every error of the whole tree, both sides; empty when the fleet can be rendered. */
  issues(): readonly ValidationIssue[] {
    const stacks = this.renderStacks();
    return [
      ...this.node.findAll().flatMap(constructIssues),
      ...[...stacks].flatMap(([stack, json]) => [...stackIssues(stack, json)]),
      ...sharedStateIssues(stacks),
      ...sharedNameIssues(stacks),
      ...this.renderSiblings().flatMap(({ issues }) => issues),
    ];
  }

  /** What cdktf's `Annotations` warn of in the whole tree. */
  get warnings(): readonly ValidationIssue[] {
    return this.node
      .findAll()
      .flatMap(ownAnnotations)
      .filter(({ level }) => level === AnnotationMetadataEntryType.WARN)
      .map(({ constructPath, message }) => ({ path: constructPath, message }));
  }

  /**
   * Renders every file of the output.
   *
   * @throws ValidationError with all errors, if there are any
   */
  render(): readonly RenderedFile[] {
    const issues = this.issues();
    if (issues.length > 0) throw new ValidationError(issues);
    return [...this.renderTerraform(), ...this.renderSiblings().flatMap(({ files }) => files)];
  }

  /**
   * What ends a program of cdktf. Here `fleet check` runs the same program, and is to write nothing.
   *
   * @throws FleetError always
   */
  override synth(): never {
    throw new FleetError(SYNTH_IN_MAIN);
  }

  private renderTerraform(): readonly RenderedFile[] {
    const folder = basename(this.outdir);
    const stacks = [...this.renderStacks()].map(([stack, json]) => ({
      entry: { ...this.manifest.forStack(stack), annotations: annotationsOf(stack) },
      json,
    }));
    const manifest = {
      version: this.manifest.version,
      stacks: Object.fromEntries(stacks.map(({ entry }) => [entry.name, entry])),
    };
    return [
      ...stacks.map(({ entry, json }) => ({
        path: `${folder}/${entry.synthesizedStackPath}`,
        text: printJson(json),
      })),
      { path: `${folder}/manifest.json`, text: printJson(manifest) },
    ];
  }

  private renderSiblings(): readonly Rendering[] {
    this.prepare();
    this.siblings ??= (this.props.siblings ?? []).map((generate) => generate(this));
    return this.siblings;
  }

  /** What each stack renders to, once. A stack may contain what the siblings' files come to. */
  private renderStacks(): ReadonlyMap<TerraformStack, unknown> {
    this.prepare();
    this.stackJson ??= new Map(this.stacks.map((stack) => [stack, stack.toTerraform()]));
    return this.stackJson;
  }

  /**
   * Lets services, aspects and references between stacks complete the tree, once, before anything is
   * rendered.
   */
  private prepare(): void {
    if (this.isPrepared) return;
    this.isPrepared = true;
    for (const construct of this.node.findAll()) {
      if (construct instanceof CompositeService) construct.declareInstances();
    }
    const { stacks } = this;
    for (const stack of stacks) invokeAspects(stack);
    for (const stack of stacks) ensureBackend(stack);
    // Preparing writes out every element, to find references to other stacks.
    if (stacks.length > 1) for (const stack of stacks) stack.prepareStack();
    for (const child of this.node.children) child.node.lock();
    // Nothing is added to the tree from now on; asked for each machine, finding them takes quadratic time.
    this.preparedStacks = stacks;
  }
}

const SYNTH_IN_MAIN = formatProblem({
  what: "app writes the fleet by itself",
  value: "app.synth()",
  allowed: "a main that only declares: the command renders the fleet, and `fleet synth` writes it",
  remedy: "remove app.synth()",
});

function misplacedOutput(outdir: string): string {
  return formatProblem({
    what: "output folder of the Terraform JSON has the wrong name",
    value: outdir,
    allowed: "a folder called terraform, since the Nix files are written beside it",
    remedy: 'set "output": "nix-config/terraform" in cdktf.json, or CDKTF_OUTDIR',
  });
}

function constructIssues(construct: IConstruct): readonly ValidationIssue[] {
  const path = construct.node.path || "(app)";
  return [
    ...checked(construct).map((message) => ({ path, message })),
    ...Array.from(assetProblems(construct), formatProblem).map((message) => ({ path, message })),
    ...ownAnnotations(construct)
      .filter(({ level }) => level === AnnotationMetadataEntryType.ERROR)
      .map(({ message }) => ({ path, message })),
  ];
}

/** A check that throws met a value of a type that TypeScript does not let through. */
function checked(construct: IConstruct): readonly string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    if (error instanceof NixValueError) return [error.message];
    if (!(error instanceof TypeError)) throw error;
    const [place = ""] = error.stack?.match(/\bat .*:\d+:\d+\)?$/m) ?? [];
    const problem = {
      what: "construct has a prop of a wrong type",
      value: `${error.message} ${place}`,
      allowed: "the types that its props declare",
      remedy: "run npm run typecheck over the fleet; if all is right, this is a bug of the library",
    };
    return [formatProblem(problem)];
  }
}

/** The remarks that cdktf's `Annotations` left in a stack, as the manifest lists them. */
function annotationsOf(stack: TerraformStack): readonly StackAnnotation[] {
  return stack.node.findAll().flatMap(ownAnnotations);
}

function ownAnnotations(construct: IConstruct): readonly StackAnnotation[] {
  const levels = Object.values(AnnotationMetadataEntryType);
  return construct.node.metadata.flatMap(({ type, data }) => {
    const level = levels.find((candidate) => candidate === type);
    return level === undefined
      ? []
      : [{ constructPath: construct.node.path, level, message: String(data) }];
  });
}
