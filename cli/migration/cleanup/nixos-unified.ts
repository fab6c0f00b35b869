import { extname } from "node:path";
import { isNix, linesMatching, type Place, type SourceFile, withoutComments } from "./source-tree";

/** The leftovers of one kind, and whether they can be removed. */
export interface Leftover {
  /** The kind: `flake input`. */
  readonly kind: string;
  readonly places: readonly Place[];
  /** The kinds that must be removed first, or what is missing. */
  readonly blockedBy: readonly string[];
  /** The replacement. */
  readonly instead: string;
}

/** Until 2024 its name was nixos-flake. */
const NAME = "nixos-(?:unified|flake)";

/** Uses of the packages that its flake module defines. */
const COMMANDS = /nix run\b.*#(activate|update)(?![\w-])/;
const PACKAGES = /\bself'?\.packages\.(\S+\.)?(activate|update)(?![\w-])/;
const IS_DEFAULT = /\bpackages\.default\s*=\s*self'?\.packages\.(\S+\.)?activate\b/;
const DEFAULT_COMMAND = /\bnix run(\s+\.)?(?=\s*($|[;&|\\]))|\bnix run\s+\.(?=\s)/;
const ALL_COMMANDS = new RegExp(`${COMMANDS.source}|${DEFAULT_COMMAND.source}`);
const DOCUMENTS: ReadonlySet<string> = new Set([".md", ".mdx", ".org", ".qmd", ".rst", ".txt"]);

