import type { TerraformResourceLifecycle } from "cdktf";
import { flag, number, text } from "../props/kinds";
import type { KindsOf } from "../props/read-props";
import { LIFECYCLE } from "../terraform/lifecycle";

/** How NixOS is installed on a server. */
export interface InstallSpec {
  /**
   * Whether to erase a machine that this stack did not create, such as an imported one, or that does not accept the
   * deploy key. It has no effect on a machine that runs NixOS: see `eraseNixos`.
   *
   * @default false - the install fails and changes nothing
   */
  readonly overwrite?: boolean;
  /**
   * Host name of a NixOS system that the install erases with all its data. Without it, the install never erases a
   * machine that runs NixOS. Remove it after the install.
   *
   * @default - none
   */
  readonly eraseNixos?: string;
  /** Time limit of `clan machines install`, in minutes. @default 180 */
  readonly limitMinutes?: number;
  /**
   * Lifecycle of the install's resource. The install always runs again when the server was replaced or
   * recreated. Terranix's JSON has only what is set here.
   *
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
  /** Logical id of the `null_resource`. @default "install-<machine>" */
  readonly logicalId?: string;
}

/** Kinds of the props of an install. */
export const INSTALL_PROPS: KindsOf<InstallSpec> = {
  overwrite: flag,
  eraseNixos: text,
  limitMinutes: number,
  lifecycle: LIFECYCLE,
  logicalId: text,
};
