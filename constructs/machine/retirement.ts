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
