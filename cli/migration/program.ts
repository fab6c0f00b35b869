import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { FleetError, formatDiagnostic, type Phase } from "../../constructs";
import { diagnose } from "../../constructs/app/diagnose";
import { strayEvents } from "../../constructs/migration/ledger-problems";
import { loadMain } from "../load-main";
import { reportUserErrors } from "../user-error";
import { type BaselineOptions, compare, saveBaseline, stateCommands } from "./baseline";
import { cleanupReport, isClean, reportText } from "./cleanup/report";
import { explanation } from "./explain";
import { type LoadedMigration, loadMigration, machineNamed } from "./load";
import { attest, RECORDED_KINDS, type RecordOptions, recordEvent } from "./record";
import { migrationReport } from "./report/report";
import { reportMarkdown } from "./report/report-markdown";
import { migrationStatus, statusMarkdown, statusTable } from "./status";
import { local, timeArgument } from "./time";
import { verify } from "./verification";

interface Common {
  readonly out?: string;
  readonly now?: Date;
}

/** `fleet migration …` */
export function migrationCommand(folder: (name: string) => string): Command {
  const command = new Command("migration").description("status, gates and ledger of a migration");
  const add = (name: string, description: string): Command =>
    command
      .command(name)
      .description(description)
      .option(
        "--out <folder>",
        "output folder, with migration/ledger.jsonl (default: nix-config)",
        folder,
      );

  add("status", "print the status of each phase")
    .addOption(nowOption())
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .action(({ format, ...common }: Common & { format: string }) =>
      run(() => status(common, format)),
    );

  add("report", "compare the migration with its goals")
    .addOption(nowOption())
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["json", "markdown"])
        .default("markdown"),
    )
    .action(({ format, ...common }: Common & { format: string }) =>
      run(() => report(common, format)),
    );

  add("explain", "print the closed gates of a machine, and how to open them")
    .argument("<host>", "name of a machine")
    .addOption(nowOption())
    .action((host: string, common: Common) => run(() => explain(host, common)));

  recorded(add("record", "record an event of a machine"))
    .addArgument(new Argument("<kind>", "kind of event").choices(RECORDED_KINDS))
    .option("--machine <host>", "name of the machine")
    .option("--incident <id>", "id of the resolved incident")
    .option("--evidence <text>", "a path, commit or URL")
    .action((kind: (typeof RECORDED_KINDS)[number], options: Common & RecordOptions) =>
      run(async () => {
        const { kind: recorded, id } = recordEvent(await load(options), kind, options);
        console.log(`recorded: ${recorded} ${id}`);
      }),
    );

  recorded(add("attest", "attest a criterion that no command can measure"))
    .argument("<gate>", "name of the gate: PHASE/GATE")
    .requiredOption("--evidence <text>", "a path, commit or URL")
    .action((gate: string, options: Common & RecordOptions & { evidence: string }) =>
      run(async () => {
        const { id } = attest(await load(options), gate, options);
        console.log(`recorded: attested ${gate} ${id}`);
      }),
    );

  add("verify", "run the measured gates of a machine or a phase, and record the results")
    .argument("<host>", "name of a machine, or of a phase without machines")
    .option("--gate <gate>", "only this gate: PHASE/GATE")
    .action((host: string, options: Common & { gate?: string }) =>
      run(async () => {
        if (!(await verify(await load(options), host, options.gate))) process.exitCode = 1;
      }),
    );

  recorded(add("baseline", "save the state of a machine before its migration"))
    .argument("<host>", "name of a machine")
    .addOption(fromOption())
    .option("--commands", "print the script that creates the dump, and save nothing")
    .option(
      "--build-command <command>",
      "builds its current configuration; runs twice, and the second run is timed",
    )
    .addOption(
      new Option("--build-seconds <seconds>", "build time, if it is already known")
        .argParser(seconds)
        .conflicts("buildCommand"),
    )
    .action((host: string, options: Common & BaselineOptions & { commands?: true }) =>
      run(async () => {
        const loaded = await load(options);
        if (options.commands) process.stdout.write(stateCommands(loaded.migration, host));
        else await saveBaseline(loaded, host, options);
      }),
    );

  recorded(add("compare", "compare a machine with its baseline, and record the result"))
    .argument("<host>", "name of a machine")
    .addOption(fromOption())
    .action((host: string, options: Common & RecordOptions & { from?: string }) =>
      run(async () => {
        if (!(await compare(await load(options), host, options))) process.exitCode = 1;
      }),
    );

  command
    .command("cleanup-report")
    .description(
      "list the remaining parts of nixos-unified and of replaced secrets; does not delete anything",
    )
    .argument("<path>", "folder of a nix-config")
    .addHelpText(
      "after",
      "\nExit codes:\n  0  nothing remains that must be removed\n  1  something remains",
    )
    .action((path: string) => run(() => cleanup(path)));

  return command;
}

