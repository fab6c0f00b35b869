/** All that decides on the configuration of one Mac, and nothing of what does not. */
export interface ActivationTriggers {
  /** The generated texts, in a fixed order. */
  readonly texts: readonly string[];
  /** Files that a person wrote, below the output folder. Terraform reads them when it plans. */
  readonly files: readonly string[];
}
