import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { folderWithMain, REPOSITORY, runFleet } from "../support/run-fleet";

const SCHEMA = JSON.parse(readFileSync(join(REPOSITORY, "docs/diagnostics.schema.json"), "utf8"));
const isValid = new Ajv({ strict: true, allErrors: true }).compile(SCHEMA);

/** A folder whose fleet declares this. */
function folderOf(body: string): string {
  return folderWithMain(`
import { DarwinMachine, Fleet, type FleetApp, NixosMachine, Tag, User } from CONSTRUCTS;
import { Annotations } from ${JSON.stringify(join(REPOSITORY, "node_modules/cdktf"))};

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
${body}
}
`);
}

const CINNABAR = 'new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });';

const WARNINGS = `
  ${CINNABAR}
  const vps = new Tag(fleet, "vps");
  new Tag(fleet, "spare");
  Annotations.of(fleet).addWarning("50% of the fleet, perhaps: more");
  fleet.accept("tag-unused", { at: vps, because: "its machines arrive in May" });`;

const MISTAKES = `
  new NixosMachine(fleet, "Cinnabar", { stateVersion: "25.10", tags: ["vps"] as any });
  new NixosMachine(fleet, "verdigris", {
    stateVersion: "25.11",
    settings: { "services.openssh.enable": true, boot: { loader: { timeout: 1n as any } } },
  });
  new DarwinMachine(fleet, "blackphos", { stateVersion: 9, zerotierMemberId: "x" });
  new User(fleet, "root");
  new Tag(fleet, "all");
  new Tag(fleet, "my tag");`;

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly source?: { file: string } }[];
  readonly accepted: readonly { readonly code: string; readonly because: string }[];
  readonly files: readonly { readonly path: string; readonly change: string }[];
}

function reportOf(folder: string, command: string): Report & { readonly status: number | null } {
  const { status, stdout } = runFleet(folder, command, "--format", "json");
  const report: Report = JSON.parse(stdout);
  expect(isValid(report), JSON.stringify(isValid.errors)).toBe(true);
  return { status, ...report };
}

describe("--format json", () => {
  it("lists all errors of a fleet, and no file changes", () => {
    const { status, diagnostics, accepted, files } = reportOf(folderOf(MISTAKES), "check");
    expect({ status, accepted, files }).toEqual({ status: 1, accepted: [], files: [] });
    expect(diagnostics.map(({ code }) => code).sort()).toEqual([
      "machine-name-unusual",
      "object-expected",
      "option-dotted",
      "state-version-invalid",
      "state-version-newer",
      "tag-name-invalid",
      "tag-reserved",
      "user-predefined",
      "value-not-nix",
      "zerotier-member-id-invalid",
    ]);
    expect(diagnostics.every(({ source }) => source?.file === "main.ts")).toBe(true);
  });

  it.each(["check", "synth"])(
    "lists warnings, accepted diagnostics and files with %s",
    (command) => {
      const { status, diagnostics, accepted, files } = reportOf(folderOf(WARNINGS), command);
      expect(status).toBe(command === "check" ? 1 : 0);
      expect(diagnostics.map(({ code }) => code)).toEqual(["annotation-warning", "tag-unused"]);
      expect(accepted).toEqual([
        expect.objectContaining({ code: "tag-unused", because: "its machines arrive in May" }),
      ]);
      expect(files).toContainEqual({ path: "flake.nix", change: "create" });
    },
  );

  it("is also valid for a fleet that is up to date", () => {
    const folder = folderOf(CINNABAR);
    runFleet(folder, "synth");
    expect(reportOf(folder, "check")).toEqual({
      version: 1,
      status: 0,
      diagnostics: [],
      accepted: [],
      files: [],
    });
  });

  it("prints only JSON on standard output", () => {
    const { stdout } = runFleet(folderWithMain("export const x = 1;"), "check", "--format", "json");
    expect(stdout).toBe("");
  });

  it.each([
    ["another version", { version: 2 }],
    ["an undeclared property", { more: [] }],
    ["a diagnostic without a code", { diagnostics: [{ severity: "error" }] }],
    ["an unknown change", { files: [{ path: "flake.nix", change: "rename" }] }],
  ])("has a schema that refuses %s", (_, part) => {
    const report = { version: 1, diagnostics: [], accepted: [], files: [] };
    expect(isValid(report)).toBe(true);
    expect(isValid({ ...report, ...part })).toBe(false);
  });
});

describe("--format github", () => {
  it("annotates the lines, escapes GitHub's special characters, and still prints text", () => {
    const { stdout, stderr } = runFleet(folderOf(WARNINGS), "check", "--format", "github");
    expect(stdout).toContain(
      "::warning file=main.ts,line=6,col=17,title=annotation-warning::infra: 50%25 of the fleet, perhaps: more%0A",
    );
    expect(stdout).toMatch(
      /^::warning file=main\.ts,line=10,col=3,title=tag-unused::infra\/tag:spare: no machine has the tag: "spare"%0A {2}allowed: .*%0A {2}remedy: .*$/m,
    );
    expect(stdout).not.toContain("undefined");
    expect(stderr).toContain("warning[tag-unused]: no machine has the tag");
  });
});
