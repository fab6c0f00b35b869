import type { FlakePath } from "../files/generated-file";
import type { Definition } from "./definition";

const WORD = /[\w/'-]+/g;
const ALL_FACTS = /\bmeta\.([\w-]+)(?![\w.-])/g;

/** Definitions by path, and by name for raw source. */
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

  /** The definitions at a path and below it, and the definitions of the sets that contain it. */
  at(path: FlakePath): readonly Definition[] {
    const sets = prefixesOf(path.slice(0, -1)).flatMap((set) => this.exact.get(keyOf(set)) ?? []);
    return [...(this.whole.get(keyOf(path)) ?? []), ...sets];
  }

  /** The definitions that raw source may refer to. Any word may be a name, so there can be false matches. */
  namedIn(source: string): readonly Definition[] {
    const words = new Set(source.match(WORD));
    const kinds = [...source.matchAll(ALL_FACTS)].map(([, kind = ""]) => kind);
    return [
      ...[...words].flatMap((word) => this.named.get(word) ?? []),
      ...kinds.flatMap((kind) => this.at(["flake", "meta", kind])),
    ];
  }
}

/** The name by which raw source refers to it: `base` in `config.flake.modules.darwin.base`. */
function nameIn([, space, kind, name]: FlakePath): string | undefined {
  return space === "modules" || space === "meta" || kind === "modules" ? name : undefined;
}

/** The path, every set that contains it, and the configuration as a whole. */
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
