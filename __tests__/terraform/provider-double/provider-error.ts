/** A failure that Terraform shows to its user, as a provider reports it. */
export class ProviderError extends Error {
  /**
   * @param summary the first line
   * @param detail the paragraph below it
   * @param attribute the top-level attribute at fault, shown with its place in the configuration
   */
  constructor(
    readonly summary: string,
    readonly detail = "",
    readonly attribute?: string,
  ) {
    super(detail === "" ? summary : `${summary}: ${detail}`);
  }
}
