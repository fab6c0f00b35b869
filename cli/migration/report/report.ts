import {
  BuildTime,
  type FleetApp,
  HetznerStack,
  type Ledger,
  type Migration,
  Service,
  type Weeks,
  ZerotierNetwork,
} from "../../../constructs";
import { monthlyEuros, PRICES_DATE, PRICES_SOURCE } from "../../../constructs/hetzner/catalogue";
import { ZEROTIER_FREE_PLAN } from "../../../constructs/services/zerotier-plan";
import { tenths } from "../verify";
import { type PhaseTime, timeline, weeksBetween } from "./timeline";

/** Whether a goal is met. `acceptable`: above the target, but within the limit. `open`: not known yet. */
export type Verdict = "met" | "acceptable" | "not met" | "open" | "no goal";

/** The results of a migration at a time. */
export interface MigrationReport {
  readonly at: Date;
  readonly rollbacks: {
    readonly count: number;
    readonly machines: readonly { readonly machine: string; readonly at: Date }[];
    readonly acceptable: number;
    readonly never: readonly string[];
    readonly verdict: Verdict;
  };
  readonly time: {
    readonly weeks: number;
    readonly isDone: boolean;
    readonly goal?: Weeks;
    readonly atBest?: Weeks;
    readonly verdict: Verdict;
    readonly phases: readonly PhaseTime[];
  };
  readonly incidents: { readonly count: number; readonly open: number; readonly hours: number };
  readonly caught: {
    readonly count: number;
    readonly codes: readonly { readonly code: string; readonly count: number }[];
  };
  readonly builds: readonly {
    readonly machine: string;
    readonly before?: number;
    readonly after?: number;
    readonly limit?: number;
    readonly verdict: Verdict;
  }[];
  readonly cost: {
    readonly servers: readonly {
      readonly machine: string;
      readonly type: string;
      readonly euros?: number;
    }[];
    readonly euros: number;
    readonly goal?: number;
    readonly date: string;
    readonly source: string;
    readonly verdict: Verdict;
  };
  readonly scale: {
    readonly machines: number;
    readonly zerotierMembers: number;
    readonly freeDevices: number;
    readonly date: string;
    readonly source: string;
    readonly verdict: Verdict;
  };
  /** The attested gates. */
  readonly attestations: readonly {
    readonly gate: string;
    readonly criterion: string;
    readonly at?: Date;
    readonly by?: string;
    readonly evidence?: string;
  }[];
}

/** Compares the ledger and the fleet with the goals of the migration. */
export function migrationReport(app: FleetApp, migration: Migration, now: Date): MigrationReport {
  return {
    at: now,
    rollbacks: rollbacks(migration),
    time: time(migration, now),
    incidents: incidents(migration, now),
    caught: caught(migration.ledger),
    builds: builds(migration),
    cost: cost(app, migration),
    scale: scale(migration),
    attestations: attestations(migration),
  };
}

function rollbacks({ ledger, goals }: Migration): MigrationReport["rollbacks"] {
  const { acceptableRollbacks: acceptable = 0, neverRolledBack = [] } = goals;
  const machines = ledger.events.flatMap((event) =>
    event.kind === "rolled-back" ? [{ machine: event.machine, at: event.at }] : [],
  );
  const never = neverRolledBack.map(({ name }) => name);
  const isTooMuch =
    machines.length > acceptable || machines.some(({ machine }) => never.includes(machine));
  const verdict = machines.length === 0 ? "met" : isTooMuch ? "not met" : "acceptable";
  return { count: machines.length, machines, acceptable, never, verdict };
}

function time(migration: Migration, now: Date): MigrationReport["time"] {
  const { weeks: goal, weeksAtBest: atBest } = migration.goals;
  const phases = timeline(migration, now);
  const begin = migration.ledger.begin ?? now;
  const isDone = phases.length > 0 && phases.every(({ end }) => end !== undefined);
  const end = isDone
    ? new Date(Math.max(...phases.map((phase) => phase.end?.getTime() ?? 0)))
    : now;
  const weeks = weeksBetween(begin, end);
  const verdict =
    goal === undefined ? "no goal" : weeks > goal.to ? "not met" : isDone ? "met" : "open";
  return { weeks, isDone, ...(goal && { goal }), ...(atBest && { atBest }), verdict, phases };
}

