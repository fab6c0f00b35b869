/** Exactly the inputs of one Mac's configuration; a change of them activates it. */
export interface ActivationTriggers {
  /** The generated texts, in a fixed order. */
  readonly texts: readonly string[];
  /** Hand-written files below the output folder. Terraform reads them during the plan. */
  readonly files: readonly string[];
}
