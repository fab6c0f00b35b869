import type {
  AttestedEvent,
  BaselineEvent,
  IncidentEvent,
  LedgerEvent,
  MeasuredEvent,
} from "./ledger-event";

/** The recorded history of the machines. */
export class Ledger {
  /** @param events - in chronological order */
  constructor(readonly events: readonly LedgerEvent[]) {}

  /** Time of the first event. `caught` events do not count: they can be older than the migration. */
  get begin(): Date | undefined {
    return this.events.find(({ kind }) => kind !== "caught")?.at;
  }

  /** Since when a machine runs the configuration of the fleet; undefined if it never did or was rolled back. */
  deployedAt(machine: string): Date | undefined {
    let since: Date | undefined;
    for (const event of this.ofMachine(machine)) {
      if (event.kind === "rolled-back") since = undefined;
      if (event.kind === "deployed") since ??= event.at;
    }
    return since;
  }

  /** The unresolved incidents of a machine. */
  openIncidents(machine: string): readonly IncidentEvent[] {
    return this.incidents(machine).filter(({ id }) => this.resolvedAt(id) === undefined);
  }

  /**
   * Since when a machine runs without an incident: its deployment, or the end of its last incident. Undefined if it is
   * not deployed or has an open incident.
   */
  stableSince(machine: string): Date | undefined {
    const deployed = this.deployedAt(machine);
    if (deployed === undefined || this.openIncidents(machine).length > 0) return undefined;
    // If an incident is recorded as resolved before it began, the later time counts.
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

  /** The last result of a gate's command, for a machine if it is measured for machines. */
  measurement(gate: string, machine?: string): MeasuredEvent | undefined {
    return this.events.findLast(
      (event): event is MeasuredEvent =>
        event.kind === "measured" && event.gate === gate && event.machine === machine,
    );
  }

  /** The last baseline of a machine, from before its deployment. */
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

  /** When an incident was resolved; undefined while it is open. */
  resolvedAt(incident: string): Date | undefined {
    return this.events.find((event) => event.kind === "resolved" && event.incident === incident)
      ?.at;
  }

  private ofMachine(machine: string): readonly LedgerEvent[] {
    return this.events.filter((event) => "machine" in event && event.machine === machine);
  }
}
