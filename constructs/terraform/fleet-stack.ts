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
import { withProviderRanges, withProviderSources } from "./required-providers";
import { leavesRoomFor, newest } from "./required-version";
import type { StackVariable } from "./stack-variable";
import { StateEncryption } from "./state-encryption";
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
   * How the state and the plans are encrypted; only OpenTofu can. Of a state that exists and is not encrypted
   * yet: `fallback: "unencrypted"` until the next apply.
   *
   * @default - not at all: secrets in them are in the clear
   */
  readonly encryption?: StateEncryption;
  /**
   * Versions of Terraform or OpenTofu that may act on the stack, as a version constraint.
   *
   * @default ">= 1.5", or what the backend and the encryption need
   */
  readonly requiredVersion?: string;
  /**
   * The id that the stack had before. Its state has to be moved to the new folder: `fleet diff` prints the
   * commands.
   *
   * @default - it had this one, or is new
   */
  readonly movedFrom?: string;
  /**
   * Says by name that resources go which the fleet does not have any more, by their address:
   * `{ "hcloud_floating_ip.web": true }`. The next apply destroys them, or forgets them with
   * `{ keep: true }`. They stay here until that is applied.
   *
   * @default - none
   */
  readonly retire?: Readonly<Record<string, Retirement>>;
}

/** What every stack takes. */
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
 * A Terraform stack with this library's two renderings: the default one and terranix's. A local module in it,
 * such as `new TerraformHclModule(stack, "dns", { source: "./nix-config/terraform/modules/dns" })`, is named by
 * its path from the folder of `main.ts`, as in cdktf, and stays where it is.
 */
export class FleetStack extends TerraformStack {
  /** Whether a value is such a stack, of another copy of this library included. */
  static isFleetStack(value: unknown): value is FleetStack {
    return hasBrand(value, FLEET_STACK);
  }

  /** How the state and the plans are encrypted. */
  readonly encryption: StateEncryption | undefined;
  /** What has to be in the environment of every program that acts on the stack. */
  readonly environment: readonly StackVariable[];
  /** The id that it had before. */
  readonly movedFrom: string | undefined;
  /** The resources that go, by their address. */
  readonly retire: Readonly<Record<string, Retirement>>;
  /** The stacks whose states it reads, by the names of its data sources. */
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

  /** Remembers whose state it reads. */
  override registerIncomingCrossStackReference(stack: TerraformStack): TerraformRemoteState {
    const source = super.registerIncomingCrossStackReference(stack);
    this.readStates.set(source.friendlyUniqueId, stack);
    return source;
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
    const forgotten = [...new Set(this.forgottenAddresses())];
    const removed = forgotten.map((from) => ({ from, lifecycle: { destroy: false } }));
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

  /** The addresses that Terraform forgets without destroying anything: `removed` blocks, new in 1.7. */
  protected forgottenAddresses(): readonly string[] {
    return Object.keys(this.retire).filter((address) => isKept(this.retire[address]));
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
    const json = this.withReadStates(super.toTerraform());
    if (this.node.locked) this.json = json;
    return json;
  }

  /** With what OpenTofu needs to read the states of other stacks that are encrypted as this one. */
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

  /** Once the stack was rendered: what it reads from states that it has no key for. */
  *readStateProblems(): Iterable<Finding> {
    for (const stack of new Set(this.readStates.values())) {
      const encryption = encryptionOf(stack);
      if (encryption === undefined || encryption === this.encryption) continue;
      yield {
        code: "encryption-of-read-state",
        summary:
          "stack reads the encrypted state of another stack, and is not encrypted as that one",
        value: stack.node.path,
        allowed: "one StateEncryption for both stacks",
        remedy: "keep the encryption in a constant, and give it to both as `encryption`",
      };
    }
  }

  private *retireProblems(): Iterable<Finding> {
    for (const address of Object.keys(this.retire)) {
      if (RESOURCE_ADDRESS.test(address)) continue;
      yield {
        code: "retire-address-invalid",
        summary: "key of `retire` is not the address of a resource",
        value: address,
        allowed:
          "type and logical id, such as hcloud_floating_ip.web, as `terraform state list` prints",
        remedy: "write the address; a machine or a volume has a `retire` of its own",
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
      remedy: "write it as Terraform's required_version, or leave it out",
    };
  }

  /** A stack that only Terraform may act on cannot be encrypted. */
  private *openTofuProblems(requiredVersion: string | undefined): Iterable<Finding> {
    if (requiredVersion === undefined || this.encryption === undefined) return;
    if (leavesRoomFor(requiredVersion, this.encryption.requiredVersion)) return;
    yield {
      code: "encryption-needs-opentofu",
      summary: "required version keeps OpenTofu from an encrypted stack",
      value: requiredVersion,
      allowed: `OpenTofu ${this.encryption.requiredVersion}; Terraform of no version can encrypt a state`,
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

function encryptionOf(stack: TerraformStack): StateEncryption | undefined {
  return FleetStack.isFleetStack(stack) ? stack.encryption : undefined;
}

const dependencyCycles = onceLocked((app: IConstruct) =>
  cyclesIn<TerraformStack>(
    app.node.findAll().filter(TerraformStack.isStack),
    ({ dependencies }) => dependencies,
  ),
);
