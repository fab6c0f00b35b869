import type { IConstruct } from "constructs";
import { closest, distance } from "fastest-levenshtein";
import { report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import {
  anything,
  isRecord,
  object,
  type PropKind,
  type PropPlace,
  type RequiredKind,
  wrongType,
} from "./kinds";

/** A kind for each prop, so that the compiler finds one that is missing, or one too many. */
export type KindsOf<Props> = {
  readonly [Name in keyof Props]-?: Record<never, never> extends Pick<Props, Name>
    ? PropKind
    : RequiredKind;
};

/** The props that a class or a function takes. */
export interface PropShape {
  /** Name of the class or function. */
  readonly owner: string;
  readonly kinds: Readonly<Record<string, PropKind | RequiredKind>>;
}

/** Declares the props that a class or a function takes. */
export function shapeOf<Props>(owner: string, kinds: KindsOf<Props>): PropShape {
  return { owner, kinds };
}

/** What was found when props were read. */
interface Reading {
  readonly owner: string;
  readonly found: readonly Finding[];
  readonly unknown: readonly Finding[];
}

const readings = new WeakMap<object, Reading>();

/**
 * The one guard between an author's props and the library. Neither tsx nor the commands look at types, and
 * the compiler lets a spread bring along what a class does not have. It returns a copy that holds what its
 * type says: what is something else is left out, or replaced by a stand-in where it is required.
 *
 * What was found is kept with the copy: {@link reportProps}, {@link propFindings}.
 */
export function readProps<Props extends object>(shape: PropShape, given: Props): Props {
  const found: Finding[] = [];
  const unknown: Finding[] = [];
  const props = read(shape, given, { owner: shape.owner, at: "", found }, unknown);
  if (found.length > 0 || unknown.length > 0) {
    readings.set(props, { owner: shape.owner, found, unknown });
  }
  return props as Props;
}

/**
 * Reports what was found in the props of a construct. A class of the author's own may pass on props of its
 * own, which are no mistake.
 */
export function reportProps(construct: IConstruct, props: object): void {
  const reading = readings.get(props);
  if (reading === undefined) return;
  for (const finding of reading.found) report(construct, finding);
  if (construct.constructor.name !== reading.owner) return;
  for (const finding of reading.unknown) report(construct, finding);
}

/** What was found in the props of something that is no construct. */
export function propFindings(props: object): readonly Finding[] {
  const { found = [], unknown = [] } = readings.get(props) ?? {};
  return [...found, ...unknown];
}

/** An argument of a method, or undefined after a report if it is something else. */
export function readArgument<Value>(
  construct: IConstruct,
  owner: string,
  name: string,
  kind: PropKind,
  value: Value,
): Value | undefined {
  const place: PropPlace = { owner, at: name, found: [] };
  const read = attempt(place, () => kind.read(value, place));
  for (const finding of place.found) report(construct, finding);
  return read as Value | undefined;
}

/** An object inside props, with props of its own. */
export function nested(shape: PropShape): PropKind {
  return {
    takes: "an object",
    read(value, place) {
      const given = object.read(value, place);
      return isRecord(given) ? read(shape, given, place, place.found) : undefined;
    },
  };
}

function read(
  { kinds }: PropShape,
  given: unknown,
  place: PropPlace,
  unknown: Finding[],
): Readonly<Record<string, unknown>> {
  const props: Record<string, unknown> = {};
  const source = isRecord(given) ? given : {};
  if (source !== given) place.found.push(wrongType(given, "an object", below(place, "props")));
  for (const [name, kind] of Object.entries(kinds)) {
    const at = below(place, name);
    const value = attempt(at, () => {
      const own = source[name];
      if (own !== undefined) return kind.read(own, at);
      if (source === given && "standIn" in kind && kind.hasOwnCheck !== true) {
        place.found.push(missing(kind, at));
      }
      return undefined;
    });
    if (value !== undefined) props[name] = value;
    else if ("standIn" in kind) props[name] = kind.standIn;
    // A constructor can tell a misspelt name, which is undefined, from a prop that was left out.
    else if (kind === anything && Object.hasOwn(source, name)) props[name] = undefined;
  }
  const known = Object.keys(kinds);
  for (const name of attempt(place, () => Object.keys(source)) ?? []) {
    if (!known.includes(name)) unknown.push(unknownProp(name, known, place));
  }
  return props;
}

function below(place: PropPlace, name: string): PropPlace {
  return { ...place, at: place.at === "" ? name : `${place.at}.${name}` };
}

/** A getter, or a proxy, can throw. */
function attempt<Result>(place: PropPlace, run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    place.found.push({
      code: "wrong-type",
      summary: `${place.at || "props"} of ${place.owner} cannot be read`,
      value: error instanceof Error ? error.message : printable(error),
      allowed: "a value that can be read as often as needed",
      remedy: "correct the getter or the proxy that throws",
    });
    return undefined;
  }
}

function missing({ takes }: PropKind, { owner, at }: PropPlace): Finding {
  return {
    code: "prop-missing",
    summary: `${owner} needs a prop that it is not given, or that is undefined`,
    value: at,
    allowed: takes,
    remedy: `give \`${at}\`; if it is there, what it was read from is undefined`,
  };
}

function unknownProp(name: string, known: readonly string[], { owner, at }: PropPlace): Finding {
  const nearest = known.length === 0 ? "" : closest(name, known);
  const isNear =
    distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, name.length / 3);
  return {
    code: "prop-unknown",
    summary: `${at === "" ? owner : `${at} of ${owner}`} has no such prop`,
    value: name,
    allowed: known.toSorted().join(", "),
    remedy: isNear ? `write \`${nearest}\`` : "remove it: it would be ignored",
  };
}
