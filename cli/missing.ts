import type { Diagnostic } from "../constructs";

/** Codes of props that could not be read, so that their values are missing elsewhere. */
const UNREAD: ReadonlySet<string> = new Set([
  "object-expected",
  "prop-missing",
  "prop-unknown",
  "wrong-type",
]);

type IsCause = (missing: Diagnostic, unread: Diagnostic) => boolean;

/** By the code that reports a missing value: whether an unread prop is the cause. */
const CAUSES: ReadonlyMap<string, IsCause> = new Map<string, IsCause>([
  ["disk-device-missing", isSame],
  ["disk-missing", isSame],
  ["home-without-account", (_, { path }) => isOf(path, "account")],
  ["home-without-home-manager", (_, { path }) => isOf(path, "machine", "module", "user")],
  ["mac-without-primary-user", isSame],
  ["machine-without-server", ({ value }, { path }) => path.endsWith(`machine:${String(value)}`)],
  // Paths of fleet elements contain their kind; paths of stacks do not.
  ["server-without-stack", (_, { path }) => !path.includes(":")],
  ["service-without-machines", isSame],
  ["sshd-without-nixos-server", isSame],
  ["stack-without-machines", isSame],
  ["tag-unused", (_, { path }) => isOf(path, "machine")],
  ["vars-unused", (_, { path }) => isOf(path, "machine", "module")],
]);

/** Diagnostics without those about values that are missing because a prop could not be read. */
export function withoutMissing(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unread = diagnostics.filter(({ code }) => UNREAD.has(code));
  return diagnostics.filter((diagnostic) => {
    const isCause = CAUSES.get(diagnostic.code);
    return isCause === undefined || !unread.some((one) => isCause(diagnostic, one));
  });
}

function isSame({ path }: Diagnostic, unread: Diagnostic): boolean {
  return path === unread.path;
}

/** Whether a path belongs to an element of one of these kinds. */
function isOf(path: string, ...kinds: readonly string[]): boolean {
  const id = path.split("/").at(-1) ?? "";
  return kinds.some((kind) => id.startsWith(`${kind}:`));
}
