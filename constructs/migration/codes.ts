import { defineCodes } from "../diagnostics/codes";
import { mac } from "../diagnostics/examples";

const BLACKPHOS = `const blackphos = ${mac()}
const migration = new Migration(fleet, "migration");`;

const phase = (...props: readonly string[]): string =>
  `const first = new Phase(migration, "blackphos", { ${["machines: [blackphos]", ...props].join(", ")} });`;

const window = (days: number, ...props: readonly string[]): string =>
  `new StabilityWindow(first, "stable", { criterion: "stable for a week", ${[`days: ${days}`, ...props].join(", ")} });`;

const ledger = (...lines: readonly string[]): string =>
  `new Migration(fleet, "migration").readLedger(${JSON.stringify(lines.map((line) => `${line}\n`).join(""))});`;

const INCIDENT =
  '{"id":"a1","at":"2026-11-28T09:00:00Z","kind":"incident","machine":"blackphos","by":"ada"}';

const RESOLVED =
  '{"id":"a2","at":"2026-11-28T10:00:00Z","kind":"resolved","incident":"a1","by":"ada"}';

const calendar = (days: string): string => `${BLACKPHOS}
${phase()}
new CalendarGate(first, "calendar", {
  criterion: "nothing important is due",
  busy: [{ ${days}, because: "release" }],
});`;

const measured = (...props: readonly string[]): string => `${BLACKPHOS}
${phase()}
new MeasuredGate(first, "builds", {
  ${['criterion: "configuration builds"', 'command: "just build $MACHINE"', ...props].join(",\n  ")},
});`;

const buildTime = (bound: string): string => `${BLACKPHOS}
${phase()}
new BuildTime(first, "build-time", {
  criterion: "builds as fast as before",
  command: "just build $MACHINE",
  ${bound},
});`;

const noRegression = (because: string): string => `${BLACKPHOS}
${phase()}
new NoRegression(first, "as-before", {
  criterion: "nothing is lost",
  allowed: [{ difference: "renamed", of: "package", name: "exa", to: "eza", because: "${because}" }],
});`;

