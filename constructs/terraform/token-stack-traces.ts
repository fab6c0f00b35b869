import { createRequire } from "node:module";

/**
 * Stops cdktf from recording a full stack trace for every reference between resources. Nothing of this
 * library prints them, and with the source maps of tsx they are half of the time that a fleet of 5,000
 * machines takes. cdktf has no switch for it.
 */
export function disableTokenStackTraces(): void {
  const require = createRequire(__filename);
  Object.assign(require("cdktf/lib/tokens/private/stack-trace"), { captureStackTrace: () => [] });
}
