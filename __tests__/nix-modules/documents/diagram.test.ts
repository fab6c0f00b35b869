import { describe, expect, it } from "vitest";
import {
  ClanService,
  DarwinMachine,
  Fleet,
  Migration,
  NixosMachine,
  Phase,
} from "../../../constructs";
import { diagram } from "../../../nix-modules/documents/diagram";
import { DISK, testApp } from "../../support/fleets";

/**
 * Texts that Mermaid 10.9.3, 11.4.1, 11.12.0 and 11.17.2 interpret even in quotes: Markdown, HTML, icons, formulas,
 * entities and line breaks; and keywords and characters of flowcharts.
 */
const TITLES = [
  "end",
  "1. Server",
  "2) Macs",
  "- list",
  "> quote",
  "# head",
  "`code`",
  "a *b* _c_ ~~d~~",
  "snake_case",
  "<b>x</b> & a<b",
  'say "hi" in C#',
  "a\\nb",
  "&lt; #35; #quot;",
  "$$x^2$$",
  "fa:fa-car ride",
  "www.example.com and http://x.y",
  "subgraph n1[x] %% {y} (z) |w|; click n1",
  "x-->y --- o--o",
  "graph TD",
  "rest - and more",
  "é, 你好 🙂",
  "__proto__",
  "  two\n  lines  ",
];

const LABEL = String.raw`"(?:[\p{L}\p{N} ,]|(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])|#\d+;)+"`;

/** The allowed lines of a diagram. Ids are numbered, so that no id is a Mermaid keyword. */
const LINES = [
  "flowchart LR",
  String.raw` +subgraph n\d+\[${LABEL}\]`,
  " +end",
  String.raw` +n\d+\[${LABEL}\]`,
  String.raw` +n\d+\(\[${LABEL}\]\)`,
  String.raw` +n\d+ ==> n\d+`,
  String.raw` +n\d+ -- ${LABEL} --- n\d+`,
].map((line) => new RegExp(`^${line}$`, "u"));

function labelsIn(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"/g)].map(([, label = ""]) =>
    label.replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
  );
}

/** A fleet with the titles as phases, and Mermaid keywords as names of machines and services. */
function oddDiagram(): string {
  const fleet = new Fleet(testApp(), "odd");
  const end = new NixosMachine(fleet, "end", { stateVersion: "25.11", disk: DISK });
  new DarwinMachine(fleet, "graph", { stateVersion: 6 });
  const migration = new Migration(fleet, "migration");
  const phases: Phase[] = [];
  for (const [index, title] of TITLES.entries()) {
    const machines = index === 0 ? [end] : [];
    phases.push(new Phase(migration, `p${index}`, { title, machines, after: phases.slice(-1) }));
  }
  new ClanService(fleet, "style", { service: "sshd", roles: { server: { machines: [end] } } });
  return diagram(fleet, phases);
}

describe("the diagram", () => {
  const text = oddDiagram();

  it("has only lines with unambiguous Mermaid syntax", () => {
    const odd = text.split("\n").filter((line) => !LINES.some((known) => known.test(line)));
    expect(odd).toEqual([]);
  });

  it("shows every title unchanged, on one line", () => {
    const shown = TITLES.map((title) => title.replaceAll(/\s+/g, " ").trim());
    expect(labelsIn(text)).toEqual(expect.arrayContaining([...shown, "graph", "style", "server"]));
  });

  it("connects only declared nodes", () => {
    const declared = new Set(
      [...text.matchAll(/^ +(?:subgraph )?(n\d+)[[(]/gm)].map(([, id]) => id),
    );
    const joined = [...text.matchAll(/^ +(n\d+) .*?(n\d+)$/gm)].flatMap(([, from, to]) => [
      from,
      to,
    ]);
    expect(joined.length).toBeGreaterThan(TITLES.length);
    expect(joined.filter((id) => !declared.has(id))).toEqual([]);
  });
});
