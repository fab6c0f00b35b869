import { isAttributes, isList } from "@nix-fleet/nix-language";
import type { Machine } from "../machine/machine";
import { decided, inForce } from "./definitions";
import { knownOptions } from "./known-options";
import { sshdConfig } from "./sshd-config";

/** Port of sshd in Hetzner's images, to which the install logs in, and the default port of NixOS' sshd. */
export const DEFAULT_PORT = 22;

const OPENSSH = "services.openssh";
const LOOPBACK = /^(127\.|::1$|\[::1\]$|localhost$)/;

/** Whether a machine may have an sshd. */
export function hasSshd(machine: Machine): boolean {
  return missingSshd(machine) === undefined;
}

/** Why a machine certainly has no sshd; undefined if it may have one. */
export function missingSshd(machine: Machine): string | undefined {
  const options = knownOptions(machine);
  const given = inForce(options.definitionsOf(`${OPENSSH}.enable`));
  if (given.length === 0) return "nothing enables it";
  if (given.every(({ value }) => value === false)) return "services.openssh.enable is false";
  if (options.isSetTo("systemd.services.sshd.enable", false)) {
    return "systemd.services.sshd.enable is false";
  }
  const keys = decided(options.definitionsOf(`${OPENSSH}.hostKeys`));
  const isWithoutKeys = keys !== undefined && keys.length > 0 && keys.flat().length === 0;
  if (!isWithoutKeys || sshdConfig(machine).maySet("hostkey", "root")) return undefined;
  return "services.openssh.hostKeys is empty, so it does not start";
}

interface Listening {
  readonly address: string;
  readonly port?: number;
}

/** The ports of a machine's sshd; undefined if they depend on an expression. */
export function sshPorts(machine: Machine): readonly number[] | undefined {
  const given = optionPorts(machine);
  const addresses = listenAddresses(machine);
  if (given === undefined || addresses === undefined) return undefined;
  const own = [...given, ...portsOfConfig(machine)];
  // Without a `Port`, sshd takes its own default.
  const ports = own.length === 0 ? [DEFAULT_PORT] : own;
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

/** Ports in the text of sshd's configuration, to which sshd listens too. */
function portsOfConfig(machine: Machine): readonly number[] {
  const config = sshdConfig(machine);
  return (config.all("port", "root") ?? []).map(Number).filter(Number.isInteger);
}

/** Whether sshd listens on loopback addresses only. */
export function listensOnlyToItself(machine: Machine): boolean {
  const addresses = listenAddresses(machine) ?? [];
  return addresses.length > 0 && addresses.every(({ address }) => LOOPBACK.test(address));
}

/** Empty: sshd listens on all addresses. Undefined: they depend on an expression. */
function listenAddresses(machine: Machine): readonly Listening[] | undefined {
  const options = knownOptions(machine);
  const inText = sshdConfig(machine).all("listenaddress", "root") ?? [];
  const given = decided(options.definitionsOf(`${OPENSSH}.listenAddresses`))
    ?.flatMap((value) => (isList<unknown>(value) ? value : []))
    .flatMap((one) => (isAttributes(one) ? [listening(one)] : []));
  return given && [...given, ...inText.map(listeningAt)];
}

/** Reads an address of sshd's configuration: `192.0.2.1`, `192.0.2.1:22`, `[::1]:22`, `::1`. */
function listeningAt(text: string): Listening {
  const [, address = text, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(text) ?? [];
  return { address, ...(port !== undefined && { port: Number(port) }) };
}

function listening({ addr, port }: { readonly [name: string]: unknown }): Listening {
  return { address: String(addr), ...(typeof port === "number" && { port }) };
}
