import { EVERYONE, factsKey, type Key, keysOf } from "./key";

/** A paragraph of a generated flake-parts module, with what it takes from the `let` around it. */
export interface Paragraph {
  readonly text: string;
  /** What it is about. */
  readonly keys: readonly Key[];
  /** All words in its values, and the kinds of facts of which it takes all. */
  readonly mentions: ReadonlySet<Key>;
}

const LET = /^let\n(.*?)^in\n/ms;
const BODY = /.*^\{[ \n](.*)[ \n]\}\n/ms;
const NAME = /"[^"]*"|[\w'-]+/g;
const ATTRIBUTE = new RegExp(`^(?: {2})?((?:${NAME.source})(?:\\.(?:${NAME.source}))*) =`, "gm");
const WORD = /[\w/-]+/g;
const ALL_FACTS = /\bmeta\.([\w-]+)(?![\w.-])/g;

/** The paragraphs of a module as the printer lays it out: an empty line stands between two of them. */
export function paragraphsOf(module: string): readonly Paragraph[] {
  const [, variables = ""] = LET.exec(module) ?? [];
  const [, body = module] = BODY.exec(module) ?? [];
  return body.split(/\n\n(?= {2}\S)/).map((own) => {
    const paths = [...own.matchAll(ATTRIBUTE)].map(([, path = ""]) => namesIn(path));
    const values = `${variables}${own.replace(ATTRIBUTE, "")}`;
    const facts = [...values.matchAll(ALL_FACTS)].map(([, kind = ""]) => factsKey(kind));
    return {
      text: `${variables}${own}`,
      keys: paths.length === 0 ? [EVERYONE] : paths.flatMap(keysOf),
      mentions: new Set([...(values.match(WORD) ?? []), ...facts]),
    };
  });
}

function namesIn(path: string): readonly string[] {
  return (path.match(NAME) ?? []).map((name) => name.replaceAll('"', ""));
}
