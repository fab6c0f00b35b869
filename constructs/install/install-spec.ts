import type { TerraformResourceLifecycle } from "cdktf";
import { flag, text } from "../props/kinds";
import type { KindsOf } from "../props/read-props";
import { LIFECYCLE } from "../terraform/lifecycle";

/** How NixOS gets on a server. */
export interface InstallSpec {
  /**
   * Whether to erase a machine that already runs NixOS, or that does not know the deploy key, as an
   * imported one may not.
   *
   * @default false - it is left alone
   */
  readonly overwrite?: boolean;
  /**
   * Terraform's lifecycle of the install, which in any case installs again when the server was replaced
   * or had vanished. Terranix's JSON has only what is set here.
   *
   * @default - nothing more
   */
  readonly lifecycle?: TerraformResourceLifecycle;
  /** Terraform's logical id of the `null_resource`. @default "install-<machine>" */
  readonly logicalId?: string;
}

/** What an install takes. */
export const INSTALL_PROPS: KindsOf<InstallSpec> = {
  overwrite: flag,
  lifecycle: LIFECYCLE,
  logicalId: text,
};
