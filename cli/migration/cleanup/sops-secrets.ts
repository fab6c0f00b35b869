import { isNix, linesMatching, type Place, type SourceFile, withoutComments } from "./source-tree";

/** A secret of sops-nix, and its replacement. */
export interface SopsSecretUse {
  readonly name: string;
  readonly declared: readonly Place[];
  /** The places that read its value. */
  readonly used: readonly Place[];
  /** The generator of clan vars that replaced it; undefined if it still comes from sops-nix. */
  readonly replacedBy?: string;
}

/** Usual names of secrets in sops, and clan's generators that replace them. */
const KINDS: readonly (readonly [secret: RegExp, generator: RegExp])[] = [
  [/ssh[-_/]?host/i, /^openssh$/],
  [/zerotier/i, /^zerotier-/],
  [/password/i, /^(user-password|root-password)/],
];

/** The sops-nix secrets that a repository declares, sorted by name. */
export function sopsSecrets(files: readonly SourceFile[]): readonly SopsSecretUse[] {
  const own = files.filter(({ isGenerated }) => !isGenerated);
  const nix = own.filter(isNix).map(withoutComments);
  const declarations = nix.flatMap(declarationsIn);
  const generators = generatorsIn(files);
  const names = [...new Set(declarations.map(({ name }) => name))].sort();
  return names.map((name) => {
    const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const used = linesMatching(
      nix,
      new RegExp(`config\\.sops\\.(secrets|placeholder)\\.("${escaped}"|${escaped})(?![\\w-])`),
    );
    const replacedBy = generators.find((generator) => replaces(generator, name));
    return {
      name,
      declared: declarations.filter((one) => one.name === name).map(({ place }) => place),
      used,
      ...(replacedBy !== undefined && { replacedBy }),
    };
  });
}

interface Declaration {
  readonly name: string;
  readonly place: Place;
}

const NAME = String.raw`(?:"([^"]+)"|([A-Za-z_][\w'-]*))`;

/** `sops.secrets.X = …`, and the names in `sops.secrets = { … }` and `sops = { secrets = { … }; }`. */
function declarationsIn({ path, lines }: SourceFile): readonly Declaration[] {
  const at = (index: number): Place => ({
    file: path,
    line: index + 1,
    text: lines[index]?.trim() ?? "",
  });
  const single = new RegExp(String.raw`(?<!config\.)\bsops\.secrets\.${NAME}`);
  const entry = new RegExp(String.raw`^\s*${NAME}(\.[\w.]+)?\s*=`);
  const found: Declaration[] = [];
  let depth = 0;
  // Brace depths of the attribute sets `sops` and `sops.secrets`.
  let sops: number | undefined;
  let secrets: number | undefined;
  for (const [index, line] of lines.entries()) {
    const [, quoted, plain] = (secrets === depth ? entry.exec(line) : single.exec(line)) ?? [];
    const name = quoted ?? plain;
    if (name !== undefined) found.push({ name, place: at(index) });
    const opens = (line.match(/\{/g) ?? []).length - (line.match(/\}/g) ?? []).length;
    const isOpened = opens > 0;
    if (isOpened && /(^|\s)sops\s*=\s*\{/.test(line)) sops = depth + 1;
    if (
      isOpened &&
      (/\bsops\.secrets\s*=\s*\{/.test(line) ||
        (sops === depth && /^\s*secrets\s*=\s*\{/.test(line)))
    ) {
      secrets = depth + 1;
    }
    depth += opens;
    if (secrets !== undefined && depth < secrets) secrets = undefined;
    if (sops !== undefined && depth < sops) sops = undefined;
  }
  return found;
}

/** The generators that modules declare, and those with files in `vars/`. */
function generatorsIn(files: readonly SourceFile[]): readonly string[] {
  const declared = files
    .filter(isNix)
    .flatMap(({ lines }) =>
      [...lines.join("\n").matchAll(/\bvars\.generators\.(?:"([^"]+)"|([\w-]+))/g)].map(
        ([, quoted, plain = ""]) => quoted ?? plain,
      ),
    );
  const written = files.flatMap(({ path }) => {
    const [, shared, own] =
      /^vars\/(?:shared\/([^/]+)|per-machine\/[^/]+\/([^/]+))\//.exec(path) ?? [];
    return shared ?? own ?? [];
  });
  return [...new Set([...declared, ...written])].sort();
}

function replaces(generator: string, secret: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  if (plain(generator) === plain(secret)) return true;
  return KINDS.some(([kind, own]) => kind.test(secret) && own.test(generator));
}