/** The leftovers of nixos-unified in a repository, in removal order. */
export function nixosUnifiedLeftovers(files: readonly SourceFile[]): readonly Leftover[] {
  const own = files.filter(({ isGenerated }) => !isGenerated);
  const nix = own.filter(isNix).map(withoutComments);
  const scripts = own.filter(isScript).map(withoutComments);
  const hosts = hostsIn(files);
  const unmigrated = hosts.filter((host) => !isMigrated(host, files));

  const isDefault = linesMatching(nix, IS_DEFAULT).length > 0;

  const found = {
    argument: linesMatching(
      nix.filter(takesFlake),
      /inherit \(flake\b|(?<![.\w-])flake\.(inputs|self|config)\b/,
    ),
    functions: linesMatching(nix, new RegExp(`${NAME}\\.lib\\b`)),
    options: linesMatching(
      nix,
      new RegExp(
        `(^|[\\s{])${NAME}(\\.(?!url\\b|inputs\\b|follows\\b|lib\\b|flakeModules?\\b)[\\w-]+)*\\s*=`,
      ),
    ).filter(
      ({ file, text }) =>
        // A string with that name, as in a list of repositories, is not an option.
        file !== "flake.nix" && !new RegExp(`${NAME}\\s*=\\s*"`).test(text),
    ),
    commands: [
      ...linesMatching(scripts, isDefault ? ALL_COMMANDS : COMMANDS),
      ...linesMatching(nix, PACKAGES),
    ],
    wired: linesMatching(nix, /\bself\.(nixosModules|darwinModules|homeModules)\b/),
    paths: linesMatching(
      [...nix, ...scripts],
      /(^|[\s"'(/])(\.\/|\.\.\/|self \+ \/)*configurations\/\w/,
    ),
    autowiring: linesMatching(nix, new RegExp(`${NAME}\\.flakeModules\\.autoWire\\b`)),
    modules: linesMatching(nix, new RegExp(`${NAME}\\.flakeModules?\\b(?!\\.autoWire)`)),
    input: linesMatching(
      nix.filter(({ path }) => path === "flake.nix"),
      new RegExp(`(^|\\s|\\.)${NAME}(\\.(url|inputs|follows)\\b|\\s*=)`),
    ),
  };
  const outside = found.paths.filter(({ file }) => !file.startsWith("configurations/"));

  return [
    leftover(
      "module argument `flake` of nixos-unified",
      found.argument,
      [],
      "config.flake and inputs of the surrounding flake-parts module",
    ),
    leftover(
      "functions of nixos-unified",
      found.functions,
      [],
      "flake.clan.machines, from which clan-core builds the configurations",
    ),
    leftover(
      "options of nixos-unified",
      found.options,
      [],
      "deploy.targetHost in clan's inventory",
    ),
    leftover(
      "commands of nixos-unified",
      found.commands,
      [],
      "just activate-darwin and just activate-nixos",
    ),
    leftover("modules named by autowiring", found.wired, [], "config.flake.modules.<class>.<name>"),
    leftover("paths into configurations/", outside, [], "modules/hosts/<name>/default.nix"),
    leftover(
      "configurations/",
      hosts.map(({ place }) => place),
      [
        ...unmigrated.map(notMigrated),
        ...(outside.length === 0 ? [] : ["paths into configurations/"]),
      ],
      "modules/hosts/<name>/default.nix",
    ),
    leftover(
      "autowiring",
      found.autowiring,
      [
        ...(hosts.length === 0 ? [] : ["configurations/"]),
        ...(found.wired.length === 0 ? [] : ["modules named by autowiring"]),
      ],
      "import-tree",
    ),
    leftover(
      "flake modules",
      found.modules,
      [
        ...(found.argument.length === 0 ? [] : ["module argument `flake` of nixos-unified"]),
        ...(found.functions.length === 0 ? [] : ["functions of nixos-unified"]),
        ...(found.options.length === 0 ? [] : ["options of nixos-unified"]),
        ...(found.commands.length === 0 ? [] : ["commands of nixos-unified"]),
        ...(found.autowiring.length === 0 ? [] : ["autowiring"]),
      ],
      "nothing",
    ),
    leftover(
      "flake input",
      [...found.input, ...lockedInput(files)],
      [...(found.modules.length === 0 && found.autowiring.length === 0 ? [] : ["flake modules"])],
      "nothing; nix flake lock then removes it from flake.lock",
    ),
  ].filter(({ places }) => places.length > 0);
}

/** Mentions in documents and comments. They can be intended, as in a history. */
export function nixosUnifiedMentions(files: readonly SourceFile[]): readonly Place[] {
  const pattern = new RegExp(`\\b${NAME}\\b(?!-)`);
  const own = files.filter(
    ({ path, isGenerated }) => !isGenerated && !path.endsWith("migration/ledger.jsonl"),
  );
  const documents = own.filter(({ path }) => DOCUMENTS.has(extname(path)));
  const comments = own
    .filter((file) => isNix(file) || isScript(file))
    .map(({ lines, ...file }) => ({
      ...file,
      lines: lines.map((line) => /(^|\s)#.*$/.exec(line)?.[0] ?? ""),
    }));
  return linesMatching([...documents, ...comments], pattern);
}

function leftover(
  kind: string,
  places: readonly Place[],
  blockedBy: readonly string[],
  instead: string,
): Leftover {
  return { kind, places, blockedBy, instead };
}

function isScript({ path }: SourceFile): boolean {
  const name = path.split("/").at(-1) ?? "";
  return (
    /^(justfile|Makefile)$/i.test(name) || [".just", ".sh", ".yaml", ".yml"].includes(extname(name))
  );
}

/** Whether a module takes the argument `flake`. */
function takesFlake({ lines }: SourceFile): boolean {
  return /[{,]\s*flake\s*[,}]/.test(lines.join("\n"));
}

interface Host {
  readonly name: string;
  readonly isHome: boolean;
  readonly place: Place;
}

/** The configurations that autowiring finds: `configurations/<class>/<name>.nix` and `…/<name>/default.nix`. */
function hostsIn(files: readonly SourceFile[]): readonly Host[] {
  return files.flatMap(({ path }) => {
    const [, folder = "", name = ""] =
      /^configurations\/(nixos|darwin|home)\/([^/]+?)(?:\.nix|\/default\.nix)$/.exec(path) ?? [];
    if (name === "") return [];
    return [{ name, isHome: folder === "home", place: { file: path, line: 1, text: "" } }];
  });
}

/** Whether the new tree has this machine, or the home of this user. */
function isMigrated({ name, isHome }: Host, files: readonly SourceFile[]): boolean {
  const [user = name] = name.split("@");
  const starts = isHome
    ? [`modules/users/${user}.nix`, `modules/users/${user}/`]
    : [`modules/hosts/${name}/`, `modules/hosts/${name}.nix`, `machines/${name}/`];
  return files.some(({ path }) => starts.some((start) => path.startsWith(start)));
}

function notMigrated({ name, isHome, place }: Host): string {
  const missing = isHome
    ? `no file in modules/users/ for ${name}`
    : `no module hosts/${name} and no folder machines/${name}`;
  return `${place.file}: there is ${missing}`;
}

/** The input in flake.lock, if it is a direct input of this flake. */
function lockedInput(files: readonly SourceFile[]): readonly Place[] {
  const lock = files.find(({ path }) => path === "flake.lock");
  if (lock === undefined) return [];
  const start = lock.lines.findIndex((line) => /^\s*"root": \{$/.test(line));
  return lock.lines
    .flatMap((text, index) =>
      index > start && start >= 0 && new RegExp(`"${NAME}": (\\[|")`).test(text)
        ? [{ file: lock.path, line: index + 1, text: text.trim() }]
        : [],
    )
    .slice(0, 1);
}
