import { ProviderError } from "../provider-error";

/** An error answer of the Hetzner Cloud API, worded as the provider words it. */
export class ApiError extends ProviderError {
  /** @param code of the API's list, such as `uniqueness_error`, `protected` or `rate_limit_exceeded` */
  constructor(code: string, message: string) {
    super(`${message} (${code})`);
  }
}
