import type {
  AttestedEvent,
  BaselineEvent,
  IncidentEvent,
  LedgerEvent,
  MeasuredEvent,
} from "./ledger-event";

/** What happened to the machines until now. */
export class Ledger {
  /** @param events - in the order of time */
  constructor(readonly events: readonly LedgerEvent[]) {}

  /** When the first thing happened; a mistake that a check caught may be older than the migration. */
  get begin(): Date | undefined {
    return this.events.find(({ kind }) => kind !== "caught")?.at;
  }

  /** Since when a machine runs the configuration of the fleet; undefined if it never did, or was rolled back. */
  deployedAt(machine: string): Date | undefined {
    let since: Date | undefined;
    for (const event of this.ofMachine(machine)) {
      if (event.kind === "rolled-back") since = undefined;
      if (event.kind === "deployed") since ??= event.at;
    }
    return since;
  }

  /** The incidents of a machine that nobody resolved. */
  openIncidents(machine: string): readonly IncidentEvent[] {
    return this.incidents(machine).filter(({ id }) => this.resolvedAt(id) === undefined);
  }

  /**
   * Since when a machine runs without an incident: its deployment, or when its last incident was resolved.
   * Undefined while it is not deployed, or has an open incident.
   */
  stableSince(machine: string): Date | undefined {
    const deployed = this.deployedAt(machine);
    if (deployed === undefined || this.openIncidents(machine).length > 0) return undefined;
    // Of an incident that is said to have ended before it began, the later time counts.
    const incidents = this.incidents(machine).flatMap(({ id, at }) => [
      at,
      this.resolvedAt(id) ?? at,
    ]);
    return [deployed, ...incidents].reduce((last, time) => (time > last ? time : last));
  }

  /** The last attestation of a gate. */
  attestation(gate: string): AttestedEvent | undefined {
    return this.events.findLast(
      (event): event is AttestedEvent => event.kind === "attested" && event.gate === gate,
    );
  }

  /** The last outcome of a gate's command, on a machine if it is measured there. */
  measurement(gate: string, machine?: string): MeasuredEvent | undefined {
    return this.events.findLast(
      (event): event is MeasuredEvent =>
        event.kind === "measured" && event.gate === gate && event.machine === machine,
    );
  }

  /** The last baseline of a machine: what it was before its deployment. */
  baseline(machine: string): BaselineEvent | undefined {
    return this.events.findLast(
      (event): event is BaselineEvent => event.kind === "baseline" && event.machine === machine,
    );
  }

  incidents(machine: string): readonly IncidentEvent[] {
    return this.ofMachine(machine).filter(
      (event): event is IncidentEvent => event.kind === "incident",
    );
  }

  /** When an incident was over; undefined while it is not. */
  resolvedAt(incident: string): Date | undefined {
    return this.events.find((event) => event.kind === "resolved" && event.incident === incident)
      ?.at;
  }

  private ofMachine(machine: string): readonly LedgerEvent[] {
    return this.events.filter((event) => "machine" in event && event.machine === machine);
  }
}
