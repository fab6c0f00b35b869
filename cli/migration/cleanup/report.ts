import { type Leftover, nixosUnifiedLeftovers, nixosUnifiedMentions } from "./nixos-unified";
import { type SopsSecretUse, sopsSecrets } from "./sops-secrets";
import { type Place, readSources } from "./source-tree";

/** The leftovers of the configuration before a migration. */
export interface CleanupReport {
  readonly leftovers: readonly Leftover[];
  readonly mentions: readonly Place[];
  /** Secrets that a generator of clan vars replaced. */
  readonly replaced: readonly SopsSecretUse[];
  /** Secrets that still come from sops-nix, such as external credentials. */
  readonly external: readonly SopsSecretUse[];
}

/**
 * Reads a nix-config without changing it.
 *
 * @throws FleetError if the folder does not exist
 */
export function cleanupReport(folder: string): CleanupReport {
  const files = readSources(folder);
  const secrets = sopsSecrets(files);
  return {
    leftovers: nixosUnifiedLeftovers(files),
    mentions: nixosUnifiedMentions(files),
    replaced: secrets.filter(({ replacedBy }) => replacedBy !== undefined),
    external: secrets.filter(({ replacedBy }) => replacedBy === undefined),
  };
}

/** Whether nothing must be removed; mentions and external secrets can stay. */
export function isClean({ leftovers, replaced }: CleanupReport): boolean {
  return leftovers.length === 0 && replaced.length === 0;
}

/** The report as text: the leftovers in removal order, with file and line. */
export function reportText(report: CleanupReport): string {
  const { leftovers, mentions, replaced, external } = report;
  const lines = [
    ...leftovers.flatMap(leftoverLines),
    ...replaced.flatMap(replacedLines),
    ...section(
      "documents and comments that mention nixos-unified; check whether each is still correct",
      mentions.map(placeLine),
    ),
    ...section(
      "secrets that stay in sops-nix: no clan var replaces them",
      external.flatMap(({ name, declared }) => declared.map((place) => `  ${at(place)}: ${name}`)),
    ),
    summary(report),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function summary(report: CleanupReport): string {
  if (isClean(report)) return "nothing remains that must be removed";
  const all = [
    ...report.leftovers.map(({ blockedBy }) => blockedBy.length),
    ...report.replaced.map(({ used }) => used.length),
  ];
  const free = all.filter((count) => count === 0).length;
  return `${all.length} kinds of leftovers: ${free} not blocked, ${all.length - free} blocked; nothing was deleted`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines, ""];
}

function leftoverLines({ kind, places, blockedBy, instead }: Leftover): readonly string[] {
  return section(`${kind}: ${blockedBy.length === 0 ? "not blocked" : "blocked"}`, [
    ...places.map(placeLine),
    ...blockedBy.map((reason) => `  blocked by ${reason}`),
    `  replacement: ${instead}`,
  ]);
}

function replacedLines({ name, declared, used, replacedBy }: SopsSecretUse): readonly string[] {
  return section(`secret ${name}: ${used.length === 0 ? "not blocked" : "blocked"}`, [
    ...declared.map(placeLine),
    ...used.map((place) => `  blocked by ${at(place)}: ${place.text}`),
    `  replacement: generator ${replacedBy} of clan vars`,
  ]);
}

function placeLine(place: Place): string {
  return place.text === "" ? `  ${at(place)}` : `  ${at(place)}: ${shorten(place.text)}`;
}

function at({ file, line }: Place): string {
  return `${file}:${line}`;
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
