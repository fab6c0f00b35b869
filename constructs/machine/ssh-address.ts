/** An address in clan's syntax: `user@host:port?SSH_OPTION=VALUE&…`, with an optional `ssh://` prefix. */
export interface SshAddress {
  /** @default - root */
  readonly user?: string;
  /** Host name or address; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port?: number;
  /** ssh options by name: `ProxyJump`. */
  readonly options: Readonly<Record<string, string>>;
}

const DESTINATION =
  /^(?:(?<user>[A-Za-z0-9_][A-Za-z0-9_.-]*)@)?(?:\[(?<ipv6>[0-9A-Fa-f:.]+(?:%[A-Za-z0-9_.-]+)?)\]|(?<host>[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?))(?::(?<port>\d{1,5}))?$/;

const OPTION = /^[A-Za-z][A-Za-z0-9]*$/;

/** The parts of an address; undefined if it is invalid. */
export function parseSshAddress(text: string): SshAddress | undefined {
  const [destination = "", ...rest] = text.replace(/^ssh:\/\//, "").split("?");
  const { user, ipv6, host = ipv6, port } = DESTINATION.exec(destination)?.groups ?? {};
  if (host === undefined || (port !== undefined && !isPort(Number(port)))) return undefined;
  const options = parseOptions(rest.join("?"));
  if (options === undefined) return undefined;
  return {
    ...(user !== undefined && { user }),
    host,
    ...(port !== undefined && { port: Number(port) }),
    options,
  };
}

function parseOptions(query: string): Readonly<Record<string, string>> | undefined {
  const pairs = query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair): [string, string] => {
      const [name = "", ...value] = pair.split("=");
      return [name, value.join("=")];
    });
  if (query.split("&").some((pair) => pair !== "" && !pair.includes("="))) return undefined;
  if (pairs.some(([name]) => !OPTION.test(name))) return undefined;
  return Object.fromEntries(pairs);
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}
