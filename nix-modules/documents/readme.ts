import { type Fleet, type Machine, type Phase, serviceMatrix } from "../../constructs";
import type { GeneratedFile } from "../files/generated-file";
import { diagram } from "./diagram";
import { code, filledTable, inline, list, paragraphs, sentence, table } from "./markdown";
import { runbookPath } from "./runbook";

const PLATFORMS: { readonly [platform: string]: string } = {
  "x86_64-linux": "NixOS on x86-64",
  "aarch64-linux": "NixOS on ARM",
  "aarch64-darwin": "macOS on Apple silicon",
};

/** `README.md`: the contents of the repository, and links to the other documents. */
export function readmeDocument(
  fleet: Fleet,
  phases: readonly Phase[],
  files: readonly GeneratedFile[],
): string {
  const { name, description, machines } = fleet;
  const services = serviceMatrix(fleet);
  const hasFile = (path: string): boolean => files.some((file) => file.path === path);
  return paragraphs(
    `# ${name}`,
    description && capitalized(sentence(description)),
    machines.length > 0 || phases.length > 0 ? code("mermaid", diagram(fleet, phases)) : "",
    ...(machines.length === 0 ? [] : ["## Machines", machineTable(machines)]),
    ...(services.length === 0
      ? []
      : [
          "## Services",
          table(
            ["service", "machines and their roles"],
            services.map(({ service, cells }) => [
              service,
              cells
                .filter(({ by }) => by !== "none")
                .map(({ machine, roles }) => `${machine.name} (${[...roles].sort().join(", ")})`)
                .join(", "),
            ]),
          ),
        ]),
    ...(phases.length === 0
      ? []
      : [
          "## Migration",
          "Each phase has a runbook. A phase begins when the gates of the previous phase are open.",
          table(
            ["phase", "machines"],
            phases.map((phase) => [
              `[${phase.title}](${runbookPath(phase)})`,
              phase.machines.map((machine) => machine.name).join(", ") || "none",
            ]),
          ),
          "[docs/MIGRATION-STATUS.md](docs/MIGRATION-STATUS.md) shows the status.",
        ]),
    "## Usage",
    "`just` lists the commands. The first line of a generated file names its source: change the source, and run `npx fleet synth`. `.fleet-manifest.json` lists all generated files, including JSON files, which have no such line.",
    list([
      "[docs/INTEGRATION-FINDINGS.md](docs/INTEGRATION-FINDINGS.md): the decisions and their reasons",
      "[docs/PATTERNS.md](docs/PATTERNS.md): how to write the files",
      ...(hasFile("justfile") ? ["[justfile](justfile): all commands"] : []),
    ]),
  );
}

function machineTable(machines: readonly Machine[]): string {
  return filledTable(
    ["machine", "platform", "tags", "description"],
    machines.map(({ name, platform, tags, description = "" }) => [
      `[${name}](modules/hosts/${name}/default.nix)`,
      PLATFORMS[platform] ?? platform,
      tags.map((tag) => inline(tag.name)).join(", "),
      description,
    ]),
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
