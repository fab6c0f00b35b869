import { Construct } from "constructs";
import type { Fleet } from "../fleet";
import type { Problem } from "../problem";
import { addCheck, freeId } from "../validation";
import { isEmpty, type MembersByClass } from "./members";

/**
 * A service for machines of both classes: an instance of clan-core's for NixOS, and one of the fleet's own
 * for Macs.
 */
export abstract class CompositeService extends Construct {
  constructor(
    protected readonly fleet: Fleet,
    kind: string,
    /** Name of the instance in the inventory; beside one for NixOS, the Macs' one is `<name>-darwin`. */
    readonly instanceName: string,
  ) {
    super(fleet, freeId(fleet, `${kind}:${instanceName}`));
    addCheck(this, () => this.memberProblems());
  }

  /**
   * Declares the instances that its members need. The app calls it once the whole fleet is declared: only
   * then is it known which machines a tag reaches.
   */
  abstract declareInstances(): void;

  /** Its members, told apart by class; those of every role. */
  protected abstract get members(): readonly MembersByClass[];

  private *memberProblems(): Iterable<Problem> {
    if (this.members.some(({ nixos, darwin }) => !isEmpty(nixos) || !isEmpty(darwin))) return;
    yield {
      what: "service has no machines, so it does nothing",
      value: this.instanceName,
      allowed: "machines, and tags that machines carry",
      remedy: "name machines or tags, or remove the service",
    };
  }
}
