/** Code that several examples share. */

/** @param props - additional props of the machine */
export function nixosMachine(...props: readonly string[]): string {
  return declared('new NixosMachine(fleet, "cinnabar", {', ['stateVersion: "25.11"', ...props]);
}

export function mac(...props: readonly string[]): string {
  return declared('new DarwinMachine(fleet, "blackphos", {', ["stateVersion: 6", ...props]);
}

/** A machine with a server, and its stack. */
export function rentedMachine(server: readonly string[], props = [PLAIN_DISK]): string {
  const line = `server: { ${server.join(", ")} }`;
  const specification =
    line.length <= LONGEST_LINE - 3
      ? line
      : ["server: {", ...server.map((prop) => `  ${prop},`), "}"].join("\n  ");
  return [
    `const cinnabar = ${nixosMachine(...props, specification)}`,
    hetznerStack("cinnabar"),
  ].join("\n");
}

export function hetznerStack(machines: string, ...props: readonly string[]): string {
  return declared('new HetznerStack(app, "hetzner", {', [
    `machines: [${machines}]`,
    "token: ApiToken.fromEnvironment()",
    ...props,
  ]);
}

export const PLAIN_DISK = 'disk: Disk.plain({ filesystem: "ext4" })';
export const CX53 = ["type: ServerType.CX53", "location: Location.FSN1"] as const;

const LONGEST_LINE = 100;

/** A call with an object literal as last argument, on one line if it is short. */
export function declared(start: string, props: readonly string[]): string {
  const line = `${start} ${props.join(", ")} });`;
  if (line.length <= LONGEST_LINE && !line.includes("\n")) return line;
  return [start, ...props.map((prop) => `  ${prop},`), "});"].join("\n");
}
