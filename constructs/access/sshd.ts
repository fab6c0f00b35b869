import { isAttributes, isList } from "@nix-fleet/nix-language";
import type { Machine } from "../machine/machine";
import { rolesOf } from "../module/machine-modules";
import { decided, definitionsIn } from "./definitions";
import { knownOptions, mayBeTrue } from "./known-options";

/** Port of sshd in Hetzner's images, to which the install logs in, and the default port of NixOS' sshd. */
export const DEFAULT_PORT = 22;

const OPENSSH = "services.openssh";
const LOOPBACK = /^(127\.|::1$|\[::1\]$|localhost$)/;

/** Whether a machine may have an sshd. */
export function hasSshd(machine: Machine): boolean {
  const options = knownOptions(machine);
  const enable = `${OPENSSH}.enable`;
  const isServer = rolesOf(machine).some(
    ({ name, service: { module } }) =>
      (module.name === "sshd" && name === "server") || module.name === "admin",
  );
  const given = options.definitionsOf(enable);
  const all = isServer ? [...given, ...definitionsIn(true)] : given;
  if (decided(all)?.includes(false)) return false;
  return isServer || mayBeTrue(options.of(enable));
}

/** Whether sshd may accept passwords. */
export function allowsPasswords(machine: Machine): boolean {
  return mayBeTrue(knownOptions(machine).of(`${OPENSSH}.settings.PasswordAuthentication`));
}

interface Listening {
  readonly address: string;
  readonly port?: number;
}

/** The ports of a machine's sshd; undefined if they depend on an expression. */
export function sshPorts(machine: Machine): readonly number[] | undefined {
  const ports = optionPorts(machine);
  const addresses = listenAddresses(machine);
  if (ports === undefined || addresses === undefined) return undefined;
  if (addresses.length === 0) return ports;
  return [...new Set(addresses.flatMap(({ port }) => (port === undefined ? ports : [port])))];
}

/** The ports of `services.openssh.ports`, which NixOS opens by default; undefined if they depend on an expression. */
export function optionPorts(machine: Machine): readonly number[] | undefined {
  const values = decided(knownOptions(machine).definitionsOf(`${OPENSSH}.ports`));
  if (values?.length === 0) return [DEFAULT_PORT];
  const ports = values?.flatMap((value) => (isList<unknown>(value) ? value : []));
  return ports?.every((port): port is number => typeof port === "number") ? ports : undefined;
}

/** Whether sshd listens on loopback addresses only. */
export function listensOnlyToItself(machine: Machine): boolean {
  const addresses = listenAddresses(machine) ?? [];
  return addresses.length > 0 && addresses.every(({ address }) => LOOPBACK.test(address));
}

/** Empty: sshd listens on all addresses. Undefined: they depend on an expression. */
function listenAddresses(machine: Machine): readonly Listening[] | undefined {
  return decided(knownOptions(machine).definitionsOf(`${OPENSSH}.listenAddresses`))
    ?.flatMap((value) => (isList<unknown>(value) ? value : []))
    .flatMap((one) => (isAttributes(one) ? [listening(one)] : []));
}

function listening({ addr, port }: { readonly [name: string]: unknown }): Listening {
  return { address: String(addr), ...(typeof port === "number" && { port }) };
}
