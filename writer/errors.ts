/**
 * A run of the writer that cannot go on: a mistake in the fleet, or a state of the output folder that the
 * writer must not change by itself. The message names each place and its remedy.
 */
export class WriteError extends Error {
  override readonly name = "WriteError";
}

/** The remedy for an error of the operating system. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "give yourself permission to do that",
  EDQUOT: "free some of your disk quota",
  EEXIST: "move what stands there",
  EMFILE: "raise the limit of open files (ulimit -n)",
  ENAMETOOLONG: "shorten the name",
  ENOSPC: "free some space on that disk",
  ENOTDIR: "move the file that stands where a folder is needed",
  EPERM: "give yourself permission to do that",
  EROFS: "make it writable or choose another output folder",
  EXDEV: "keep the whole output folder on one file system",
};

/**
 * Runs one file operation.
 *
 * @param what the operation as the user knows it, as in `write nix-config/flake.nix`; the operation itself
 *   may act on a temporary path
 * @throws WriteError that names `what`, the reason in words, its errno and the remedy
 */
export function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    const remedy = REMEDIES[code] ?? "check that path";
    throw new WriteError(`cannot ${what}: ${words(error)} (${code}); ${remedy}, then run again`);
  }
}

/** Runs one file operation; `undefined` when it fails with one of the codes. */
export function unless<T>(codes: readonly string[], operation: () => T): T | undefined {
  try {
    return operation();
  } catch (error) {
    if (codes.includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

/** The errno of an error of the operating system, as in `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  const system = error instanceof Error && "code" in error && "syscall" in error;
  return system && typeof error.code === "string" ? error.code : undefined;
}

/** `no space left on device` out of `ENOSPC: no space left on device, write`. */
function words({ message }: Error): string {
  const [, reason] = /^[A-Z0-9]+: ([^,]*)/.exec(message) ?? [];
  return reason ?? message;
}