function cleanup(path: string): void {
  const report = cleanupReport(path);
  process.stdout.write(reportText(report));
  if (!isClean(report)) process.exitCode = 1;
}

function run(action: () => void | Promise<void>): Promise<void> {
  return reportUserErrors("text", action);
}

async function load({ out }: Common): Promise<LoadedMigration> {
  return loadMigration(await loadMain(), out);
}

function nowOption(): Option {
  return new Option("--now <time>", "time of the status (default: now)").argParser(timeArgument);
}

function fromOption(): Option {
  return new Option("--from <file>", "a saved dump of the machine (default: read it over ssh)");
}

function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError("expected a number of seconds, such as 41.5");
}

function recorded(command: Command): Command {
  return command
    .addOption(new Option("--at <time>", "when it happened (default: now)").argParser(timeArgument))
    .option("--by <name>", "name of the author (default: your login name)")
    .option("--note <text>", "a note");
}

/** Loads a migration for its status at a time, and warns of events that do not count for it. */
async function loadAt(now: Date, common: Common): Promise<LoadedMigration> {
  const loaded = await load(common);
  warnOfStrayEvents(loaded);
  const [first, ...more] = loaded.migration.ledger.events.filter(({ at }) => at > now);
  if (first !== undefined) {
    const others = more.length === 0 ? "" : ` and ${more.length} more events`;
    console.error(
      `note: later events of the ledger count too: ${first.kind} ${first.id} of ${local(first.at)}${others}`,
    );
  }
  return loaded;
}

function warnOfStrayEvents({ app, migration }: LoadedMigration): void {
  const stray = [...strayEvents(migration.ledger, migration.fleet)];
  const codes = new Set(stray.map(({ code }) => code));
  const { path } = migration.node;
  const { open } = diagnose(
    app,
    stray.map((finding) => ({ path, finding })),
  );
  for (const diagnostic of open.filter(({ code }) => codes.has(code))) {
    console.error(formatDiagnostic(diagnostic));
  }
}

async function status({ now = new Date(), ...common }: Common, format: string): Promise<void> {
  const phases = migrationStatus((await loadAt(now, common)).migration, now);
  if (format === "json") {
    process.stdout.write(`${JSON.stringify({ version: 1, phases }, null, 2)}\n`);
  } else {
    process.stdout.write(format === "markdown" ? statusMarkdown(phases) : statusTable(phases));
  }
}

async function report({ now = new Date(), ...common }: Common, format: string): Promise<void> {
  const { app, migration } = await loadAt(now, common);
  const measured = migrationReport(app, migration, now);
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ version: 1, ...measured }, null, 2)}\n`
      : reportMarkdown(measured),
  );
}

async function explain(host: string, { now = new Date(), ...common }: Common): Promise<void> {
  const { migration } = await loadAt(now, common);
  const machine = machineNamed(migration, host);
  const phase = migration.phaseOf(machine) ?? noPhase(host, migration.phases);
  process.stdout.write(explanation(migration, phase, host, now));
}

function noPhase(host: string, phases: readonly Phase[]): never {
  throw new FleetError(
    `${host} is in no phase\n  allowed: a machine of ${phases.map(({ node }) => node.id).join(", ")}\n  remedy: add it to the \`machines\` of a phase`,
  );
}
