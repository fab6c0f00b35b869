import type { Diagnostic } from "../constructs";

/** A prop that could not be read: what it would have given is missing elsewhere. */
const UNREAD: ReadonlySet<string> = new Set([
  "object-expected",
  "prop-missing",
  "prop-unknown",
  "wrong-type",
]);

type Gives = (missing: Diagnostic, unread: Diagnostic) => boolean;

/** What can have given what is missing, by the code that reports it. */
const GIVERS: ReadonlyMap<string, Gives> = new Map<string, Gives>([
  ["disk-device-missing", isSame],
  ["disk-missing", isSame],
  ["home-without-account", (_, { path }) => isOf(path, "account")],
  ["home-without-home-manager", (_, { path }) => isOf(path, "machine", "module", "user")],
  ["mac-without-primary-user", isSame],
  ["machine-without-server", ({ value }, { path }) => path.endsWith(`machine:${String(value)}`)],
  // Elements of a fleet have their kind in the path, and stacks have none.
  ["server-without-stack", (_, { path }) => !path.includes(":")],
  ["service-without-machines", isSame],
  ["sshd-without-nixos-server", isSame],
  ["stack-without-machines", isSame],
  ["tag-unused", (_, { path }) => isOf(path, "machine")],
  ["vars-unused", (_, { path }) => isOf(path, "machine", "module")],
]);

/** Diagnostics without those that something is missing which a prop gives that could not be read. */
export function withoutMissing(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unread = diagnostics.filter(({ code }) => UNREAD.has(code));
  return diagnostics.filter((diagnostic) => {
    const gives = GIVERS.get(diagnostic.code);
    return gives === undefined || !unread.some((one) => gives(diagnostic, one));
  });
}

function isSame({ path }: Diagnostic, unread: Diagnostic): boolean {
  return path === unread.path;
}

/** Whether a path is that of an element of one of these kinds. */
function isOf(path: string, ...kinds: readonly string[]): boolean {
  const id = path.split("/").at(-1) ?? "";
  return kinds.some((kind) => id.startsWith(`${kind}:`));
}
