import type { IConstruct } from "constructs";
import type { Finding } from "./finding";

const CHECKS = Symbol.for("nix-fleet.checks");
const FINDINGS = Symbol.for("nix-fleet.findings");

/** A rule that a construct checks once the whole tree is declared. */
export type Check = () => Iterable<Finding>;

/** Adds a check that runs with all others before anything is written. */
export function addCheck(construct: IConstruct, check: Check): void {
  listOf<Check>(construct, CHECKS).push(check);
}

/** Reports a finding of a constructor, which continues. The finding appears together with all others. */
export function report(construct: IConstruct, finding: Finding): void {
  listOf<Finding>(construct, FINDINGS).push(finding);
}

/** The checks of one construct. */
export function checksOf(construct: IConstruct): readonly Check[] {
  return known<Check>(construct, CHECKS);
}

/** The findings reported for a construct so far. */
export function reportedAt(construct: IConstruct): readonly Finding[] {
  return known<Finding>(construct, FINDINGS);
}

function known<Item>(construct: IConstruct, key: symbol): readonly Item[] {
  return Reflect.get(construct, key) ?? [];
}

function listOf<Item>(construct: IConstruct, key: symbol): Item[] {
  const present: Item[] | undefined = Reflect.get(construct, key);
  if (present !== undefined) return present;
  const list: Item[] = [];
  Object.defineProperty(construct, key, { value: list });
  return list;
}
