/** How a Mac's configuration is activated. */
export interface ActivationSpec {
  /**
   * `local`: Terraform runs on the Mac itself, as its administrator; `sudo` asks for the password. `remote`:
   * `clan machines update` from any machine that reaches the Mac's `targetHost` over ssh; the first activation
   * of a Mac must be local.
   *
   * @default "local"
   */
  readonly via?: "local" | "remote";
  /**
   * `switch`: activates the configuration. `build`: only builds it, as a dry run.
   *
   * @default "switch"
   */
  readonly mode?: "switch" | "build";
  /** Time limit of the build and the activation, in minutes. @default 180 */
  readonly limitMinutes?: number;
  /** Logical id of the `null_resource`. @default "activate-<machine>" */
  readonly logicalId?: string;
}
