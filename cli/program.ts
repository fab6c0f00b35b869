import { Command, InvalidArgumentError, Option } from "commander";
import { type CheckOptions, check } from "./check";
import { explain } from "./explain";
import { loadMain } from "./load-main";
import { REPORT_FORMATS, type ReportFormat } from "./report";
import { services } from "./services";
import { type SynthOptions, synthesizeMain } from "./synthesize";
import { terranix } from "./terranix";
import { reportUserErrors } from "./user-error";

const program = new Command("fleet").description(
  "Writes Terraform JSON, dendritic Nix modules and the clan inventory from main.ts.",
);

program
  .command("synth")
  .description("validate the fleet, then write every generated file")
  .option("--out <folder>", "output folder (default: nix-config)", folder)
  .option("--force", "overwrite generated files that somebody edited")
  .option("--dry-run", "say what would be written, and write nothing")
  .option("--typecheck", "compile the fleet first, and write nothing if it does not compile")
  .addOption(formatOption())
  .action((options: SynthOptions & Format) =>
    reportUserErrors(options.format, () => synthesizeMain(loadMain, options)),
  );

program
  .command("check")
  .description("exit with 1 and a diff if the generated files are not what the fleet says")
  .option("--out <folder>", "output folder (default: nix-config)", folder)
  .option("--no-typecheck", "do not compile the fleet")
  .option("--accepted", "list what the fleet accepts by name, and why")
  .addOption(formatOption())
  .action((options: CheckOptions & Format) =>
    reportUserErrors(options.format, () => check(loadMain, options)),
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
    reportUserErrors("text", () => terranix(loadMain(), stack)),
  );

program
  .command("services")
  .description("print which machine gets which service, and how")
  .action(() => reportUserErrors("text", () => services(loadMain())));

void program.parseAsync();

interface Format {
  readonly format: ReportFormat;
}

function formatOption(): Option {
  return new Option("--format <format>", "how diagnostics are printed")
    .choices(REPORT_FORMATS)
    .default("text");
}

/** A folder's name; an empty one, as of a variable that is not set, would be the root of the disk. */
function folder(name: string): string {
  if (name.trim() !== "") return name;
  throw new InvalidArgumentError("name a folder");
}
