import type { Construct } from "constructs";
import { addCheck, reportedAt } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { type ElementKind, FleetElement, type FleetElementProps } from "../fleet-element";
import { isEmpty, type MembersByClass } from "./members";

/**
 * A service for machines of both classes: an instance of clan-core's for NixOS, and one of the fleet's own
 * for Macs. Both exist from the start; an instance that turns out to have no members is left out.
 */
export abstract class CompositeService extends FleetElement {
  /** Its members, told apart by class; those of every role. */
  protected abstract readonly members: readonly MembersByClass[];

  /** @param id - name of the instance in the inventory, unless `name` is given */
  constructor(scope: Construct, kind: ElementKind, id: string, props: FleetElementProps) {
    super(scope, kind, id, props);
    addCheck(this, () => this.memberProblems());
  }

  private *memberProblems(): Iterable<Finding> {
    // What it was given instead of machines is reported by itself.
    if (reportedAt(this).length > 0) return;
    if (this.members.some(({ nixos, darwin }) => !isEmpty(nixos) || !isEmpty(darwin))) return;
    yield {
      code: "service-without-machines",
      summary: "service has no machines, so it does nothing",
      value: this.name,
      allowed: "machines, and tags that machines have",
      remedy: "name machines or tags, or remove the service",
    };
  }
}
