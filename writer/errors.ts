/**
 * The writer cannot continue: because of a mistake in the fleet, or a state of the output folder that the writer must
 * not change by itself. The message names each place and its remedy.
 */
export class WriteError extends Error {
  override readonly name = "WriteError";
}

/** The remedy for an error of the operating system. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "check the permissions",
  EDQUOT: "free some of your disk quota",
  EEXIST: "move the existing file or folder away",
  EMFILE: "raise the limit of open files (ulimit -n)",
  ENAMETOOLONG: "shorten the name",
  ENOSPC: "free some space on that disk",
  ENOTDIR: "move the file that is in place of a folder",
  EPERM: "check the permissions",
  EROFS: "make it writable or choose another output folder",
  EXDEV: "keep the whole output folder on one file system",
};

/**
 * Runs one file operation.
 *
 * @param what the operation as the message names it, such as `write nix-config/flake.nix`; the operation itself may
 *   act on a temporary path
 * @throws WriteError that names `what`, the reason, its errno and the remedy
 */
export function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    const remedy = REMEDIES[code] ?? "check that path";
    throw new WriteError(`cannot ${what}: ${reasonOf(error)} (${code}); ${remedy}, then run again`);
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

/** The errno of an error of the operating system, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  const system = error instanceof Error && "code" in error && "syscall" in error;
  return system && typeof error.code === "string" ? error.code : undefined;
}

/** `no space left on device` from `ENOSPC: no space left on device, write`. */
function reasonOf({ message }: Error): string {
  const [, reason] = /^[A-Z0-9]+: ([^,]*)/.exec(message) ?? [];
  return reason ?? message;
}
