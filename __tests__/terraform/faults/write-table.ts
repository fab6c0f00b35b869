import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { FAULTS, type Fault } from "./faults";
import { type Observed, play } from "./play";

const PATH = "docs/faults.md";

const HEAD = `# What happens when something breaks

Written by \`npm run faults\`, which injects each fault into a run of the real core of Terraform and OpenTofu, with test
doubles of the providers and of \`ssh\` and \`clan\`. "Next apply" is the apply after the remedy, when the cause no longer
exists. "Installs" is the number of runs of \`clan machines install\` after the fault.

| fault | apply | message | remedy | next apply | installs | next plan |
|---|---|---|---|---|---|---|
`;

async function main(): Promise<void> {
  const binaries = ["terraform", "tofu"].filter(
    (binary) => spawnSync(binary, ["version"]).status === 0,
  );
  const rows: string[] = [];
  for (const fault of FAULTS) {
    const cells: string[] = [];
    for (const binary of binaries) {
      cells.push(cellsOf(fault, await play(fault, binary)).join(" | "));
    }
    const isAlike = new Set(cells).size === 1;
    cells.slice(0, isAlike ? 1 : cells.length).forEach((text, index) => {
      rows.push(`| ${fault.title}${isAlike ? "" : `, with ${binaries[index]}`} | ${text} |`);
    });
    console.log(rows.at(-1));
  }
  writeFileSync(PATH, `${HEAD}${rows.join("\n")}\n\nPrograms: ${binaries.join(", ")}.\n`);
}

function cellsOf(fault: Fault, { exitCode, said, next, installs, changes }: Observed) {
  return [
    exitCode === 0 ? "succeeds" : exitCode === null ? "is killed" : "fails",
    said.replaceAll("|", "\\|"),
    fault.remedy?.words ?? "none",
    next === 0 ? "succeeds" : "fails",
    installs,
    changes.length === 0 ? "empty" : changes.join(", "),
  ];
}

void main();
