/** How a Mac's configuration gets active. */
export interface ActivationSpec {
  /**
   * `local`: Terraform runs on the Mac itself, as the person who administers it; `sudo` asks for the
   * password. `remote`: `clan machines update` from any machine that reaches the Mac's `targetHost` by
   * ssh; the first activation of a Mac is a local one.
   *
   * @default "local"
   */
  readonly via?: "local" | "remote";
  /**
   * `switch`: activates the configuration. `build`: a dry run, which builds it and changes nothing.
   *
   * @default "switch"
   */
  readonly mode?: "switch" | "build";
  /** How long the build and the activation may take, in minutes; then they are stopped. @default 180 */
  readonly limitMinutes?: number;
  /** Terraform's logical id of the `null_resource`. @default "activate-<machine>" */
  readonly logicalId?: string;
}
