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
  const found: Finding[] = [];
  const read = kind.read(value, { owner, at: name, found });
  for (const finding of found) report(construct, finding);
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
  if (!isRecord(given)) {
    place.found.push(wrongType(given, "an object", below(place, "props")));
    return standIns(kinds);
  }
  const names = Object.keys(kinds);
  const others = namesIn(given).filter((name) => !names.includes(name));
  const nearest = new Map(others.map((name) => [name, nearestOf(name, names)]));
  const missing = new Set<string>();
  const props: Record<string, unknown> = standIns(kinds);
  const unreadable: Finding[] = [];
  for (const [name, kind] of Object.entries(kinds)) {
    const at = below(place, name);
    try {
      const value = given[name];
      const result = value === undefined ? undefined : kind.read(value, at);
      if (result !== undefined) props[name] = result;
      // A constructor can tell a misspelt name, which is undefined, from a prop that was left out.
      else if (kind.hasOwnCheck === true && Object.hasOwn(given, name)) props[name] = undefined;
      if (value === undefined && isReportedIfMissing(kind)) missing.add(name);
    } catch (error) {
      unreadable.push(cannotBeRead(error, at));
    }
  }
  const [first, second] = unreadable;
  // A proxy that refuses all is one mistake.
  if (second !== undefined && first !== undefined) {
    place.found.push({
      ...first,
      summary: `${place.at || "props"} of ${place.owner} cannot be read`,
    });
  } else place.found.push(...unreadable);
  for (const [name, near] of nearest) {
    // A misspelt prop that is required is missing, whatever else a class of the author's own takes.
    const findings = near !== undefined && missing.delete(near) ? place.found : unknown;
    findings.push(unknownProp(name, near, names, place));
  }
  for (const name of missing) place.found.push(missingProp(kinds[name], below(place, name)));
  return props;
}

function standIns(kinds: PropShape["kinds"]): Record<string, unknown> {
  const required = Object.entries(kinds).filter(([, kind]) => "standIn" in kind);
  return Object.fromEntries(required.map(([name, kind]) => [name, Reflect.get(kind, "standIn")]));
}

function isReportedIfMissing(kind: PropKind | RequiredKind): boolean {
  return "standIn" in kind && kind.hasOwnCheck !== true;
}

function below(place: PropPlace, name: string): PropPlace {
  return { ...place, at: place.at === "" ? name : `${place.at}.${name}` };
}

/** The names in an object; none where a proxy does not tell them. */
function namesIn(given: object): readonly string[] {
  try {
    return Object.keys(given);
  } catch {
    return [];
  }
}

/** The prop that a misspelt one is likely to mean. */
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
