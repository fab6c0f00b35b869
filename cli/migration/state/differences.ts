import type { AllowedDifference, KeptThing } from "../../../constructs";
import type { MachineState, Versions } from "./machine-state";
import { isOlder } from "./versions";

/** A difference of a machine from its baseline. */
export interface Difference {
  readonly of: KeptThing;
  readonly name: string;
  /** `is missing`; `was 2.1, is 2.0`. */
  readonly what: string;
  readonly isGone: boolean;
  /** The reason for which it is allowed. */
  readonly allowedBecause?: string;
}

export interface Comparison {
  /** Sorted by kind, then by name. */
  readonly differences: readonly Difference[];
  /** Allowed differences that do not exist. */
  readonly needless: readonly AllowedDifference[];
}

/** Finds missing and changed items. New items and newer versions are not differences. */
export function compareStates(
  before: MachineState,
  after: MachineState,
  allowed: readonly AllowedDifference[],
): Comparison {
  const needless = new Set(allowed);
  const differences = found(before, after).map((difference): Difference => {
    const allowance = allowed.find((one) => covers(one, difference, after));
    if (allowance === undefined) return difference;
    needless.delete(allowance);
    return { ...difference, allowedBecause: allowance.because };
  });
  return { differences, needless: [...needless] };
}

function found(before: MachineState, after: MachineState): readonly Difference[] {
  const leaves = Object.fromEntries(
    before.leaves.map((name) => [name, before.formulae[name] ?? ""]),
  );
  return [
    ...versionDifferences("package", before.packages, after.packages),
    ...versionDifferences("formula", leaves, after.formulae),
    ...versionDifferences("cask", before.casks, after.casks),
    ...before.taps.filter((tap) => !after.taps.includes(tap)).map((tap) => gone("tap", tap)),
    ...serviceDifferences(before, after),
    ...(before.shell === after.shell
      ? []
      : [changed("shell", before.shell, before.shell, after.shell)]),
    ...preferenceDifferences(before, after),
  ];
}

function versionDifferences(of: KeptThing, before: Versions, after: Versions): Difference[] {
  return Object.entries(before)
    .sort(byName)
    .flatMap(([name, was]) => {
      const is = after[name];
      if (is === undefined) return [gone(of, name)];
      return isOlder(is, was) ? [changed(of, name, was, is || "without a version")] : [];
    });
}

/** A running service must still run, an idle one must not fail; a failed one may still fail. */
function serviceDifferences(before: MachineState, after: MachineState): Difference[] {
  return Object.entries(before.services)
    .sort(byName)
    .flatMap(([name, was]) => {
      const is = after.services[name];
      if (is === undefined) return [gone("service", name)];
      const isWorse = was === "running" ? is !== "running" : was === "idle" && is === "failed";
      return isWorse ? [changed("service", name, was, is)] : [];
    });
}

function preferenceDifferences(before: MachineState, after: MachineState): Difference[] {
  return Object.entries(before.preferences)
    .sort(byName)
    .flatMap(([name, was]) => {
      const is = after.preferences[name];
      if (is === undefined) return [gone("preference", name)];
      return is === was ? [] : [changed("preference", name, was, is)];
    });
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function gone(of: KeptThing, name: string): Difference {
  return { of, name, what: "is missing", isGone: true };
}

function changed(of: KeptThing, name: string, was: string, is: string): Difference {
  return { of, name, what: `was ${was}, is ${is}`, isGone: false };
}

/** Whether an entry allows a difference. The new name must exist. */
function covers(allowed: AllowedDifference, one: Difference, after: MachineState): boolean {
  if (allowed.of !== one.of || allowed.name !== one.name) return false;
  switch (allowed.difference) {
    case "changed":
      return !one.isGone;
    case "dropped":
      return one.isGone;
    case "renamed":
      if (one.of === "service" && after.services[allowed.to] === "failed") return false;
      return one.isGone && namesOf(one.of, after).includes(allowed.to);
    case "moved-to-nix":
      return one.isGone && namesOf("package", after).includes(allowed.to ?? allowed.name);
  }
}

function namesOf(of: KeptThing, state: MachineState): readonly string[] {
  switch (of) {
    case "package":
      return Object.keys(state.packages);
    case "formula":
      return Object.keys(state.formulae);
    case "cask":
      return Object.keys(state.casks);
    case "tap":
      return state.taps;
    case "service":
      return Object.keys(state.services);
    case "shell":
      return [state.shell];
    case "preference":
      return Object.keys(state.preferences);
  }
}
