import { isRecord, kind, text } from "../props/kinds";
import { nested, shapeOf } from "../props/read-props";

/**
 * Retires an element of the fleet. `true`: the next apply destroys its resources. `{ keep: true }`: the next
 * apply removes them from the state and does not destroy them (Terraform and OpenTofu ≥ 1.7).
 */
export type Retirement = true | { readonly keep: true };

/** A retirement that keeps the resources. */
export function isKept(retire: Retirement | undefined): boolean {
  return typeof retire === "object" && retire.keep;
}

/** The former name and stack of a machine. */
export interface FormerPlace {
  /** The former name. @default - its current name */
  readonly name?: string;
  /** Id of the former stack of its server. @default - its current stack */
  readonly stack?: string;
}

/** Prop values of a retirement. */
export const RETIREMENT = kind(
  "true or { keep: true }",
  (value) => value === true || (isRecord(value) && value.keep === true),
);

/** Prop values of `movedFrom`. */
export const FORMER_PLACE = nested(
  shapeOf<FormerPlace>("FormerPlace", { name: text, stack: text }),
);
