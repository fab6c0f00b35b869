import { Command, InvalidArgumentError } from "commander";
import { check } from "./check";
import { loadMain } from "./load-main";
import { services } from "./services";
import { type OutputOptions, synthesize } from "./synthesize";
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
  .action((options: OutputOptions) => reportUserErrors(() => synthesize(loadMain(), options)));

program
  .command("check")
  .description("exit with 1 and a diff if the generated files are not what the fleet says")
  .option("--out <folder>", "output folder (default: nix-config)", folder)
  .action(({ out }: { out?: string }) => reportUserErrors(() => check(loadMain(), out)));

program
  .command("terranix")
  .description("print a stack as terranix would render it")
  .requiredOption("--stack <id>", "id of the stack")
  .action(({ stack }: { stack: string }) => reportUserErrors(() => terranix(loadMain(), stack)));

program
  .command("services")
  .description("print which machine gets which service, and how")
  .action(() => reportUserErrors(() => services(loadMain())));

program.parse();

/** A folder's name; an empty one, as of a variable that is not set, would be the root of the disk. */
function folder(name: string): string {
  if (name.trim() !== "") return name;
  throw new InvalidArgumentError("name a folder");
}
