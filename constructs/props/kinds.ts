import type { Finding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import { secretInText, shorten } from "../secrets";

/** The place of a value, and the findings so far. */
export interface PropPlace {
  /** The class or function of the props: `NixosMachine`. */
  readonly owner: string;
  /** Path of the value: `server.install`. */
  readonly at: string;
  readonly found: Finding[];
}

/** The type of a prop. */
export interface PropKind {
  /** Its description: `text`. */
  readonly takes: string;
  /** The checked value; `undefined` after a finding if it has the wrong type. */
  read(value: unknown, place: PropPlace): unknown;
  /** Whether another check reports a missing or undefined value. @default false */
  readonly hasOwnCheck?: boolean;
}

/** The type of a required prop. */
export interface RequiredKind extends PropKind {
  /** Placeholder for a missing or wrong value, which passes all checks. */
  readonly standIn: unknown;
}

/** @param standIn - a placeholder for a missing or wrong value, which passes all checks */
export function required(kind: PropKind, standIn: unknown): RequiredKind {
  return { ...kind, standIn, hasOwnCheck: false };
}

/**
 * @param takes - description that follows `is not`
 * @param allowed - a longer description, if `takes` is short
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

/** Any value; the constructor checks it and gives a better message. */
export const anything: PropKind = {
  takes: "anything",
  read: (value) => value,
  hasOwnCheck: true,
};
/** Like {@link anything}, for a required prop; the constructor also reports a missing value. */
export const ownCheck: RequiredKind = { ...anything, standIn: undefined };
export const text = kind("text", (value) => typeof value === "string");
export const number = kind("a number", (value) => typeof value === "number");
export const flag = kind("true or false", (value) => typeof value === "boolean");
/** An object; its user checks the content. */
export const object = kind("an object", isRecord);
export const objectOrFunction = kind(
  "an object, or a function that returns one",
  (value) => typeof value === "function" || isRecord(value),
);
export const texts = kind(
  "a list of texts",
  (value) => Array.isArray(value) && Array.from(value).every((item) => typeof item === "string"),
);
/** A list; its user checks the items. */
const list = kind("a list", Array.isArray);

/**
 * Like {@link kind}, for the source of a secret: the value is not printed, since it may be the secret.
 *
 * @param allowed - how to refer to the source
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

/** One of several strings. */
export function oneOf(...allowed: readonly string[]): PropKind {
  return kind(
    "one of its values",
    (value) => typeof value === "string" && allowed.includes(value),
    allowed.join(", "),
  );
}

/** A list of items of one type; a wrong item is removed after the finding. */
export function listOf(item: PropKind): PropKind {
  return {
    takes: "a list",
    read(value, place) {
      const given = list.read(value, place);
      if (!Array.isArray(given)) return undefined;
      // Not `flatMap`, which skips holes.
      return Array.from(given, (one: unknown, index) => {
        const found: Finding[] = [];
        const read = item.read(one, { ...place, at: `${place.at}[${index}]`, found });
        place.found.push(...found);
        return found.length === 0 ? [read] : [];
      }).flat();
    },
  };
}

/** An object with custom names and values of one type; wrong values are removed after a finding. */
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

/** A string as the short form of an object. */
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
