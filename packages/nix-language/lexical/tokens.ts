/** A token of Nix source. The quotes of a string are tokens; its text is not. */
export interface Token {
  readonly kind: "word" | "literal" | "symbol" | "open" | "close" | "comment";
  readonly text: string;
  /** Where it starts in the source, from 0. */
  readonly at: number;
}

/** The closing bracket or quote for each opening one. */
export const CLOSING: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "${": "}",
  '"': '"',
  "''": "''",
};

/** Marks a path with interpolations that are not read yet. */
const PATH = "path";

/** Text in each kind of string, and the rest of a path, up to an interpolation or the end. */
const TEXT: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^$"\\]|\$[^{"\\]|\\[\s\S]|\$(?=["\\]))+/y,
  "''": /(?:[^$']|\$[^{']|''\$|'''|''\\[\s\S]|'[^'$]|'(?=\$)|\$(?='))+/y,
  [PATH]: /[\w.+/-]+/y,
};

/** Tokens outside strings, except paths and URIs. */
const CODE: readonly RegExp[] = [
  /(?<blank>[ \t\r\n]+)/,
  /(?<comment>#.*|\/\*(?:[\s\S]*?\*\/|[\s\S]*))/,
  /(?<literal><[\w.+-]+(?:\/[\w.+-]+)*>|(?:[1-9]\d*\.\d*|0?\.\d+)(?:[eE][+-]?\d+)?|\d+)/,
  /(?<word>[a-zA-Z_][\w'-]*)/,
  /(?<open>\$\{|''|["([{])/,
  /(?<close>[)\]}])/,
  /(?<symbol>==|!=|<=|>=|&&|\|\||->|\/\/|\+\+|\.\.\.|\|>|<\||[\s\S])/,
];

/** They contain characters that are operators in other places. */
const PATHS_AND_URIS: readonly RegExp[] = [
  /(?<path>[\w.+-]*(?:\/[\w.+-]+)+\/?|[\w.+-]*\/(?=\$\{)|~(?:\/[\w.+-]+)+\/?|~\/(?=\$\{))/,
  /(?<uri>[a-zA-Z][a-zA-Z\d+.-]*:[\w%/?:@&=+$,.!~*'-]+)/,
];

const ANY_CODE = anyOf([...PATHS_AND_URIS, ...CODE]);
const PLAIN_CODE = anyOf(CODE);

/** Characters at the start of paths and URIs, and whether a path or URI can continue after them. */
const RUN = /[\w.+-]*(?<goesOn>[:/~])?/y;

/** The tokens of Nix source, as the Nix lexer reads them; for invalid source, those that can be read. */
export function tokensOf(source: string): readonly Token[] {
  return new Lexer(source).tokens;
}

class Lexer {
  readonly tokens: Token[] = [];
  /** Open brackets and strings. */
  private readonly around: string[] = [];
  private at = 0;
  /** No path or URI starts before this position. */
  private plainUntil = 0;

  constructor(private readonly source: string) {
    while (this.at < source.length) this.next();
  }

  private next(): void {
    const around = this.around.at(-1) ?? "";
    const pattern = TEXT[around];
    if (pattern === undefined) {
      this.nextCode();
      return;
    }
    const [text] = matchAt(pattern, this.source, this.at) ?? [];
    if (text !== undefined) this.at += text.length;
    else if (this.source.startsWith("${", this.at)) this.open("${");
    else if (around === PATH) this.around.pop();
    else if (this.source.startsWith(around, this.at)) this.close(around);
    else this.at = this.source.length; // Unterminated string.
  }

  private nextCode(): void {
    const match = matchAt(this.isPlain() ? PLAIN_CODE : ANY_CODE, this.source, this.at);
    const [kind, text = ""] =
      Object.entries(match?.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    switch (kind) {
      case "blank":
        this.at += text.length;
        break;
      case "open":
        this.open(text);
        break;
      case "close":
        this.close(text);
        break;
      case "path":
        this.around.push(PATH);
        this.add("literal", text);
        break;
      case "word":
      case "comment":
      case "symbol":
        this.add(kind, text);
        break;
      default:
        this.add("literal", text);
        break;
    }
  }

  /** Whether no path or URI starts here. Scans each run of their characters once. */
  private isPlain(): boolean {
    if (this.at >= this.plainUntil) {
      const run = matchAt(RUN, this.source, this.at);
      if (run?.groups?.goesOn !== undefined) return false;
      this.plainUntil = this.at + (run?.[0].length ?? 0);
    }
    return true;
  }

  private open(text: string): void {
    this.around.push(text);
    this.add("open", text);
  }

  private close(text: string): void {
    if (CLOSING[this.around.at(-1) ?? ""] === text) this.around.pop();
    this.add("close", text);
  }

  private add(kind: Token["kind"], text: string): void {
    this.tokens.push({ kind, text, at: this.at });
    this.at += text.length;
  }
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"), "y");
}
