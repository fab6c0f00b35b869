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

const calendar = (days: string): string => `${BLACKPHOS}
${phase()}
new CalendarGate(first, "calendar", {
  criterion: "nothing is at stake",
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
  criterion: "has what it had before",
  allowed: [{ difference: "renamed", of: "package", name: "exa", to: "eza", because: "${because}" }],
});`;

defineCodes("Migration", {
  "build-time-bound-invalid": {
    severity: "error",
    meaning:
      "The bound of a build time is not a share of the time before the migration. The gate could not tell what is too long.",
    example: buildTime("within: -0.2"),
    corrected: buildTime("within: 0.2"),
  },
  "calendar-days-invalid": {
    severity: "error",
    meaning:
      "The busy days of a calendar are no days, or end before they begin. The gate could not tell when a machine must not be migrated.",
    example: calendar('from: "2026-12-18", to: "2026-12-11"'),
    corrected: calendar('from: "2026-12-11", to: "2026-12-18"'),
  },
  "decision-without-points": {
    severity: "error",
    meaning:
      "A go/no-go decision rests on no integration point. It would be GO although nothing was examined.",
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
      "A machine may be otherwise than before its migration, and nothing says why. Each allowed difference is a decision.",
    example: noRegression(""),
    corrected: noRegression("eza goes on where exa ended"),
  },
  "gate-timeout-invalid": {
    severity: "error",
    meaning:
      "The timeout of a gate's command is not a positive number. The command could run for ever, or would be stopped at once.",
    example: measured("timeout: 0"),
    corrected: measured("timeout: 600"),
  },
  "gate-without-criterion": {
    severity: "error",
    meaning:
      "A gate does not say what has to hold. Whoever is stopped by it reads the criterion, in Terraform's plan and in the documents.",
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
      "Two different events of the ledger have one id. The first one counts and the other does not, as a line that stands there twice after a merge counts once.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT, INCIDENT.replace("11-28", "11-30"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT, INCIDENT.replace("11-28", "11-30").replace("a1", "b2"))}`,
  },
  "ledger-kind-unknown": {
    severity: "warning",
    meaning:
      "The ledger has an event of a kind that is not known. A later version may have recorded it, or its kind may be misspelt, so that the event counts for nothing.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.replace("incident", "accident"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "ledger-line-invalid": {
    severity: "error",
    meaning:
      "A line of the ledger is not an event. Gates are computed from the ledger, so a wrong line could open or shut one.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.replace('"kind":"incident"', '"kind":"deployed"').replace("09:00:00Z", "09:00"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "ledger-line-torn": {
    severity: "warning",
    meaning:
      "A line of the ledger is cut off, as by a crash while it was written. What it would have said is not known; all other lines count.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.slice(0, 40))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "ledger-machine-unknown": {
    severity: "warning",
    meaning:
      "The ledger names a machine that the fleet does not have. It may be gone, or its name may be misspelt, so that the event counts for no machine.",
    example: `const blackphos = ${mac()}\n${ledger(INCIDENT.replace("blackphos", "blackfos"))}`,
    corrected: `const blackphos = ${mac()}\n${ledger(INCIDENT)}`,
  },
  "machine-in-two-phases": {
    severity: "error",
    meaning:
      "Two phases migrate one machine. It is deployed for the first time once, so only one of them can guard that.",
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
      "A fleet has two migrations. There is one ledger, and each command is about one migration.",
    example: `new Migration(fleet, "migration");
new Migration(fleet, "second");`,
    corrected: 'new Migration(fleet, "migration");',
  },
  "migration-goal-invalid": {
    severity: "error",
    meaning:
      "A goal of the migration cannot be met. It is not a number from 0 on, or a span that ends before it begins.",
    example: 'new Migration(fleet, "migration", { goals: { weeks: { from: 15, to: 13 } } });',
    corrected: 'new Migration(fleet, "migration", { goals: { weeks: { from: 13, to: 15 } } });',
  },
  "override-without-reason": {
    severity: "error",
    meaning:
      "A phase overrides its gates without a reason. The reason is printed by each plan, in the status and in the documents.",
    example: `${BLACKPHOS}
${phase('override: { because: "" }')}`,
    corrected: `${BLACKPHOS}
${phase('override: { because: "the old configuration does not boot any more" }')}`,
  },
  "phase-duplicate": {
    severity: "error",
    meaning: "Two phases have one id. The ledger and the command line name a phase by its id.",
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
      "A stability window is shorter than the requirements allow. A shorter one is a decision, which is recorded with its rationale.",
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
