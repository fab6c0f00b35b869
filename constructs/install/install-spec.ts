import type { TerraformResourceLifecycle } from "cdktf";
import { flag, number, text } from "../props/kinds";
import type { KindsOf } from "../props/read-props";
import { LIFECYCLE } from "../terraform/lifecycle";

/** How NixOS gets on a server. */
export interface InstallSpec {
  /**
   * Whether to erase a machine that this stack did not create, as an imported one, or that does not know the deploy
   * key. It does not reach a machine that runs NixOS: see `eraseNixos`.
   *
   * @default false - it is left alone
   */
  readonly overwrite?: boolean;
  /**
   * The host name of a NixOS that the install erases with all its data. Without it a machine that runs NixOS stays,
   * under whatever name. Take it out again after the install.
   *
   * @default - none
   */
  readonly eraseNixos?: string;
  /** How long `clan machines install` may take, in minutes; then it is stopped. @default 180 */
  readonly limitMinutes?: number;
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
  eraseNixos: text,
  limitMinutes: number,
  lifecycle: LIFECYCLE,
  logicalId: text,
};
