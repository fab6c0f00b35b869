import { DarwinMachine } from "../machine/darwin-machine";
import type { Machine } from "../machine/machine";
import { parseSshAddress } from "../machine/ssh-address";
import { rolesOf } from "../module/machine-modules";
import { knownOptions } from "./known-options";
import { DEFAULT_PORT } from "./sshd";

/** Services that give their servers a host key from clan's vars. */
const WITH_HOST_KEY = ["sshd", "sshd-darwin"];

/** Source of the host key of an installed machine. */
export type HostKey =
  /** A file of the flake, which clan generates. */
  | { readonly file: string }
  /** A key that the fleet declares. */
  | { readonly key: string };

/** The host key of a machine's sshd; undefined if it is unknown. */
export function hostKeyOf(machine: Machine): HostKey | undefined {
  const key = DarwinMachine.isDarwinMachine(machine) ? machine.hostKey : undefined;
  // Without its comment.
  if (key !== undefined) return { key: key.split(/\s+/).slice(0, 2).join(" ") };
  const isServer = rolesOf(machine).some(
    ({ name, service: { module } }) => name === "server" && WITH_HOST_KEY.includes(module.name),
  );
  const hasOthers = knownOptions(machine).of("services.openssh.hostKeys").length > 0;
  if (!isServer || hasOthers) return undefined;
  return { file: `vars/per-machine/${machine.name}/openssh/ssh.id_ed25519.pub/value` };
}

/** The name of an address in ssh's known_hosts; undefined if the address is invalid. */
export function knownHostName(targetHost: string): string | undefined {
  const { host, port = DEFAULT_PORT, options = {} } = parseSshAddress(targetHost) ?? {};
  if (host === undefined) return undefined;
  const { HostKeyAlias = port === DEFAULT_PORT ? host : `[${host}]:${port}` } = options;
  return HostKeyAlias.toLowerCase();
}
