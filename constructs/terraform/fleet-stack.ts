import { join, relative, sep } from "node:path";
import { App, type TerraformBackend, type TerraformRemoteState, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { recordSource } from "../diagnostics/source";
import { freeId } from "../fleet-element";
import { cyclesIn } from "../graph";
import { isKept, RETIREMENT, type Retirement } from "../machine/retirement";
import { onceLocked } from "../once-locked";
import { idText, plainName, requireScope } from "../props/construct-arguments";
import { kind, recordOf, text } from "../props/kinds";
import { type KindsOf, readProps, reportProps, shapeOf } from "../props/read-props";
import { Backend } from "./backend";
import { referToLocalModules } from "./cdktf-internals";
import { blocksOf } from "./json";
import { withProviderRanges, withProviderSources } from "./required-providers";
import { leavesRoomFor, newest } from "./required-version";
import type { StackVariable } from "./stack-variable";
import { StateEncryption } from "./state-encryption";
import { DefaultStateFile, ensureBackend } from "./state-file";
import { terranixView } from "./terranix-view";

export interface FleetStackProps {
  /**
   * Where Terraform stores the state.
   *
   * @default - a file `terraform.tfstate` in the stack's folder
   */
  readonly backend?: Backend;
  /**
   * Encryption of the state and the plans; requires OpenTofu. To encrypt an existing state, set
   * `fallback: "unencrypted"` until the next apply.
   *
   * @default - no encryption
   */
  readonly encryption?: StateEncryption;
  /**
   * Version constraint for Terraform or OpenTofu.
   *
   * @default ">= 1.5", or the version that the backend and the encryption need
   */
  readonly requiredVersion?: string;
  /**
   * The previous id of the stack. Move its state to the new folder: `fleet diff` prints the commands.
   *
   * @default - none: the id is unchanged, or the stack is new
   */
  readonly movedFrom?: string;
  /**
   * Confirms the removal of resources that the fleet no longer declares, by their address:
   * `{ "hcloud_floating_ip.web": true }`. The next apply destroys them, or removes them only from the state with
   * `{ keep: true }`. Remove the entries after that apply.
   *
   * @default - none
   */
  readonly retire?: Readonly<Record<string, Retirement>>;
}

/** Kinds of the props of every stack. */
export const STACK_PROPS: KindsOf<FleetStackProps> = {
  backend: kind("a Backend, such as Backend.s3({ … })", Backend.isBackend),
  encryption: kind(
    "a StateEncryption, such as StateEncryption.pbkdf2({ … })",
    StateEncryption.isStateEncryption,
  ),
  requiredVersion: text,
  movedFrom: text,
  retire: recordOf(RETIREMENT),
};

const PROPS = shapeOf<FleetStackProps>("FleetStack", STACK_PROPS);

const RESOURCE_ADDRESS =
  /^(module\.[\w-]+(\[[^\]]+\])?\.)*[a-z][a-z0-9]*(_[a-z0-9]+)+\.[A-Za-z_][\w-]*(\[[^\]]+\])?$/;
const CONSTRAINT = /^\s*(=|!=|>=?|<=?|~>)?\s*\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?\s*$/;

const FLEET_STACK = Symbol.for("nix-fleet.FleetStack");

/**
 * A Terraform stack with two renderings: the default one and terranix's. The source of a local module, such as
 * `new TerraformHclModule(stack, "dns", { source: "./nix-config/terraform/modules/dns" })`, is a path relative to
 * the folder of `main.ts`, as in cdktf; the module is not copied.
 */
export class FleetStack extends TerraformStack {
  /** Whether a value is such a stack, of another copy of this library included. */
  static isFleetStack(value: unknown): value is FleetStack {
    return hasBrand(value, FLEET_STACK);
  }

