import { mkdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { AnnotationMetadataEntryType, App, TerraformStack } from "cdktf";
import type { StackAnnotation } from "cdktf/lib/manifest";
import { invokeAspects } from "cdktf/lib/synthesize/synthesizer";
import type { IConstruct } from "constructs";
import { FleetError, ValidationError, type ValidationIssue } from "./fleet-error";
import type { RenderedFile, Rendering, SiblingGenerator } from "./rendering";
import { printJson } from "./terraform/json";
import { stackIssues } from "./terraform/stack-checks";
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
  /** Brings the rendered files to disk, all or none. */
  readonly write: (root: string, files: readonly RenderedFile[]) => void;
}

/**
 * The root of the construct tree: a cdktf app that validates everything first, renders everything in
 * memory, and only then writes, all or nothing.
 */
export class FleetApp extends App {
  private stackJson: ReadonlyMap<TerraformStack, unknown> | undefined;
  private siblings: readonly Rendering[] | undefined;

  constructor(private readonly props: FleetAppProps) {
    disableTokenStackTraces();
    const outdir = props.outdir ?? process.env.CDKTF_OUTDIR ?? "nix-config/terraform";
    makeFolder(outdir);
    super({ outdir, stackTraces: false });
  }

  /** The output folder of the whole fleet. */
  get root(): string {
    return dirname(this.outdir);
  }

  /** The app's Terraform stacks in tree order. */
  get stacks(): readonly TerraformStack[] {
    return this.node.findAll().filter(TerraformStack.isStack);
  }

  /** Every error of the whole tree, both sides; empty when the fleet can be rendered. */
  issues(): readonly ValidationIssue[] {
    const stacks = [...this.renderStacks()];
    return [
      ...this.node.findAll().flatMap(constructIssues),
      ...stacks.flatMap(([stack, json]) => [...stackIssues(stack, json)]),
      ...this.renderSiblings().flatMap(({ issues }) => issues),
    ];
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
   * Validates, renders and writes the fleet.
   *
   * @throws ValidationError with all errors, if there are any; nothing is written then
   */
  override synth(): void {
    this.props.write(this.root, this.render());
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
    this.renderStacks();
    this.siblings ??= (this.props.siblings ?? []).map((generate) => generate(this));
    return this.siblings;
  }

  /** What each stack renders to, once: aspects and references between stacks change the tree before. */
  private renderStacks(): ReadonlyMap<TerraformStack, unknown> {
    if (this.stackJson !== undefined) return this.stackJson;
    const { stacks } = this;
    for (const stack of stacks) invokeAspects(stack);
    for (const stack of stacks) stack.prepareStack();
    this.stackJson = new Map(stacks.map((stack) => [stack, stack.toTerraform()]));
    return this.stackJson;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FleetError(`cannot make the output folder ${folder}: ${reason}`);
  }
}

function constructIssues(construct: IConstruct): readonly ValidationIssue[] {
  const path = construct.node.path || "(app)";
  return [
    ...construct.node.validate().map((message) => ({ path, message })),
    ...ownAnnotations(construct)
      .filter(({ level }) => level === AnnotationMetadataEntryType.ERROR)
      .map(({ message }) => ({ path, message })),
  ];
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
