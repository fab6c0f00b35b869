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
  const specification = ["server: {", ...server.map((line) => `  ${line},`), "}"].join("\n  ");
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

/** An object literal as an argument, a property on each line. */
export function declared(start: string, props: readonly string[]): string {
  return [start, ...props.map((prop) => `  ${prop},`), "});"].join("\n");
}
