import { isRecord, kind, text } from "../props/kinds";
import { nested, shapeOf } from "../props/read-props";

/**
 * Says by name that something of the fleet goes. `true`: the next apply destroys it. `{ keep: true }`: the
 * next apply forgets it, and what it stands for stays as it is (Terraform and OpenTofu ≥ 1.7).
 */
export type Retirement = true | { readonly keep: true };

/** What is kept though the fleet gives it up. */
export function isKept(retire: Retirement | undefined): boolean {
  return typeof retire === "object" && retire.keep;
}

/** Where a machine was before. */
export interface FormerPlace {
  /** The name that it had. @default - its name of today */
  readonly name?: string;
  /** Id of the stack that rented its server. @default - its stack of today */
  readonly stack?: string;
}

/** What takes a retirement. */
export const RETIREMENT = kind(
  "true or { keep: true }",
  (value) => value === true || (isRecord(value) && value.keep === true),
);

/** What takes the place of a machine before. */
export const FORMER_PLACE = nested(
  shapeOf<FormerPlace>("FormerPlace", { name: text, stack: text }),
);
