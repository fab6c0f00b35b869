import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { FleetError, type Phase } from "../../constructs";
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
  const command = new Command("migration").description(
    "phases and gates of a migration: how they stand, and what happened",
  );
  const add = (name: string, description: string): Command =>
    command
      .command(name)
      .description(description)
      .option(
        "--out <folder>",
        "output folder, which holds migration/ledger.jsonl (default: nix-config)",
        folder,
      );

  add("status", "print how each phase stands")
    .addOption(nowOption())
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .action(({ format, ...common }: Common & { format: string }) =>
      run(() => status(common, format)),
    );

  add("report", "print what the migration is measured by, against its goals")
    .addOption(nowOption())
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["json", "markdown"])
        .default("markdown"),
    )
    .action(({ format, ...common }: Common & { format: string }) =>
      run(() => report(common, format)),
    );

  add("explain", "print why the gates of a machine are shut, and what opens them")
    .argument("<host>", "name of a machine")
    .addOption(nowOption())
    .action((host: string, common: Common) => run(() => explain(host, common)));

  recorded(add("record", "record what happened to a machine"))
    .addArgument(new Argument("<kind>", "what happened").choices(RECORDED_KINDS))
    .option("--machine <host>", "name of the machine")
    .option("--incident <id>", "id of the incident that is resolved")
    .option("--evidence <text>", "where it can be looked up")
    .action((kind: (typeof RECORDED_KINDS)[number], options: Common & RecordOptions) =>
      run(async () => {
        const { kind: recorded, id } = recordEvent(await load(options), kind, options);
        console.log(`recorded: ${recorded} ${id}`);
      }),
    );

  recorded(add("attest", "vouch for what no command can measure"))
    .argument("<gate>", "name of the gate: PHASE/GATE")
    .requiredOption("--evidence <text>", "where it can be looked up")
    .action((gate: string, options: Common & RecordOptions & { evidence: string }) =>
      run(async () => {
        const { id } = attest(await load(options), gate, options);
        console.log(`recorded: attested ${gate} ${id}`);
      }),
    );

  add("verify", "run the commands that measure a machine or a phase, and record the results")
    .argument("<host>", "name of a machine, or of a phase without machines")
    .option("--gate <gate>", "only this gate: PHASE/GATE")
    .action((host: string, options: Common & { gate?: string }) =>
      run(async () => {
        if (!(await verify(await load(options), host, options.gate))) process.exitCode = 1;
      }),
    );

  recorded(add("baseline", "save what a machine has before it is migrated"))
    .argument("<host>", "name of a machine")
    .addOption(fromOption())
    .option("--commands", "print the commands that the dump comes from, and save nothing")
    .option(
      "--build-command <command>",
      "builds the configuration that it has; timed on its second run",
    )
    .addOption(
      new Option("--build-seconds <seconds>", "how long that takes, if it was timed elsewhere")
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

  recorded(add("compare", "compare what a machine has with its baseline, and record the result"))
    .argument("<host>", "name of a machine")
    .addOption(fromOption())
    .action((host: string, options: Common & RecordOptions & { from?: string }) =>
      run(async () => {
        if (!(await compare(await load(options), host, options))) process.exitCode = 1;
      }),
    );

  command
    .command("cleanup-report")
    .description("list what is left of nixos-unified and of replaced secrets; nothing is deleted")
    .argument("<path>", "folder of a nix-config")
    .addHelpText(
      "after",
      "\nExit codes:\n  0  nothing is left that has to be removed\n  1  something is left",
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
  return new Option("--now <time>", "the time to ask about (default: now)").argParser(timeArgument);
}

function fromOption(): Option {
  return new Option("--from <file>", "a saved dump of the machine (default: ask it over ssh)");
}

function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError("give a number of seconds, such as 41.5");
}

function recorded(command: Command): Command {
  return command
    .addOption(new Option("--at <time>", "when it happened (default: now)").argParser(timeArgument))
    .option("--by <name>", "who records it (default: your login name)")
    .option("--note <text>", "what is to be said about it");
}

/** Loads a migration to ask how it stands at a time. */
async function loadAt(now: Date, common: Common): Promise<LoadedMigration> {
  const loaded = await load(common);
  const [first, ...more] = loaded.migration.ledger.events.filter(({ at }) => at > now);
  if (first !== undefined) {
    const others = more.length === 0 ? "" : `, and ${more.length} more of the ledger`;
    console.error(
      `note: ${first.kind} ${first.id} of ${local(first.at)}${others} is later than that, and counts`,
    );
  }
  return loaded;
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
    `no phase migrates ${host}\n  allowed: a machine of ${phases.map(({ node }) => node.id).join(", ")}\n  remedy: add it to the \`machines\` of a phase`,
  );
}
