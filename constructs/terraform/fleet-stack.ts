import { type TerraformBackend, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { recordSource } from "../diagnostics/source";
import { freeId } from "../fleet-element";
import { cyclesIn } from "../graph";
import { onceLocked } from "../once-locked";
import { idText, plainName, requireScope } from "../props/construct-arguments";
import { kind, text } from "../props/kinds";
import { type KindsOf, readProps, reportProps, shapeOf } from "../props/read-props";
import { Backend } from "./backend";
import { withProviderRanges, withProviderSources } from "./required-providers";
import { DefaultStateFile, ensureBackend } from "./state-file";
import { terranixView } from "./terranix-view";

export interface FleetStackProps {
  /**
   * Where the state is kept.
   *
   * @default - a file `terraform.tfstate` beside the stack's `cdk.tf.json`
   */
  readonly backend?: Backend;
  /**
   * Versions of Terraform or OpenTofu that may act on the stack, as a version constraint.
   *
   * @default ">= 1.5", or what the backend needs
   */
  readonly requiredVersion?: string;
}

/** What every stack takes. */
export const STACK_PROPS: KindsOf<FleetStackProps> = {
  backend: kind("a Backend, such as Backend.s3({ … })", Backend.isBackend),
  requiredVersion: text,
};

const PROPS = shapeOf<FleetStackProps>("FleetStack", STACK_PROPS);

const CONSTRAINT = /^\s*(=|!=|>=?|<=?|~>)?\s*\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?\s*$/;

const FLEET_STACK = Symbol.for("nix-fleet.FleetStack");

/** A Terraform stack with this library's two renderings: the default one and terranix's. */
export class FleetStack extends TerraformStack {
  /** Whether a value is such a stack, of another copy of this library included. */
  static isFleetStack(value: unknown): value is FleetStack {
    return hasBrand(value, FLEET_STACK);
  }

  private readonly known = new Set<TerraformStack>();
  private json: ReturnType<TerraformStack["toTerraform"]> | undefined;

  private readonly stackProps: FleetStackProps;

  constructor(scope: Construct, id: string, given: FleetStackProps = {}) {
    requireScope(scope, "stack", id);
    super(scope, freeId(scope, idText(id)));
    brand(this, FLEET_STACK);
    recordSource(this);
    plainName(this, "stack", id);
    const stackProps = readProps(PROPS, given);
    reportProps(this, stackProps);
    this.stackProps = stackProps;
    stackProps.backend?.addTo(this);
    addCheck(this, () => this.cycleProblems());
    addCheck(this, () => stackProps.backend?.problems() ?? []);
    addCheck(this, () => this.versionProblems());
  }

  /** Has another stack applied before this one; a cycle is refused together with all other errors. */
  override addDependency(dependency: TerraformStack): void {
    if (this.known.has(dependency)) return;
    this.known.add(dependency);
    this.dependencies.push(dependency);
  }

  /** Whether another stack is applied before this one. Unlike cdktf's it looks at each stack once. */
  override dependsOn(stack: TerraformStack): boolean {
    const found = new Set(this.dependencies);
    for (const one of found) for (const next of one.dependencies) found.add(next);
    return found.has(stack);
  }

  /** Not cdktf's own default. */
  override ensureBackendExists(): TerraformBackend {
    return ensureBackend(this);
  }

  /** The default rendering: what `cdktf synth` writes. */
  override toTerraform(): Record<string, unknown> {
    const json = this.writtenOut();
    const { terraform } = json;
    const { requiredVersion, backend } = this.stackProps;
    return {
      ...json,
      terraform: {
        ...terraform,
        required_providers: withProviderRanges(terraform.required_providers),
        required_version: requiredVersion ?? backend?.requiredVersion ?? ">= 1.5",
      },
    };
  }

  /** Terranix's rendering: what terranix would have written for the same stack, key by key. */
  toTerranix(): Record<string, unknown> {
    const json = this.writtenOut();
    const { backend, required_providers, ...settings } = json.terraform;
    const { requiredVersion } = this.stackProps;
    return terranixView(this, {
      ...json,
      terraform: {
        ...settings,
        ...(!DefaultStateFile.isDefaultStateFile(ensureBackend(this)) && { backend }),
        ...(requiredVersion !== undefined && { required_version: requiredVersion }),
        required_providers: withProviderSources(withProviderRanges(required_providers)),
      },
    });
  }

  /** What cdktf makes of the stack. Both renderings need it, and of a large stack it takes a second. */
  private writtenOut() {
    if (this.json !== undefined) return this.json;
    const json = super.toTerraform();
    if (this.node.locked) this.json = json;
    return json;
  }

  private *versionProblems(): Iterable<Finding> {
    const { requiredVersion } = this.stackProps;
    if (requiredVersion?.split(",").every((part) => CONSTRAINT.test(part)) ?? true) return;
    yield {
      code: "required-version-invalid",
      summary: "required version is not a version constraint",
      value: requiredVersion,
      allowed: 'versions with =, !=, >, >=, <, <= or ~>, such as ">= 1.5" or "~> 1.6, < 2"',
      remedy: "write it as Terraform's required_version, or leave it out",
    };
  }

  private *cycleProblems(): Iterable<Finding> {
    const cycle = dependencyCycles(this.node.root).get(this);
    if (cycle === undefined) return;
    yield {
      code: "stack-cycle",
      summary: "stacks depend on each other in a cycle",
      value: cycle.map(({ node }) => node.id).join(" -> "),
      allowed: "an order in which each stack is applied after those that it depends on",
      remedy: "remove one of these dependencies",
    };
  }
}

const dependencyCycles = onceLocked((app: IConstruct) =>
  cyclesIn<TerraformStack>(
    app.node.findAll().filter(TerraformStack.isStack),
    ({ dependencies }) => dependencies,
  ),
);
