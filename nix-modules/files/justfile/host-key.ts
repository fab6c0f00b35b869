import { type Fleet, hostKeyOf, knownHostName, type Machine } from "../../../constructs";
import { ownSshPort } from "./own-ssh-port";

/** What a recipe does with the options that make ssh check a host key. */
interface PinnedUse {
  /** Whether the machine is reached at the address in the state, under its own name. */
  readonly isHosted: boolean;
  /** Shell that takes `$known_hosts`. */
  readonly use: string;
}

/**
 * Shell that makes ssh take the host key of `$host` that the fleet knows, or one that the user trusts already, such as
 * that of a machine which gets its key with this update; nothing if the fleet knows none.
 */
export function checkHostKey(
  machine: Machine,
  { domain }: Fleet,
  { isHosted, use }: PinnedUse,
): string {
  const known = hostKeyOf(machine);
  const name = nameOf(machine, domain, isHosted);
  if (known === undefined || name === undefined) return "";
  if ("key" in known) return `${written(`${name} ${known.key}`)}\n${use}`;
  const file = known.file.replace(`/${machine.name}/`, "/$host/");
  const both = `${written(`${name} $(cat "$key")`)}\n${use}`;
  return `key=${file}
if [ -e "$key" ]; then
${both.replace(/^/gm, "    ")}
fi`;
}

function written(line: string): string {
  return `known_hosts=$(mktemp)
trap 'rm -f "$known_hosts"' EXIT
{ echo "${line}"; cat ~/.ssh/known_hosts || true; } > "$known_hosts" 2>/dev/null`;
}

/** The machine's name in known_hosts, with `$host` in place of its name. */
function nameOf(machine: Machine, domain: string, isHosted: boolean): string | undefined {
  const { name, targetHost } = machine;
  if (targetHost !== undefined) {
    return knownHostName(targetHost)?.replace(`${name}.${domain}`, `$host.${domain}`);
  }
  const port = isHosted ? undefined : ownSshPort(machine);
  return port === undefined ? `$host.${domain}` : `[$host.${domain}]:${port}`;
}
