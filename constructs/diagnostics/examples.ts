/** Code of examples that several codes have in common. */

/** @param props - properties beside those that every such machine has */
export function nixosMachine(...props: readonly string[]): string {
  return declared('new NixosMachine(fleet, "cinnabar", {', ['stateVersion: "25.11"', ...props]);
}

export function mac(...props: readonly string[]): string {
  return declared('new DarwinMachine(fleet, "blackphos", {', ["stateVersion: 6", ...props]);
}

/** A machine with a server, and the stack that rents it. */
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

/** A call whose last argument is an object literal: on one line where that is short enough. */
export function declared(start: string, props: readonly string[]): string {
  const line = `${start} ${props.join(", ")} });`;
  if (line.length <= LONGEST_LINE && !line.includes("\n")) return line;
  return [start, ...props.map((prop) => `  ${prop},`), "});"].join("\n");
}
