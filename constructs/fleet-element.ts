import { Construct, type IConstruct } from "constructs";
import { brand, hasBrand } from "./brand";
import { addCheck } from "./diagnostics/check";
import type { Finding } from "./diagnostics/finding";
import { recordSource } from "./diagnostics/source";
import type { Fleet } from "./fleet";
import { fleetOf } from "./fleet-of";
import { plainName, requireScope } from "./props/construct-arguments";
import { anything } from "./props/kinds";
import { type KindsOf, reportProps } from "./props/read-props";

/** The props of every element of a fleet. */
export interface FleetElementProps {
  /**
   * Name in the output. Set it for elements inside your own constructs, since a construct's id is only
   * unique within its scope.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/** Props of every element; the constructor reports an invalid name. */
export const ELEMENT_PROPS: KindsOf<FleetElementProps> = { name: anything };

/** The kinds of elements. Names are unique for each kind: a tag and a user may have the same name. */
export type ElementKind =
  | "account"
  | "deviation"
  | "emergency-access"
  | "input"
  | "machine"
  | "module"
  | "network"
  | "nix-file"
  | "secret"
  | "service"
  | "sshd"
  | "tag"
  | "user"
  | "vars";

const ELEMENT = Symbol.for("nix-fleet.FleetElement");

/** A named element of a fleet, declared anywhere below it. */
export abstract class FleetElement extends Construct {
  /** Whether a value is an element of a fleet, also from another copy of this library. */
  static isFleetElement(value: unknown): value is FleetElement {
    return hasBrand(value, ELEMENT);
  }

  /** The fleet that it belongs to. */
  readonly fleet: Fleet;
  private readonly givenName: string;

  /**
   * @param props - as `readProps` returns them
   * @throws FleetError if it is not below a fleet
   */
  constructor(
    scope: Construct,
    readonly elementKind: ElementKind,
    id: string,
    props: FleetElementProps,
  ) {
    requireScope(scope, elementKind, id);
    super(scope, freeId(scope, `${elementKind}:${typeof id === "string" ? id : "unnamed"}`));
    brand(this, ELEMENT);
    recordSource(this);
    this.fleet = fleetOf(this);
    this.givenName = plainName(this, elementKind, props.name === undefined ? id : props.name);
    reportProps(this, props);
    this.fleet.register(this);
  }

  /** Name in the output; unique among elements of its kind. */
  get name(): string {
    return this.givenName;
  }

  /** Whether it is part of the output; a service instance without members is not. */
  get isInOutput(): boolean {
    return true;
  }
}

/** Adds a check that the name is unique among elements of its kind. */
export function requireUniqueName(element: FleetElement, noun: string): void {
  addCheck(element, function* (): Iterable<Finding> {
    if (!element.isInOutput) return;
    const first = element.fleet.firstNamed(element.elementKind, element.name);
    if (first === undefined || first === element) return;
    yield {
      code: `${element.elementKind}-duplicate`,
      summary: `duplicate ${noun}`,
      value: element.name,
      allowed: `one ${noun} for each name; ${first.node.path} is declared first`,
      remedy: "rename the second one, or use the first object",
    };
  });
}

/**
 * A free id for a new child of a scope. A duplicate id gets a suffix, so that the tree is complete and the
 * duplicate is reported together with all other errors.
 */
export function freeId(scope: IConstruct, id: string): string {
  if (scope.node.tryFindChild(id) === undefined) return id;
  let count = 2;
  while (scope.node.tryFindChild(`${id}#${count}`) !== undefined) count += 1;
  return `${id}#${count}`;
}
