import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { FleetError, Location, ServerType } from "../../constructs";

/** The options of the command line. */
export interface InitOptions {
  readonly name?: string;
  readonly nixos?: readonly string[];
  readonly darwin?: readonly string[];
  readonly user?: string;
  readonly key?: string;
  readonly serverType?: string;
  readonly location?: string;
  readonly out?: string;
  readonly module?: ModuleFormat;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export type ModuleFormat = "esm" | "commonjs";

export const MODULE_FORMATS: readonly ModuleFormat[] = ["esm", "commonjs"];

/** The fleet to write. */
export interface Answers {
  readonly fleet: string;
  readonly nixos: readonly string[];
  readonly darwin: readonly string[];
  readonly user: string;
  /** The user's public key. @default - none */
  readonly key: string | undefined;
  /** A server for each NixOS machine, as members of `ServerType` and `Location`. @default - none */
  readonly server: { readonly type: string; readonly location: string } | undefined;
  /** The output folder, relative to the fleet's. */
  readonly out: string;
}

/**
 * The answers from the options; a missing option has its default.
 *
 * @throws FleetError if the server type or location is unknown, or if the key file cannot be read
 */
export function answersOf(folder: string, options: InitOptions): Answers {
  const { nixos = [], darwin = [], serverType, location } = options;
  const isEmpty = nixos.length === 0 && darwin.length === 0;
  if (location !== undefined && serverType === undefined) {
    throw new FleetError(
      problem("--location needs --server-type", location, "both", SERVER_REMEDY),
    );
  }
  const answers = {
    fleet: options.name ?? asLabel(basename(resolve(folder))),
    nixos: isEmpty ? ["server"] : nixos,
    darwin,
    user: options.user ?? "admin",
    key: options.key === undefined ? undefined : keyOf(options.key),
    server:
      serverType === undefined
        ? undefined
        : {
            type: member("server type", ServerType, serverType),
            location: member("location", Location, location ?? Location.FSN1.name),
          },
    out: options.out ?? ".",
  };
  if (answers.server !== undefined && answers.key === undefined) {
    throw new FleetError(
      problem(
        "--server-type needs --key: without a key nobody can log in to the installed server",
        answers.server.type,
        "the user's public key, or the path of its file",
        "give --key ~/.ssh/id_ed25519.pub",
      ),
    );
  }
  return answers;
}

const SERVER_REMEDY =
  "give --server-type cx23 --location fsn1, or neither if the machines are not at Hetzner";

/** The key of a catalogue for a name: `CX53` for `cx53`. */
function member(what: string, catalogue: Readonly<Record<string, unknown>>, name: string): string {
  const members = Object.entries(catalogue).flatMap(([key, value]) => {
    const isNamed = typeof value === "object" && value !== null && "name" in value;
    return isNamed ? [{ key, name: String(value.name) }] : [];
  });
  const found = members.find((each) => each.name === name.toLowerCase());
  if (found !== undefined) return found.key;
  const allowed = members.map((each) => each.name).join(", ");
  throw new FleetError(problem(`unknown ${what}`, name, allowed, "give one of them"));
}

/** The key itself, or the first line of its file. */
function keyOf(given: string): string {
  if (/^(ssh|ecdsa|sk)-\S+ \S/.test(given)) return given;
  if (!existsSync(given)) {
    const allowed = "a public key, ssh-ed25519 AAAA…, or the path of its file";
    throw new FleetError(
      problem(
        "--key is neither a public key nor a file",
        given,
        allowed,
        "give ~/.ssh/id_ed25519.pub",
      ),
    );
  }
  const [line = ""] = readFileSync(given, "utf8").split("\n");
  if (line.includes("PRIVATE KEY")) {
    const remedy = `give ${given}.pub`;
    throw new FleetError(problem("--key is a private key", given, "a public key", remedy));
  }
  return line.trim();
}

/** The name of a folder as a host name label. */
function asLabel(name: string): string {
  const label = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return label.replace(/^-+/, "").slice(0, 63).replace(/-+$/, "") || "fleet";
}

function problem(summary: string, value: string, allowed: string, remedy: string): string {
  return `${summary}: ${JSON.stringify(value)}\n  allowed: ${allowed}\n  remedy: ${remedy}`;
}
