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

/** `README.md`: what the repository holds, and where to read on. */
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
          "Each phase has a runbook, and begins when the gates of the one before are open.",
          table(
            ["phase", "machines"],
            phases.map((phase) => [
              `[${phase.title}](${runbookPath(phase)})`,
              phase.machines.map((machine) => machine.name).join(", ") || "none",
            ]),
          ),
          "[docs/MIGRATION-STATUS.md](docs/MIGRATION-STATUS.md) says how it stands.",
        ]),
    "## Work with it",
    "`just` lists the commands. A generated file names in its first line what it is generated from: change that, and run `npx fleet synth`. JSON has no comments: `.fleet-manifest.json` lists all generated files.",
    list([
      "[docs/INTEGRATION-FINDINGS.md](docs/INTEGRATION-FINDINGS.md): what was decided, and why",
      "[docs/PATTERNS.md](docs/PATTERNS.md): how the files are written",
      ...(hasFile("justfile") ? ["[justfile](justfile): all commands"] : []),
    ]),
  );
}

function machineTable(machines: readonly Machine[]): string {
  return filledTable(
    ["machine", "platform", "tags", "what it is"],
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
