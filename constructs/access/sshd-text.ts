import { matchesPatternList } from "./sshd-pattern";

/** A line of sshd's configuration. */
interface Line {
  /** In lower case, since sshd ignores the case. */
  readonly keyword: string;
  readonly words: readonly string[];
}

/** The lines after a `Match`, which apply only to some logins. */
interface MatchBlock {
  readonly criteria: readonly string[];
  readonly lines: readonly Line[];
}

/** Text of sshd's configuration. */
export interface SshdText {
  readonly lines: readonly Line[];
  readonly blocks: readonly MatchBlock[];
}

export const NO_TEXT: SshdText = { lines: [], blocks: [] };

/** The lines and blocks of a text; undefined if it includes files. */
export function parseSshdText(text: string): SshdText | undefined {
  const lines: Line[] = [];
  const blocks: { criteria: readonly string[]; lines: Line[] }[] = [];
  for (const { keyword, words } of text.split("\n").flatMap(lineOf)) {
    if (keyword === "include") return undefined;
    if (keyword === "match") blocks.push({ criteria: words, lines: [] });
    else (blocks.at(-1)?.lines ?? lines).push({ keyword, words });
  }
  return { lines, blocks };
}

function lineOf(text: string): readonly Line[] {
  const [, keyword, rest = ""] = /^\s*([A-Za-z]\w*)\s*=?\s*(.*)$/.exec(text) ?? [];
  if (keyword === undefined) return [];
  const words = rest.match(/"[^"]*"|\S+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith("#"));
  return [
    {
      keyword: keyword.toLowerCase(),
      words: words
        .slice(0, comment === -1 ? undefined : comment)
        .map((word) => word.replace(/^"|"$/g, "")),
    },
  ];
}

/** Whether a block applies to all logins of a user; undefined if it depends on more than the user. */
export function appliesTo({ criteria }: MatchBlock, user: string): boolean | undefined {
  const [first = "", names = "", ...others] = criteria;
  if (first.toLowerCase() === "all") return true;
  if (first.toLowerCase() !== "user") return undefined;
  if (!matchesPatternList(user, names)) return false;
  return others.length === 0 ? true : undefined;
}
