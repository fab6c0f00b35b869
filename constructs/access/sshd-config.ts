import type { Machine } from "../machine/machine";
import type { Definition } from "./definitions";
import { decided, definitionsIn } from "./definitions";
import { type KnownOptions, knownOptions } from "./known-options";
import { appliesTo, NO_TEXT, parseSshdText, type SshdText } from "./sshd-text";

const OPENSSH = "services.openssh";
const SETTINGS = `${OPENSSH}.settings`;

/** Values of NixOS and of sshd for keywords that nobody sets. NixOS writes them before `extraConfig`. */
const DEFAULTS: { readonly [keyword: string]: string } = {
  kbdinteractiveauthentication: "yes",
  passwordauthentication: "yes",
  permitrootlogin: "prohibit-password",
};

/** The file with the keys of `users.users`, one for each account. */
export const NIXOS_KEYS = "/etc/ssh/authorized_keys.d/%u";

/** The configuration of a machine's sshd: `services.openssh.settings`, then the text of `extraConfig`. */
export class SshdConfig {
  /** Undefined if only Nix or the machine knows the text. */
  private readonly text: SshdText | undefined;
  private readonly settings = new Map<string, readonly string[] | undefined>();

  constructor(private readonly options: KnownOptions) {
    this.text = textOf(options.definitionsOf(`${OPENSSH}.extraConfig`));
  }

  /** The words of the value that counts for a user; empty if there is none, undefined if it is unknown. */
  first(keyword: string, user: string): readonly string[] | undefined {
    return this.inBlocks(keyword, user, firstLine, () => {
      const settings = this.inSettings(keyword);
      if (settings === undefined || settings.length > 0) return settings;
      return this.inText(keyword)[0] ?? defaultOf(keyword);
    });
  }

  /** The words of all values that count for a user, of a keyword whose values sshd collects. */
  all(keyword: string, user: string): readonly string[] | undefined {
    return this.inBlocks(
      keyword,
      user,
      (lines) => lines.flat(),
      () => {
        const settings = this.inSettings(keyword);
        return settings && [...settings, ...this.inText(keyword).flat()];
      },
    );
  }

  /** Whether a keyword may have another value than `none` for a user. */
  maySet(keyword: string, user: string): boolean {
    const words = this.first(keyword, user);
    return words === undefined || words.some((word) => word !== "none");
  }

  /** The patterns of files from which sshd reads the keys of a user; undefined if they are unknown. */
  keyFiles(user: string): readonly string[] | undefined {
    const keyword = "authorizedkeysfile";
    return this.inBlocks(keyword, user, firstLine, () => {
      const settings = this.inSettings(keyword);
      // NixOS writes its files before the text.
      return settings?.length === 0 ? this.nixosKeyFiles() : settings;
    });
  }

  private nixosKeyFiles(): readonly string[] | undefined {
    const inHome = !this.options.isSetTo(`${OPENSSH}.authorizedKeysInHomedir`, false);
    const own = [...(inHome ? ["%h/.ssh/authorized_keys"] : []), NIXOS_KEYS];
    const given = this.options.definitionsOf(`${OPENSSH}.authorizedKeysFiles`);
    return wordsOf(decided([...given, ...definitionsIn(own)]));
  }

  /** What the first block with a keyword says, if it applies to a user; otherwise what is written outside of blocks. */
  private inBlocks(
    keyword: string,
    user: string,
    ofBlock: (lines: readonly (readonly string[])[]) => readonly string[],
    otherwise: () => readonly string[] | undefined,
  ): readonly string[] | undefined {
    if (this.text === undefined) return undefined;
    for (const block of this.text.blocks) {
      const lines = block.lines.filter((line) => line.keyword === keyword);
      if (lines.length === 0) continue;
      const applies = appliesTo(block, user);
      if (applies === undefined) return undefined;
      if (applies) return ofBlock(lines.map(({ words }) => words));
    }
    return otherwise();
  }

  private inText(keyword: string): readonly (readonly string[])[] {
    const { lines } = this.text ?? NO_TEXT;
    return lines.filter((line) => line.keyword === keyword).map(({ words }) => words);
  }

  /** The words in `settings`; empty for null. */
  private inSettings(keyword: string): readonly string[] | undefined {
    if (!this.settings.has(keyword)) this.settings.set(keyword, this.findInSettings(keyword));
    return this.settings.get(keyword);
  }

  private findInSettings(keyword: string): readonly string[] | undefined {
    const definitions = this.options
      .definedBelow(SETTINGS)
      .filter((option) => option.slice(SETTINGS.length + 1).toLowerCase() === keyword)
      .flatMap((option) => this.options.definitionsOf(option));
    return definitions.length === 0 ? defaultOf(keyword) : wordsOf(decided(definitions));
  }
}

const known = new WeakMap<KnownOptions, SshdConfig>();

/** The sshd of a machine. Machines with the same options share it. */
export function sshdConfig(machine: Machine): SshdConfig {
  const options = knownOptions(machine);
  const config = known.get(options) ?? new SshdConfig(options);
  known.set(options, config);
  return config;
}

function firstLine([words = []]: readonly (readonly string[])[]): readonly string[] {
  return words;
}

function defaultOf(keyword: string): readonly string[] {
  const value = DEFAULTS[keyword];
  return value === undefined ? [] : [value];
}

function textOf(definitions: readonly Definition[]): SshdText | undefined {
  const texts = decided(definitions);
  if (!texts?.every((text) => typeof text === "string")) return undefined;
  const text = parseSshdText(texts.join("\n"));
  // Only Nix knows which definitions follow the `Match` of another one.
  return texts.length > 1 && text?.blocks.length !== 0 ? undefined : text;
}

/** The words that NixOS writes for values. */
function wordsOf(values: readonly unknown[] | undefined): readonly string[] | undefined {
  return values?.flat().flatMap((value) => {
    if (typeof value === "boolean") return [value ? "yes" : "no"];
    if (typeof value === "number") return [String(value)];
    return typeof value === "string" ? value.split(/\s+/).filter((word) => word !== "") : [];
  });
}