defineCodes("Migration", {
  "build-time-bound-invalid": {
    severity: "error",
    meaning:
      "The allowed increase of a build time is not a fraction of the time before the migration. Without it the gate cannot decide which build is too slow.",
    example: buildTime("within: -0.2"),
    corrected: buildTime("within: 0.2"),
  },
  "calendar-days-invalid": {
    severity: "error",
    meaning:
      "The busy days of a calendar do not exist, or end before they begin. The gate cannot decide when a machine must not be migrated.",
    example: calendar('from: "2026-12-18", to: "2026-12-11"'),
    corrected: calendar('from: "2026-12-11", to: "2026-12-18"'),
  },
  "decision-without-points": {
    severity: "error",
    meaning:
      "A go/no-go decision has no integration point. It would be GO although nothing was examined.",
    example: `new GoNoGo(fleet, "decision", { question: "Do both work together?" });`,
    corrected: `const decision = new GoNoGo(fleet, "decision", { question: "Do both work together?" });
new IntegrationPoint(decision, "modules", {
  title: "clan's flake module in flake-parts",
  finding: "Both are modules of flake-parts.",
  evidence: "modules/flake-parts/clan.nix",
  outcome: "works",
});`,
  },
  "difference-without-reason": {
    severity: "error",
    meaning:
      "A difference from the baseline is allowed without a reason. Each allowed difference is a decision, so record its reason.",
    example: noRegression(""),
    corrected: noRegression("eza is the maintained fork of exa"),
  },
  "gate-timeout-invalid": {
    severity: "error",
    meaning:
      "The timeout of a gate's command is not a positive number. The command would never stop, or stop immediately.",
    example: measured("timeout: 0"),
    corrected: measured("timeout: 600"),
  },
  "gate-without-criterion": {
    severity: "error",
    meaning:
      "A gate has no criterion. `terraform plan` and the generated documents show the criterion when the gate is closed.",
    example: `${BLACKPHOS}
${phase()}
new AttestedGate(first, "backup", { criterion: "" });`,
    corrected: `${BLACKPHOS}
${phase()}
new AttestedGate(first, "backup", { criterion: "a full backup exists" });`,
  },
  "ledger-id-reused": {
    severity: "warning",
    meaning:
      "Two different events of the ledger have the same id. Only the first one counts. (An identical duplicate, as after a merge, is ignored without a warning.)",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT, INCIDENT.replace("11-28", "11-30"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT, INCIDENT.replace("11-28", "11-30").replace("a1", "b2"))}`,
  },
  "ledger-incident-unknown": {
    severity: "warning",
    meaning:
      "The ledger resolves an incident that it does not contain. The id is misspelt, and the incident stays open, or the line of the incident was removed.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT, RESOLVED.replace('"a1"', '"a7"'))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT, RESOLVED)}`,
  },
  "ledger-kind-unknown": {
    severity: "warning",
    meaning:
      "The ledger has an event of an unknown kind. A later version may have recorded it, or the kind is misspelt. The event has no effect.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.replace("incident", "accident"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "ledger-line-invalid": {
    severity: "error",
    meaning:
      "A line of the ledger is not an event. Gates are computed from the ledger, so an invalid line could open or close one.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.replace('"kind":"incident"', '"kind":"deployed"').replace("09:00:00Z", "09:00"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "ledger-line-torn": {
    severity: "warning",
    meaning:
      "A line of the ledger is incomplete, as after a crash during the write. The line is ignored; all other lines count.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.slice(0, 40))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "ledger-machine-unknown": {
    severity: "warning",
    meaning:
      "The ledger names a machine that is not in the fleet. The machine may have been removed, or its name is misspelt. The event has no effect.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.replace("blackphos", "blackfos"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "machine-in-two-phases": {
    severity: "error",
    meaning: "Two phases migrate the same machine. Only one phase can guard its first deployment.",
    example: `${BLACKPHOS}
${phase()}
new Phase(migration, "macs", { machines: [blackphos], after: [first] });`,
    corrected: `${BLACKPHOS}
${phase()}
new Phase(migration, "macs", { after: [first] });`,
  },
  "migration-duplicate": {
    severity: "error",
    meaning:
      "A fleet has two migrations. It can have only one, because there is one ledger and the commands have no option to select a migration.",
    example: `new Migration(fleet, "migration");
new Migration(fleet, "second");`,
    corrected: 'new Migration(fleet, "migration");',
  },
  "migration-goal-invalid": {
    severity: "error",
    meaning:
      "A goal of the migration is impossible. It is a negative number or not a number, or a range that ends before it begins.",
    example: 'new Migration(fleet, "migration", { goals: { weeks: { from: 15, to: 13 } } });',
    corrected: 'new Migration(fleet, "migration", { goals: { weeks: { from: 13, to: 15 } } });',
  },
  "override-without-reason": {
    severity: "error",
    meaning:
      "A phase overrides its gates without a reason. Each plan, the status and the documents print the reason.",
    example: `${BLACKPHOS}
${phase('override: { because: "" }')}`,
    corrected: `${BLACKPHOS}
${phase('override: { because: "the old configuration does not boot any more" }')}`,
  },
  "phase-duplicate": {
    severity: "error",
    meaning:
      "Two phases have the same id. The ledger and the command line refer to a phase by its id.",
    example: `const migration = new Migration(fleet, "migration");
new Phase(migration, "clean-up");
new Phase(migration, "clean-up");`,
    corrected: `const migration = new Migration(fleet, "migration");
new Phase(migration, "clean-up");`,
  },
  "window-invalid": {
    severity: "error",
    meaning: "The length of a stability window is not a number of days.",
    example: `${BLACKPHOS}
${phase()}
${window(-7)}`,
    corrected: `${BLACKPHOS}
${phase()}
${window(7)}`,
  },
  "window-too-short": {
    severity: "error",
    meaning:
      "A stability window is shorter than the requirements allow. Record the decision for a shorter window, with its rationale, in a Deviation.",
    example: `${BLACKPHOS}
${phase()}
${window(1, "atLeastDays: 7")}`,
    corrected: `${BLACKPHOS}
${phase()}
const hurry = new Deviation(fleet, "one-day-window", {
  requirement: "Stable for a week.",
  decision: "A day is enough for blackphos.",
  rationale: "It is a spare machine.",
});
${window(1, "atLeastDays: 7", "deviation: hurry")}`,
  },
});
