import type { Weeks } from "../../../constructs";
import { local } from "../time";
import type { MigrationReport, Verdict } from "./report";

/** The report in Markdown. */
export function reportMarkdown(report: MigrationReport): string {
  return [
    `# Report of the migration, ${local(report.at)}\n`,
    table(["measure", "value", "goal", ""], measures(report)),
    `## Time\n\n${table(["phase", "state", "from", "to", "weeks"], phases(report))}`,
    ...section("Rollbacks", ["machine", "when"], rollbacks(report)),
    ...section("Mistakes caught by diagnostics", ["code", "count"], caught(report)),
    ...section("Build times", ["machine", "before", "after", "limit", ""], builds(report)),
    ...section("Rented servers", ["machine", "type", "EUR a month, without VAT"], servers(report)),
    ...section("Attested", ["gate", "criterion", "when", "by", "evidence"], attested(report)),
    footnotes(report),
  ].join("\n");
}

function measures({
  rollbacks: back,
  time,
  incidents,
  caught: found,
  builds: built,
  cost,
  scale,
}: MigrationReport): readonly (readonly string[])[] {
  const never = back.never.length === 0 ? "" : `, none of ${back.never.join(", ")}`;
  return [
    [
      "rollbacks",
      `${back.count}`,
      `0, at most ${back.acceptable} acceptable${never}`,
      back.verdict,
    ],
    ["weeks", weeks(time.weeks, time.isDone), weeksGoal(time.goal, time.atBest), time.verdict],
    ["incidents", `${incidents.count}, ${incidents.open} open, ${incidents.hours} hours`, "-", "-"],
    ["mistakes caught before deployment", `${found.count}`, "-", "-"],
    ["build times", `${built.length} machines`, "each within its limit", worst(built)],
    ["EUR a month for servers [1]", money(cost.euros), money(cost.goal), cost.verdict],
    ["machines", `${scale.machines}`, "-", "-"],
    [
      "zerotier members [2]",
      `${scale.zerotierMembers}`,
      `${scale.freeDevices} in the free plan`,
      scale.verdict,
    ],
  ];
}

function weeks(count: number, isDone: boolean): string {
  return isDone ? `${count}` : `${count} so far`;
}

function weeksGoal(goal: Weeks | undefined, atBest: Weeks | undefined): string {
  const span = ({ from, to }: Weeks) => `${from} to ${to}`;
  if (goal === undefined) return "-";
  return atBest === undefined ? span(goal) : `${span(goal)}, at best ${span(atBest)}`;
}

/** The overall verdict: `not met` if one is not met, otherwise `open` if one is open. */
function worst(all: readonly { readonly verdict: Verdict }[]): Verdict {
  for (const verdict of ["not met", "open", "met"] as const) {
    if (all.some((one) => one.verdict === verdict)) return verdict;
  }
  return "no goal";
}

function phases({ time }: MigrationReport): readonly (readonly string[])[] {
  return time.phases.map((phase) => [
    phase.phase,
    phase.state,
    day(phase.begin),
    day(phase.end),
    phase.weeks === undefined ? "-" : `${phase.weeks}`,
  ]);
}

function rollbacks({ rollbacks: { machines } }: MigrationReport): readonly (readonly string[])[] {
  return machines.map(({ machine, at }) => [machine, local(at)]);
}

function caught({ caught: { codes } }: MigrationReport): readonly (readonly string[])[] {
  return codes.map(({ code, count }) => [code, `${count}`]);
}

function builds({ builds: all }: MigrationReport): readonly (readonly string[])[] {
  const seconds = (value: number | undefined) => (value === undefined ? "-" : `${value} s`);
  return all.map(({ machine, before, after, limit, verdict }) => [
    machine,
    seconds(before),
    seconds(after),
    seconds(limit),
    verdict,
  ]);
}

function servers({ cost }: MigrationReport): readonly (readonly string[])[] {
  return cost.servers.map(({ machine, type, euros }) => [
    machine,
    type,
    euros === undefined ? "unknown" : money(euros),
  ]);
}

function attested({ attestations }: MigrationReport): readonly (readonly string[])[] {
  return attestations.map(({ gate, criterion, at, by, evidence }) => [
    gate,
    criterion,
    at === undefined ? "not yet" : local(at),
    by ?? "-",
    evidence ?? "-",
  ]);
}

function footnotes({ cost, scale }: MigrationReport): string {
  return [
    `[1] Net prices for new orders in Europe with one IPv4 address each, as of ${cost.date}: ${cost.source}. An older`,
    "server keeps its price after a price change.\n",
    `[2] ZeroTier's plan "Personal" as of ${scale.date}: ${scale.source}. It counts devices in networks`,
    "hosted by ZeroTier, not in networks with your own controller.\n",
  ].join("\n");
}

function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return rows.length === 0 ? [] : [`## ${title}\n\n${table(head, rows)}`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}

function day(time: Date | undefined): string {
  return time === undefined ? "-" : local(time).slice(0, 10);
}

function money(euros: number | undefined): string {
  return euros === undefined ? "-" : euros.toFixed(2);
}
