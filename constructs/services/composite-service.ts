import type { Construct } from "constructs";
import { addCheck, reportedAt } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { type ElementKind, FleetElement, type FleetElementProps } from "../fleet-element";
import { isEmpty, type MembersByClass } from "./members";

/**
 * A service for machines of both classes: an instance of clan-core's service for NixOS, and one of the fleet's
 * own service for Macs. An instance without members is not part of the output.
 */
export abstract class CompositeService extends FleetElement {
  /** The members of all roles, by class. */
  protected abstract readonly members: readonly MembersByClass[];

  /** @param id - name of the instance in the inventory, unless `name` is given */
  constructor(scope: Construct, kind: ElementKind, id: string, props: FleetElementProps) {
    super(scope, kind, id, props);
    addCheck(this, () => this.memberProblems());
  }

  private *memberProblems(): Iterable<Finding> {
    // Wrong members are already reported.
    if (reportedAt(this).length > 0) return;
    if (this.members.some(({ nixos, darwin }) => !isEmpty(nixos) || !isEmpty(darwin))) return;
    yield {
      code: "service-without-machines",
      summary: "service has no machines, so it has no effect",
      value: this.name,
      allowed: "machines, and tags that machines have",
      remedy: "add machines or tags, or remove the service",
    };
  }
}
