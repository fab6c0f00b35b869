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

const program = new Command("fleet")
  .description("Writes Terraform JSON, dendritic Nix modules and the clan inventory from main.ts.")
  .configureHelp({ showGlobalOptions: true })
  .option(
    "--main <file>",
    "the fleet's entry; cdktf.json and the output folder are beside it (default: main.ts here)",
    entry,
  )
  .hook("preAction", enterFolder);

program
  .command("synth")
  .description("validate the fleet, then write every generated file")
  .option("--out <folder>", "output folder (default: nix-config)", folder)
  .option("--force", "overwrite generated files that somebody edited")
  .option("--prune", "remove generated files that neither the fleet nor the manifest has")
  .option("--dry-run", "say what would be written, and write nothing")
  .option("--typecheck", "compile the fleet first, and write nothing if it does not compile")
  .addOption(stateOption())
  .addOption(neverAppliedOption())
  .addOption(waitOption())
  .addOption(formatOption())
  .addHelpText(
    "after",
    exitCodes({
      0: "every generated file is what the fleet says, or would be without --dry-run",
      1: "errors; a change that destroys what the fleet does not name; or files were kept, or would be",
    }),
  )
  .action((options: SynthOptions & Format) =>
    reportUserErrors(options.format, () => synthesizeMain(loadMain, options)),
  );

program
  .command("diff")
  .description("print what the next synth and the next apply change, and write nothing")
  .option("--out <folder>", "output folder (default: nix-config)", folder)
  .addOption(stateOption())
  .addOption(neverAppliedOption())
  .addOption(waitOption())
  .addOption(
    new Option("--format <format>", "how the changes are printed")
      .choices(DIFF_FORMATS)
      .default("text"),
  )
  .addHelpText(
    "after",
    exitCodes({ 0: "no change", 1: "errors", 2: "changes", 3: "changes that destroy something" }),
  )
  .action((options: DiffOptions & { readonly format: DiffFormat }) =>
    reportUserErrors(options.format, () => diff(loadMain, options)),
  );

program
  .command("check")
  .description("exit with 1 and a diff if the generated files are not what the fleet says")
  .option("--out <folder>", "output folder (default: nix-config)", folder)
  .option("--no-typecheck", "do not compile the fleet")
  .option("--record", "record errors in the ledger of the migration, each once")
  .option("--accepted", "list what the fleet accepts by name, and why")
  .addOption(waitOption())
  .addOption(formatOption())
  .addHelpText(
    "after",
    exitCodes({
      0: "the generated files are what the fleet says",
      1: "errors; or a generated file differs, is missing, or is not in the fleet",
    }),
  )
  .action((options: CheckOptions & Format) =>
    reportUserErrors(options.format, () => check(loadMain, options)),
  );

program
  .command("init")
  .description("write a small fleet to a folder, beside what it has; nothing is overwritten")
  .argument("[folder]", "where main.ts goes", folder, ".")
  .option("--name <name>", "name of the fleet (default: that of the folder)")
  .option("--nixos <names...>", "NixOS machines (default: server, if there are no Macs)")
  .option("--darwin <names...>", "Macs")
  .option("--user <name>", "who may log in (default: admin)")
  .option("--key <key>", "the user's public key, or its file (default: none yet)")
  .option("--server-type <type>", "a server at Hetzner for each NixOS machine (default: none)")
  .option("--location <location>", "where the servers are (default: fsn1)")
  .option("--out <folder>", "output folder, relative to the folder of main.ts (default: .)", folder)
  .addOption(
    new Option(
      "--module <format>",
      "format of main.ts (default: that of package.json, or esm)",
    ).choices(MODULE_FORMATS),
  )
  .option("--yes", "do not ask before writing; without a terminal nothing is asked anyway")
  .option("--dry-run", "say what would be written, and write nothing")
  .action((where: string, options: InitOptions) =>
    reportUserErrors("text", () => init(where, options)),
  );

program
  .command("explain")
  .description("print what a diagnostic code means, an example, and the remedy")
  .argument("[code]", "the code that is printed in brackets; without one, all are listed")
  .action((code?: string) => reportUserErrors("text", () => explain(code)));

program
  .command("terranix")
  .description("print a stack as terranix would render it")
  .requiredOption("--stack <id>", "id of the stack")
  .action(({ stack }: { stack: string }) =>
    reportUserErrors("text", async () => terranix(await loadMain(), stack)),
  );

program
  .command("services")
  .description("print which machine gets which service, and how")
  .action(() => reportUserErrors("text", async () => services(await loadMain())));

program
  .command("doctor")
  .description("print what a fault left behind in a stack, and the commands that lead out")
  .requiredOption("--stack <id>", "id of the stack")
  .option("--state <file>", "a state, or what terraform show -json prints; - is standard input")
  .option("--out <folder>", "output folder (default: nix-config)", folder)
  .addHelpText(
    "after",
    exitCodes({ 0: "nothing is left", 1: "errors", 2: "something is left, and printed" }),
  )
  .action((options: DoctorOptions) =>
    reportUserErrors("text", async () => {
      if (!(await doctor(options))) process.exitCode = 2;
    }),
  );

program.addCommand(migrationCommand(folder));

program
  .command("options")
  .description("lists of the options that the compiler and the fleet are checked by")
  .command("update")
  .description("write lists and types for your own versions below options/")
  .option("--from <folder>", "all of them, as nix build .#option-list makes them", folder)
  .option("--release <release>", "what messages call it: 25.11 (default: as in --from)")
  .option("--nixos <file>", "options of NixOS: options.json, or optionAttrSetToDocList as JSON")
  .option("--darwin <file>", "options of nix-darwin")
  .option("--home-manager <file>", "options of home-manager")
  .action((options: UpdateOptions) => reportUserErrors("text", () => updateOptions(options)));

// `fleet check | head` closes the pipe early; what is left to print is not missed.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void program.parseAsync();

interface Format {
  readonly format: ReportFormat;
}

function formatOption(): Option {
  return new Option("--format <format>", "how diagnostics are printed")
    .choices(REPORT_FORMATS)
    .default("text");
}

function stateOption(): Option {
  return new Option(
    "--state <file>",
    "a Terraform state, or what terraform show -json prints, as FILE or STACK=FILE; - is standard input",
  ).argParser(collected);
}

function neverAppliedOption(): Option {
  return new Option(
    "--never-applied <name>",
    "a machine or stack of the last synth that was never applied, so that nothing of it is lost",
  ).argParser(collected);
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function waitOption(): Option {
  return new Option(
    "--wait <seconds>",
    "how long to wait for other runs on the output folder (default: 30)",
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

/** Goes to the folder of `--main`. An output folder on the command line is one of the folder where it was typed. */
function enterFolder(command: Command, action: Command): void {
  const { main }: { main?: string } = command.opts();
  if (main === undefined) return;
  if (action.name() === "init") action.error("error: init writes main.ts itself, without --main");
  const { out }: { out?: string } = action.opts();
  if (out !== undefined) action.setOptionValue("out", relative(dirname(main), out) || ".");
  chooseMain(main);
}

function entry(file: string): string {
  if (isMainFile(file)) return file;
  throw new InvalidArgumentError("name a file of TypeScript or JavaScript that exports main");
}

/** A folder's name; an empty one, as of a variable that is not set, would be the root of the disk. */
function folder(name: string): string {
  if (name.trim() !== "") return name;
  throw new InvalidArgumentError("name a folder");
}