  /** Encryption of the state and the plans. */
  readonly encryption: StateEncryption | undefined;
  /** Environment variables that Terraform needs for the stack. */
  readonly environment: readonly StackVariable[];
  /** The previous id of the stack. */
  readonly movedFrom: string | undefined;
  /** The resources to remove, by their address. */
  readonly retire: Readonly<Record<string, Retirement>>;
  /** The stacks with states that it reads, by the names of its data sources. */
  private readonly readStates = new Map<string, TerraformStack>();
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
    this.movedFrom = stackProps.movedFrom;
    this.retire = stackProps.retire ?? {};
    const folder = join(App.of(this).outdir, "stacks", this.node.id);
    referToLocalModules(this, (source) => relative(folder, source).replaceAll(sep, "/"));
    const { backend, encryption } = stackProps;
    backend?.addTo(this);
    this.encryption = encryption;
    this.environment = [...(backend?.environment ?? []), ...(encryption?.environment ?? [])];
    if (encryption !== undefined) {
      this.addOverride(
        "terraform.encryption",
        encryption.bind(new Construct(this, "fleet:encryption")),
      );
    }
    addCheck(this, () => this.cycleProblems());
    addCheck(this, () => backend?.problems() ?? []);
    addCheck(this, () => encryption?.problems() ?? []);
    addCheck(this, () => this.versionProblems());
    addCheck(this, () => this.retireProblems());
  }

  /** Adds a stack to apply before this one. A check reports cycles, together with all other errors. */
  override addDependency(dependency: TerraformStack): void {
    if (this.known.has(dependency)) return;
    this.known.add(dependency);
    this.dependencies.push(dependency);
  }

  /** Whether this stack depends on another one. Unlike cdktf's method, it visits each stack once. */
  override dependsOn(stack: TerraformStack): boolean {
    const found = new Set(this.dependencies);
    for (const one of found) for (const next of one.dependencies) found.add(next);
    return found.has(stack);
  }

  /** Records the stack with the state that it reads. */
  override registerIncomingCrossStackReference(stack: TerraformStack): TerraformRemoteState {
    const source = super.registerIncomingCrossStackReference(stack);
    this.readStates.set(source.friendlyUniqueId, stack);
    return source;
  }

  /** Replaces cdktf's default backend. */
  override ensureBackendExists(): TerraformBackend {
    return ensureBackend(this);
  }

  /** The default rendering: what `cdktf synth` writes. */
  override toTerraform(): Record<string, unknown> {
    const json = this.writtenOut();
    const { terraform } = json;
    const { requiredVersion, backend } = this.stackProps;
    const forgotten = [...new Set(this.forgottenAddresses())];
    const removed = [
      ...blocksOf(json.removed),
      ...forgotten.map((from) => ({ from, lifecycle: { destroy: false } })),
    ];
    const oldest = removed.length > 0 ? ">= 1.7" : ">= 1.5";
    return {
      ...json,
      ...(removed.length > 0 && { removed }),
      terraform: {
        ...terraform,
        required_providers: withProviderRanges(terraform.required_providers),
        required_version:
          requiredVersion ??
          newest(oldest, backend?.requiredVersion, this.encryption?.requiredVersion),
      },
    };
  }

  /** The addresses that Terraform removes from the state without destroying them: `removed` blocks, since 1.7. */
  protected forgottenAddresses(): readonly string[] {
    return Object.keys(this.retire).filter((address) => isKept(this.retire[address]));
  }

  /** Terranix's rendering: the JSON that terranix would write for the same stack. */
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

  /** cdktf's rendering, cached: both renderings use it, and it takes a second for a large stack. */
  private writtenOut() {
    if (this.json !== undefined) return this.json;
    const json = this.withReadStates(super.toTerraform());
    if (this.node.locked) this.json = json;
    return json;
  }

  /** Adds the settings with which OpenTofu reads states of other stacks with the same encryption. */
  private withReadStates(json: ReturnType<TerraformStack["toTerraform"]>) {
    const { encryption } = this;
    const encrypted = [...this.readStates].filter(
      ([, stack]) => encryptionOf(stack) === encryption,
    );
    if (encryption === undefined || encryption.isInEnvironment || encrypted.length === 0)
      return json;
    const { method } = encryption;
    const sources = Object.fromEntries(encrypted.map(([name]) => [name, { method }]));
    return {
      ...json,
      terraform: {
        ...json.terraform,
        encryption: {
          ...json.terraform.encryption,
          remote_state_data_sources: { remote_state_data_source: sources },
        },
      },
    };
  }

  /** Reports encrypted states that it reads without a key. Call it after the stack is rendered. */
  *readStateProblems(): Iterable<Finding> {
    for (const stack of new Set(this.readStates.values())) {
      const encryption = encryptionOf(stack);
      if (encryption === undefined || encryption === this.encryption) continue;
      yield {
        code: "encryption-of-read-state",
        summary: "stack reads the encrypted state of another stack, but has a different encryption",
        value: stack.node.path,
        allowed: "the same StateEncryption for both stacks",
        remedy: "store the encryption in a constant, and set `encryption` of both stacks to it",
      };
    }
  }

  private *retireProblems(): Iterable<Finding> {
    for (const [address, retirement] of Object.entries(this.retire)) {
      if (RESOURCE_ADDRESS.test(address)) {
        if (isKept(retirement) && address.includes("[")) yield keptInstance(address);
        continue;
      }
      yield {
        code: "retire-address-invalid",
        summary: "key of `retire` is not the address of a resource",
        value: address,
        allowed:
          "type and logical id, such as hcloud_floating_ip.web, as `terraform state list` prints",
        remedy: "correct the address; for a machine or a volume, use its own `retire`",
      };
    }
  }

  private *versionProblems(): Iterable<Finding> {
    const { requiredVersion } = this.stackProps;
    if (requiredVersion?.split(",").every((part) => CONSTRAINT.test(part)) ?? true) {
      yield* this.openTofuProblems(requiredVersion);
      return;
    }
    yield {
      code: "required-version-invalid",
      summary: "required version is not a version constraint",
      value: requiredVersion,
      allowed: 'versions with =, !=, >, >=, <, <= or ~>, such as ">= 1.5" or "~> 1.6, < 2"',
      remedy: "correct it to a valid required_version, or leave it out",
    };
  }

  /** Reports an encrypted stack with a required version that excludes OpenTofu. */
  private *openTofuProblems(requiredVersion: string | undefined): Iterable<Finding> {
    if (requiredVersion === undefined || this.encryption === undefined) return;
    if (leavesRoomFor(requiredVersion, this.encryption.requiredVersion)) return;
    yield {
      code: "encryption-needs-opentofu",
      summary: "required version of an encrypted stack excludes OpenTofu",
      value: requiredVersion,
      allowed: `OpenTofu ${this.encryption.requiredVersion}; no version of Terraform can encrypt a state`,
      remedy: "leave `requiredVersion` out and use tofu, or leave `encryption` out",
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

function keptInstance(address: string): Finding {
  return {
    code: "retire-address-invalid",
    summary: "`retire` keeps an instance, but Terraform's `removed` block cannot name one",
    value: address,
    allowed: "`keep: true` for a resource with all its instances",
    remedy: `remove it from \`retire\`; before the apply: terraform state rm '${address}'`,
  };
}

function encryptionOf(stack: TerraformStack): StateEncryption | undefined {
  return FleetStack.isFleetStack(stack) ? stack.encryption : undefined;
}

const dependencyCycles = onceLocked((app: IConstruct) =>
  cyclesIn<TerraformStack>(
    app.node.findAll().filter(TerraformStack.isStack),
    ({ dependencies }) => dependencies,
  ),
);
