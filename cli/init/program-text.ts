import type { OwnFile } from "../../constructs";
import type { Answers } from "./answers";

/** The program of a small fleet. Its body is plain JavaScript, so that it can run before it is written. */
export interface ProgramText {
  /** Names to import from the library, sorted. */
  readonly imports: readonly string[];
  readonly body: string;
}

/** The program of a fleet: its machines, a user who may log in, and the servers if there are any. */
export function programOf(answers: Answers, ownFiles: readonly OwnFile[]): ProgramText {
  const { fleet, user, key, nixos, darwin, server } = answers;
  const names = new Names(["app", "fleet", "main"]);
  const person = names.variable(user);
  const servers = nixos.map((name) => ({ name, variable: names.variable(name) }));
  const macs = darwin.map((name) => ({ name, variable: names.variable(name) }));
  const list = `[${servers.map(({ variable }) => variable).join(", ")}]`;
  const hasServers = server !== undefined && servers.length > 0;
  const placed = hasServers
    ? [
        `server: { type: ServerType.${server.type}, location: Location.${server.location} },`,
        'disk: Disk.plain({ filesystem: "ext4" }),',
      ]
    : [];
  const paragraphs = [
    [
      ...(ownFiles.length === 0
        ? [`const fleet = new Fleet(app, ${text(fleet)});`]
        : [
            `const fleet = new Fleet(app, ${text(fleet)}, {`,
            "  // Written by hand, not generated.",
            `  ownFiles: [${ownFiles.map(text).join(", ")}],`,
            "});",
          ]),
      `const ${person} = new User(fleet, ${text(user)}, { sshKeys: [${key === undefined ? "" : text(key)}] });`,
    ],
    ...servers.map(({ name, variable }) => {
      const start = `const ${variable} = new NixosMachine(fleet, ${text(name)}, {`;
      const lines = ['stateVersion: "25.11",', ...placed].map((line) => `  ${line}`);
      return hasServers ? [start, ...lines, "});"] : [`${start} stateVersion: "25.11" });`];
    }),
    macs.map(
      ({ name }) =>
        `new DarwinMachine(fleet, ${text(name)}, { stateVersion: 6, primaryUser: ${person} });`,
    ),
    servers.length === 0
      ? []
      : [
          `new UserAccount(fleet, "root", { user: User.ROOT, machines: ${list}, authorized: [${person}] });`,
          `new SshdService(fleet, "sshd", { servers: ${list}, clients: [Tag.ALL] });`,
        ],
    hasServers
      ? [
          'new HetznerStack(app, "hetzner", {',
          `  machines: ${list},`,
          '  token: ApiToken.fromClanSecret("hetzner-api-token"),',
          "});",
        ]
      : [],
  ];
  const imports = [
    "Fleet",
    "User",
    ...(servers.length > 0 ? ["NixosMachine", "SshdService", "Tag", "UserAccount"] : []),
    ...(macs.length > 0 ? ["DarwinMachine"] : []),
    ...(hasServers ? ["ApiToken", "Disk", "HetznerStack", "Location", "ServerType"] : []),
  ].sort();
  const body = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return { imports, body: `${body.join("\n\n")}\n` };
}

/** The text of main.ts. */
export function mainText({ imports, body }: ProgramText): string {
  const names = [...imports, "type FleetApp"].sort((left, right) =>
    left.replace("type ", "") < right.replace("type ", "") ? -1 : 1,
  );
  return `import {
${names.map((name) => `  ${name},\n`).join("")}} from "nix-fleet";

export function main(app: FleetApp): void {
${body.replace(/^(?=.)/gm, "  ")}}
`;
}

/** Unique names of variables. */
class Names {
  private readonly taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.taken = new Set(taken);
  }

  /** A variable for a name: `webServer` for `web-server`. */
  variable(name: string): string {
    const camel = name.replace(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase());
    let variable = /^[a-z]\w*$/.test(camel) && !RESERVED.includes(camel) ? camel : `the${camel}`;
    while (this.taken.has(variable)) variable += "_";
    this.taken.add(variable);
    return variable;
  }
}

const RESERVED =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  );

function text(value: string): string {
  return JSON.stringify(value);
}
