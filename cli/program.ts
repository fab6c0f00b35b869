import { dirname, relative } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { type CheckOptions, check } from "./check";
import { DIFF_FORMATS, type DiffFormat, type DiffOptions, diff } from "./diff";
import { type DoctorOptions, doctor } from "./doctor";
import { explain } from "./explain";
import { init } from "./init";
import { type InitOptions, MODULE_FORMATS } from "./init/answers";
import { loadMain } from "./load-main";
import { chooseMain, isMainFile } from "./main-file";
import { migrationCommand } from "./migration/program";
import { type UpdateOptions, updateOptions } from "./options";
import { REPORT_FORMATS, type ReportFormat } from "./report";
import { services } from "./services";
import { type SynthOptions, synthesizeMain } from "./synthesize";
import { terranix } from "./terranix";
import { reportUserErrors } from "./user-error";

/** The command `fleet`. Each one runs once; the process exits with its `process.exitCode`. */
export function fleetCommand(): Command {
  const program = new Command("fleet")
    .description(
      "Writes Terraform JSON, dendritic Nix modules and the clan inventory from main.ts.",
    )
    .configureHelp({ showGlobalOptions: true })
    .option(
      "--main <file>",
      "entry file of the fleet, in the folder of cdktf.json and the output folder (default: main.ts)",
      entry,
    )
    .hook("preAction", enterFolder);

  program
    .command("synth")
    .description("validate the fleet and write all generated files")
    .option("--out <folder>", "output folder (default: nix-config)", folder)
    .option("--force", "overwrite generated files that were edited by hand")
    .option("--prune", "remove generated files that neither the fleet nor the manifest contains")
    .option("--dry-run", "print what would be written, but write nothing")
    .option("--typecheck", "compile the fleet as well, and write nothing if it does not compile")
    .addOption(stateOption())
    .addOption(neverAppliedOption())
    .addOption(waitOption())
    .addOption(formatOption())
    .addHelpText(
      "after",
      exitCodes({
        0: "all generated files match the fleet's output, or would without --dry-run",
        1: "errors; an undeclared destructive change; or files that differ were kept, or would be",
      }),
    )
    .action((options: SynthOptions & Format) =>
      reportUserErrors(options.format, () => synthesizeMain(loadMain, options)),
    );

  program
    .command("diff")
    .description("print what the next synth and the next apply will change, but write nothing")
    .option("--out <folder>", "output folder (default: nix-config)", folder)
    .addOption(stateOption())
    .addOption(neverAppliedOption())
    .addOption(waitOption())
    .addOption(
      new Option("--format <format>", "output format of the changes")
        .choices(DIFF_FORMATS)
        .default("text"),
    )
    .addHelpText(
      "after",
      exitCodes({ 0: "no changes", 1: "errors", 2: "changes", 3: "destructive changes" }),
    )
    .action((options: DiffOptions & { readonly format: DiffFormat }) =>
      reportUserErrors(options.format, () => diff(loadMain, options)),
    );

  program
    .command("check")
    .description("exit with 1 and a diff if the generated files differ from the fleet's output")
    .option("--out <folder>", "output folder (default: nix-config)", folder)
    .option("--no-typecheck", "do not compile the fleet")
    .option("--record", "record each error once in the ledger of the migration")
    .option("--accepted", "list the diagnostics that the fleet accepts, with the reasons")
    .addOption(waitOption())
    .addOption(formatOption())
    .addHelpText(
      "after",
      exitCodes({
        0: "the generated files match the fleet's output",
        1: "errors; or a generated file differs, is missing, or is no longer in the fleet",
      }),
    )
    .action((options: CheckOptions & Format) =>
      reportUserErrors(options.format, () => check(loadMain, options)),
    );

  program
    .command("init")
    .description("write a small fleet to a folder; existing files are not overwritten")
    .argument("[folder]", "folder for main.ts", folder, ".")
    .option("--name <name>", "name of the fleet (default: name of the folder)")
    .option("--nixos <names...>", "names of NixOS machines (default: server, if there are no Macs)")
    .option("--darwin <names...>", "names of Macs")
    .option("--user <name>", "the user who may log in (default: admin)")
    .option("--key <key>", "the user's public key, or the path of its file (default: none)")
    .option(
      "--server-type <type>",
      "Hetzner server type of each NixOS machine (default: no server)",
    )
    .option("--location <location>", "Hetzner location of the servers (default: fsn1)")
    .option(
      "--out <folder>",
      "output folder, relative to the folder of main.ts (default: .)",
      folder,
    )
    .addOption(
      new Option(
        "--module <format>",
        "module format of main.ts (default: type in package.json, or esm)",
      ).choices(MODULE_FORMATS),
    )
    .option("--yes", "do not ask before writing; never asks without a terminal")
    .option("--dry-run", "print what would be written, but write nothing")
    .action((where: string, options: InitOptions) =>
      reportUserErrors("text", () => init(where, options)),
    );

  program
    .command("explain")
    .description("print the meaning of diagnostic codes, each with an example and the remedy")
    .argument(
      "[codes...]",
      "the codes in brackets of diagnostics; without them, all codes are listed",
    )
    .action((codes: readonly string[]) => reportUserErrors("text", () => explain(codes)));

  program
    .command("terranix")
    .description("print the terranix JSON of a stack")
    .requiredOption("--stack <id>", "id of the stack")
    .action(({ stack }: { stack: string }) =>
      reportUserErrors("text", async () => terranix(await loadMain(), stack)),
    );

  program
    .command("services")
    .description("print which machine has which service, and how it is provided")
    .action(() => reportUserErrors("text", async () => services(await loadMain())));

  program
    .command("doctor")
    .description(
      "print the problems that a failed apply left in a stack, and the commands to repair them",
    )
    .requiredOption("--stack <id>", "id of the stack")
    .option(
      "--state <file>",
      "a state file, or output of terraform show -json; - is standard input",
    )
    .option("--out <folder>", "output folder (default: nix-config)", folder)
    .addHelpText("after", exitCodes({ 0: "no problems", 1: "errors", 2: "problems found" }))
    .action((options: DoctorOptions) =>
      reportUserErrors("text", async () => {
        if (!(await doctor(options))) process.exitCode = 2;
      }),
    );

  program.addCommand(migrationCommand(folder));

  program
    .command("options")
    .description("manage the lists of options that the compiler and the fleet's checks use")
    .command("update")
    .description("write option lists and types for your own versions to options/")
    .option(
      "--from <folder>",
      "folder with all lists: the output of nix build .#option-list",
      folder,
    )
    .option(
      "--release <release>",
      "release for messages, such as 25.11 (default: release in the --from folder)",
    )
    .option("--nixos <file>", "NixOS options: options.json, or optionAttrSetToDocList as JSON")
    .option("--darwin <file>", "nix-darwin options")
    .option("--home-manager <file>", "home-manager options")
    .action((options: UpdateOptions) => reportUserErrors("text", () => updateOptions(options)));

  return program;
}

