import { LocalBackend, TerraformBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Backend } from "./backend";
import { withProviderRanges, withProviderSources } from "./required-providers";
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
   * @default ">= 1.5"
   */
  readonly requiredVersion?: string;
}

/** A Terraform stack with this library's two renderings: the default one and terranix's. */
export class FleetStack extends TerraformStack {
  private defaultBackend: TerraformBackend | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly stackProps: FleetStackProps = {},
  ) {
    super(scope, id);
    stackProps.backend?.addTo(this);
  }

  /** cdktf's own default is an absolute path, and so another one on every machine. */
  override ensureBackendExists(): TerraformBackend {
    const present = this.node.findAll().find(TerraformBackend.isBackend);
    if (present !== undefined) return present;
    this.defaultBackend = new LocalBackend(this, { path: "terraform.tfstate" });
    return this.defaultBackend;
  }

  /** The default rendering: what `cdktf synth` writes. */
  override toTerraform(): Record<string, unknown> {
    const json = super.toTerraform();
    const { terraform } = json;
    return {
      ...json,
      terraform: {
        ...terraform,
        required_providers: withProviderRanges(terraform.required_providers),
        required_version: this.stackProps.requiredVersion ?? ">= 1.5",
      },
    };
  }

  /** Terranix's rendering: what terranix would have written for the same stack, key by key. */
  toTerranix(): Record<string, unknown> {
    const json = super.toTerraform();
    const { backend, required_providers, ...settings } = json.terraform;
    const { requiredVersion } = this.stackProps;
    return terranixView(this, {
      ...json,
      terraform: {
        ...settings,
        ...(this.defaultBackend === undefined && { backend }),
        ...(requiredVersion !== undefined && { required_version: requiredVersion }),
        required_providers: withProviderSources(withProviderRanges(required_providers)),
      },
    });
  }
}
