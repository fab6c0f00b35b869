import type { Finding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import { secretInText, shorten } from "../secrets";

/** Where a value stands, and what was found there so far. */
export interface PropPlace {
  /** The class or function whose props they are: `NixosMachine`. */
  readonly owner: string;
  /** The names that lead to the value: `server.install`. */
  readonly at: string;
  readonly found: Finding[];
}

/** What a prop takes. */
export interface PropKind {
  /** In words: `text`. */
  readonly takes: string;
  /** The value as the library goes on with it; `undefined` after a finding if it is something else. */
  read(value: unknown, place: PropPlace): unknown;
  /** Whether a check of its own reports a value that is undefined, or missing. @default false */
  readonly hasOwnCheck?: boolean;
}

/** What a prop takes that cannot be left out. */
export interface RequiredKind extends PropKind {
  /** What the library goes on with if the prop is missing or something else: no check objects to it. */
  readonly standIn: unknown;
}

/** @param standIn - a value that no check objects to, for a prop that is missing or something else */
export function required(kind: PropKind, standIn: unknown): RequiredKind {
  return { ...kind, standIn, hasOwnCheck: false };
}

/**
 * @param takes - in words that follow `is not`
 * @param allowed - more of it, where the words are few
 */
export function kind(
  takes: string,
  isRight: (value: unknown) => boolean,
  allowed: string = takes,
): PropKind {
  return {
    takes,
    read(value, place) {
      if (isRight(value)) return value;
      place.found.push({ ...wrongType(value, takes, place), allowed });
      return undefined;
    },
  };
}

/** What the constructor looks at by itself, since it can tell more about it. */
export const anything: PropKind = {
  takes: "anything",
  read: (value) => value,
  hasOwnCheck: true,
};
/** As {@link anything}, for a prop that cannot be left out: the constructor tells that too. */
export const ownCheck: RequiredKind = { ...anything, standIn: undefined };
export const text = kind("text", (value) => typeof value === "string");
export const number = kind("a number", (value) => typeof value === "number");
export const flag = kind("true or false", (value) => typeof value === "boolean");
/** An object; whoever uses it looks at what is in it. */
export const object = kind("an object", isRecord);
export const objectOrFunction = kind(
  "an object, or a function that returns one",
  (value) => typeof value === "function" || isRecord(value),
);
export const texts = kind(
  "a list of texts",
  (value) => Array.isArray(value) && Array.from(value).every((item) => typeof item === "string"),
);
/** A list; whoever uses it looks at its items. */
const list = kind("a list", Array.isArray);

/**
 * As {@link kind}, for where a secret comes from: the value is not printed, since it may be the secret.
 *
 * @param allowed - how to say where it comes from
 */
export function secretSource(
  takes: string,
  isRight: (value: unknown) => boolean,
  allowed: string,
): PropKind {
  return {
    takes,
    read(value, { owner, at, found }) {
      if (isRight(value)) return value;
      found.push({
        code: "wrong-type",
        summary: `${at} of ${owner} is not ${takes}`,
        value: undefined,
        allowed,
        remedy: "refer to the source of the secret; replace a secret that is exposed in the code",
      });
      return undefined;
    },
  };
}

/** One of some texts. */
export function oneOf(...allowed: readonly string[]): PropKind {
  return kind(
    "one of its values",
    (value) => typeof value === "string" && allowed.includes(value),
    allowed.join(", "),
  );
}

/** A list whose items are of one kind; one with a mistake in it is left out after the finding. */
export function listOf(item: PropKind): PropKind {
  return {
    takes: "a list",
    read(value, place) {
      const given = list.read(value, place);
      if (!Array.isArray(given)) return undefined;
      // Not `flatMap`, which skips what is missing from a list.
      return Array.from(given, (one: unknown, index) => {
        const found: Finding[] = [];
        const read = item.read(one, { ...place, at: `${place.at}[${index}]`, found });
        place.found.push(...found);
        return found.length === 0 ? [read] : [];
      }).flat();
    },
  };
}

/** An object with names of the author's and values of one kind; others are left out after a finding. */
export function recordOf(value: PropKind): PropKind {
  return {
    takes: "an object",
    read(given, place) {
      const all = object.read(given, place);
      if (!isRecord(all)) return undefined;
      const read = Object.keys(all).map((name) => {
        const at = `${place.at}.${name}`;
        return [name, value.read(all[name], { ...place, at })] as const;
      });
      return Object.fromEntries(read.filter(([, one]) => one !== undefined));
    },
  };
}

/** Text as the short form of something else. */
export function textOr(long: PropKind): PropKind {
  const shortOrLong = kind(
    `text, or ${long.takes}`,
    (value) => typeof value === "string" || isRecord(value),
  );
  return {
    takes: shortOrLong.takes,
    read(value, place) {
      const given = shortOrLong.read(value, place);
      return isRecord(given) ? long.read(given, place) : given;
    },
  };
}

export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function wrongType(value: unknown, takes: string, { owner, at }: PropPlace): Finding {
  return {
    code: "wrong-type",
    summary: `${at} of ${owner} is not ${takes}`,
    value: withoutSecret(printable(value)),
    allowed: takes,
    remedy:
      value == null
        ? "set a value, or remove the prop if it is optional"
        : "correct the value, or the variable that it comes from",
  };
}

function withoutSecret<Value>(value: Value): Value | string {
  return typeof value === "string" && secretInText(value) !== undefined ? shorten(value) : value;
}