interface Format {
  readonly format: ReportFormat;
}

function formatOption(): Option {
  return new Option("--format <format>", "output format of diagnostics")
    .choices(REPORT_FORMATS)
    .default("text");
}

function stateOption(): Option {
  return new Option(
    "--state <file>",
    "a Terraform state, or output of terraform show -json, as FILE or STACK=FILE; - is standard input",
  ).argParser(collected);
}

function neverAppliedOption(): Option {
  return new Option(
    "--never-applied <name>",
    "a machine or stack of the last synth that was never applied, so that it can be removed or changed",
  ).argParser(collected);
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function waitOption(): Option {
  return new Option(
    "--wait <seconds>",
    "how long to wait for other runs that use the output folder (default: 30)",
  ).argParser(seconds);
}

function exitCodes(meanings: Readonly<Record<number, string>>): string {
  const lines = Object.entries(meanings).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return `\nExit codes:\n${lines.join("\n")}`;
}

function seconds(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("give a number of seconds, such as 60");
}

/** Changes to the folder of `--main`. `--out` stays relative to the folder in which the command was run. */
function enterFolder(command: Command, action: Command): void {
  const { main }: { main?: string } = command.opts();
  if (main !== undefined) {
    if (action.name() === "init")
      action.error("error: init does not take --main: it writes main.ts to its folder");
    const { out }: { out?: string } = action.opts();
    if (out !== undefined) action.setOptionValue("out", relative(dirname(main), out) || ".");
  }
  chooseMain(main);
}

function entry(file: string): string {
  if (isMainFile(file)) return file;
  throw new InvalidArgumentError("name a TypeScript or JavaScript file that exports main");
}

/** A folder name. An empty name, for example from an unset variable, would be the root directory. */
function folder(name: string): string {
  if (name.trim() !== "") return name;
  throw new InvalidArgumentError("name a folder");
}
