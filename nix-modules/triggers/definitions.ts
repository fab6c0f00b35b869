import type { FlakePath } from "../files/generated-file";
import type { Definition } from "./definition";

const WORD = /[\w/'-]+/g;
const ALL_FACTS = /\bmeta\.([\w-]+)(?![\w.-])/g;

/** Definitions by their paths, and for raw source by their names. */
export class Definitions {
  private readonly exact = new Map<string, Definition[]>();
  private readonly whole = new Map<string, Definition[]>();
  private readonly named = new Map<string, Definition[]>();

  constructor(definitions: readonly Definition[]) {
    for (const definition of definitions) {
      const { path } = definition;
      add(this.exact, keyOf(path), definition);
      for (const prefix of prefixesOf(path)) add(this.whole, keyOf(prefix), definition);
      const name = nameIn(path);
      if (name !== undefined) add(this.named, name, definition);
    }
  }

  /** All that a path leads to: what is defined at it and below, and the sets that it is taken from. */
  at(path: FlakePath): readonly Definition[] {
    const sets = prefixesOf(path.slice(0, -1)).flatMap((set) => this.exact.get(keyOf(set)) ?? []);
    return [...(this.whole.get(keyOf(path)) ?? []), ...sets];
  }

  /** All that raw source may lead to. A word may only look like a name: rather one too many. */
  namedIn(source: string): readonly Definition[] {
    const words = new Set(source.match(WORD));
    const kinds = [...source.matchAll(ALL_FACTS)].map(([, kind = ""]) => kind);
    return [
      ...[...words].flatMap((word) => this.named.get(word) ?? []),
      ...kinds.flatMap((kind) => this.at(["flake", "meta", kind])),
    ];
  }
}

/** What raw source calls it: `base` in `config.flake.modules.darwin.base`. */
function nameIn([, space, kind, name]: FlakePath): string | undefined {
  return space === "modules" || space === "meta" || kind === "modules" ? name : undefined;
}

/** The path, each set that it is in, and the configuration as a whole. */
function prefixesOf(path: FlakePath): readonly FlakePath[] {
  return [[], ...path.map((_, index) => path.slice(0, index + 1))];
}

function keyOf(path: FlakePath): string {
  return JSON.stringify(path);
}

function add(groups: Map<string, Definition[]>, key: string, definition: Definition): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [definition]);
  else group.push(definition);
}
