import type { IConstruct } from "constructs";
import { closest, distance } from "fastest-levenshtein";
import { report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import {
  isRecord,
  object,
  type PropKind,
  type PropPlace,
  type RequiredKind,
  wrongType,
} from "./kinds";

/** A type for each prop, so that the compiler finds missing and unknown ones. */
export type KindsOf<Props> = {
  readonly [Name in keyof Props]-?: Record<never, never> extends Pick<Props, Name>
    ? PropKind
    : RequiredKind;
};

/** The props of a class or function. */
export interface PropShape {
  /** Name of the class or function. */
  readonly owner: string;
  readonly kinds: ReadonlyMap<string, PropKind | RequiredKind>;
  /** The placeholders of required props. */
  readonly standIns: Readonly<Record<string, unknown>>;
}

/** Declares the props of a class or function. */
export function shapeOf<Props>(owner: string, kinds: KindsOf<Props>): PropShape {
  const all = Object.entries<PropKind | RequiredKind>(kinds);
  const standIns = all.flatMap(([name, kind]) => ("standIn" in kind ? [[name, kind.standIn]] : []));
  return { owner, kinds: new Map(all), standIns: Object.fromEntries(standIns) };
}

/** Findings from reading props. */
interface Reading {
  readonly owner: string;
  readonly found: readonly Finding[];
  readonly unknown: readonly Finding[];
}

const readings = new WeakMap<object, Reading>();

/**
 * Checks props at runtime. Neither tsx nor the commands check types, and the compiler accepts unknown props in a
 * spread. Returns a copy that matches its type: wrong values are removed, or replaced by a placeholder if they are
 * required.
 *
 * The findings are stored with the copy: {@link reportProps}, {@link propFindings}.
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
 * Reports findings in the props of a construct. A custom subclass may pass its own additional props, which are not
 * reported.
 */
export function reportProps(construct: IConstruct, props: object): void {
  const reading = readings.get(props);
  if (reading === undefined) return;
  for (const finding of reading.found) report(construct, finding);
  if (construct.constructor.name !== reading.owner) return;
  for (const finding of reading.unknown) report(construct, finding);
}

/** Findings in the props of something other than a construct. */
export function propFindings(props: object): readonly Finding[] {
  const { found = [], unknown = [] } = readings.get(props) ?? {};
  return [...found, ...unknown];
}

/** An argument of a method, or undefined after a report if it has the wrong type. */
export function readArgument<Value>(
  construct: IConstruct,
  owner: string,
  name: string,
  kind: PropKind,
  value: Value,
): Value | undefined {
  const found: Finding[] = [];
  const read = kind.read(value, { owner, at: name, found });
  for (const finding of found) report(construct, finding);
  return read as Value | undefined;
}

/** A nested object of props. */
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
  { kinds, standIns }: PropShape,
  given: unknown,
  place: PropPlace,
  unknown: Finding[],
): Readonly<Record<string, unknown>> {
  if (!isRecord(given)) {
    place.found.push(wrongType(given, "an object", below(place, "props")));
    return { ...standIns };
  }
  const names = [...kinds.keys()];
  const others = namesIn(given).filter((name) => !kinds.has(name));
  const missing = new Set<string>();
  const props: Record<string, unknown> = { ...standIns };
  const unreadable: Finding[] = [];
  for (const [name, kind] of kinds) {
    try {
      const value = given[name];
      const result = value === undefined ? undefined : kind.read(value, below(place, name));
      if (result !== undefined) props[name] = result;
      // A constructor can distinguish a misspelt name, which is undefined, from a missing prop.
      else if (kind.hasOwnCheck === true && Object.hasOwn(given, name)) props[name] = undefined;
      if (value === undefined && isReportedIfMissing(kind)) missing.add(name);
    } catch (error) {
      unreadable.push(cannotBeRead(error, below(place, name)));
    }
  }
  const [first, second] = unreadable;
  // A proxy that throws on every access is one mistake.
  if (second !== undefined && first !== undefined) {
    place.found.push({
      ...first,
      summary: `${place.at || "props"} of ${place.owner} cannot be read`,
    });
  } else place.found.push(...unreadable);
  for (const name of others) {
    const near = nearestOf(name, names);
    // A misspelt required prop is missing, even if a custom subclass has additional props.
    const findings = near !== undefined && missing.delete(near) ? place.found : unknown;
    findings.push(unknownProp(name, near, names, place));
  }
  for (const name of missing) place.found.push(missingProp(kinds.get(name), below(place, name)));
  return props;
}

function isReportedIfMissing(kind: PropKind | RequiredKind): boolean {
  return "standIn" in kind && kind.hasOwnCheck !== true;
}

function below(place: PropPlace, name: string): PropPlace {
  return { ...place, at: place.at === "" ? name : `${place.at}.${name}` };
}

/** The names in an object; empty if a proxy throws. */
function namesIn(given: object): readonly string[] {
  try {
    return Object.keys(given);
  } catch {
    return [];
  }
}

/** The known prop that is most similar to a misspelt one. */
function nearestOf(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const nearest = closest(name, [...names]);
  return distance(name, nearest) <= Math.max(2, name.length / 3) ? nearest : undefined;
}

/** A getter, or a proxy, can throw. */
function cannotBeRead(error: unknown, { owner, at }: PropPlace): Finding {
  return {
    code: "wrong-type",
    summary: `${at} of ${owner} cannot be read`,
    value: error instanceof Error ? error.message : printable(error),
    allowed: "a value that can be read repeatedly",
    remedy: "correct the getter or the proxy that throws",
  };
}

function missingProp(kind: PropKind | undefined, { owner, at }: PropPlace): Finding {
  return {
    code: "prop-missing",
    summary: `${owner} requires a prop that is missing or undefined`,
    value: at,
    allowed: kind?.takes ?? "a value",
    remedy: `set \`${at}\`; if it is set, check the variable that it comes from`,
  };
}

function unknownProp(
  name: string,
  nearest: string | undefined,
  known: readonly string[],
  { owner, at }: PropPlace,
): Finding {
  return {
    code: "prop-unknown",
    summary: `${at === "" ? owner : `${at} of ${owner}`} has no prop with this name`,
    value: name,
    allowed: known.toSorted().join(", "),
    remedy: nearest === undefined ? "remove it: it would be ignored" : `write \`${nearest}\``,
  };
}