function incidents({ fleet, ledger }: Migration, now: Date): MigrationReport["incidents"] {
  const all = fleet.machines.flatMap(({ name }) => ledger.incidents(name));
  const open = all.filter(({ id }) => ledger.resolvedAt(id) === undefined).length;
  const hours = all.reduce((sum, { id, at }) => {
    const end = ledger.resolvedAt(id) ?? now;
    return sum + Math.max(0, end.getTime() - at.getTime()) / (60 * 60 * 1000);
  }, 0);
  return { count: all.length, open, hours: tenths(hours) };
}

function caught({ events }: Ledger): MigrationReport["caught"] {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind === "caught") counts.set(event.code, (counts.get(event.code) ?? 0) + 1);
  }
  const codes = [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((left, right) => right.count - left.count || (left.code < right.code ? -1 : 1));
  return { count: codes.reduce((sum, { count }) => sum + count, 0), codes };
}

function builds({ gates, ledger }: Migration): MigrationReport["builds"] {
  return gates
    .filter((gate): gate is BuildTime => gate instanceof BuildTime)
    .flatMap((gate) =>
      gate.machines.map(({ name: machine }) => {
        const before = ledger.baseline(machine)?.buildSeconds;
        const after = ledger.measurement(gate.name, machine)?.value;
        const limit = gate.limit(machine, ledger);
        const verdict: Verdict =
          after === undefined || limit === undefined ? "open" : after <= limit ? "met" : "not met";
        return {
          machine,
          ...(before !== undefined && { before }),
          ...(after !== undefined && { after }),
          ...(limit !== undefined && { limit: tenths(limit) }),
          verdict,
        };
      }),
    );
}

function cost(app: FleetApp, { goals }: Migration): MigrationReport["cost"] {
  const machines = app.stacks
    .filter(HetznerStack.isHetznerStack)
    .flatMap((stack) => stack.machines);
  const servers = machines.flatMap(({ name, server }) => {
    if (server === undefined) return [];
    const euros = monthlyEuros(server);
    return [{ machine: name, type: server.type.name, ...(euros !== undefined && { euros }) }];
  });
  const isKnown = servers.every(({ euros }) => euros !== undefined);
  const euros = Math.round(servers.reduce((sum, one) => sum + (one.euros ?? 0), 0) * 100) / 100;
  const { monthlyEuros: goal } = goals;
  const verdict =
    goal === undefined ? "no goal" : euros > goal ? "not met" : isKnown ? "met" : "open";
  return {
    servers,
    euros,
    ...(goal !== undefined && { goal }),
    date: PRICES_DATE,
    source: PRICES_SOURCE,
    verdict,
  };
}

function scale({ fleet }: Migration): MigrationReport["scale"] {
  const members = fleet.node
    .findAll()
    .filter(ZerotierNetwork.isZerotierNetwork)
    .flatMap((network) => [
      ...network.outsiders,
      ...network.node
        .findAll()
        .filter((one): one is Service => one instanceof Service)
        .flatMap(({ roles }) => roles.flatMap(({ allMachines }) => allMachines)),
    ]);
  const zerotierMembers = new Set(members).size;
  const { devices: freeDevices, date, source } = ZEROTIER_FREE_PLAN;
  return {
    machines: fleet.machines.length,
    zerotierMembers,
    freeDevices,
    date,
    source,
    verdict: zerotierMembers <= freeDevices ? "met" : "not met",
  };
}

function attestations({ gates, ledger }: Migration): MigrationReport["attestations"] {
  return gates
    .filter(({ knownBy }) => knownBy === "attested")
    .map(({ name, criterion }) => {
      const { at, by, evidence } = ledger.attestation(name) ?? {};
      return {
        gate: name,
        criterion,
        ...(at && { at }),
        ...(by && { by }),
        ...(evidence && { evidence }),
      };
    });
}
