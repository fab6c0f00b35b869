import { describe, expect, it } from "vitest";
import { definedCodes } from "../../constructs";
import { REPOSITORY, runFleet } from "../support/run-fleet";
import "../../cli/explain";

const explain = (...args: readonly string[]) => runFleet(REPOSITORY, "explain", ...args);

describe("fleet explain", () => {
  it("prints the meaning of a code, an example and the remedy", () => {
    const { status, stdout, stderr } = explain("tag-reserved");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(
      /^error\[tag-reserved\]\n\nThe name of a tag is reserved by clan\. .+\n/,
    );
    expect(stdout).toContain('\nExample:\n  const nixos = new Tag(fleet, "nixos");\n');
    expect(stdout).toContain("\nRemedy:\n  const cinnabar = new NixosMachine(");
    expect(stdout).not.toContain("accept");
  });

  it.each(["password-login", "tag-unused"])("prints how to accept %s", (code) => {
    expect(explain(code).stdout).toContain(`fleet.accept("${code}", { at: construct, because: `);
  });

  it("does not print it for accept-unused, which cannot be accepted", () => {
    expect(explain("accept-unused").stdout).not.toContain('fleet.accept("accept-unused"');
  });

  it("lists all codes with severity and summary in columns", () => {
    const { status, stdout } = explain();
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(definedCodes());
    const width = Math.max(...definedCodes().map(({ length }) => length));
    const columns = /^[a-z0-9-]+ +(error {2}|warning) {2}[A-Z'].*\.$/;
    for (const line of lines) {
      expect(line).toMatch(columns);
      expect(line.slice(width, width + 3)).toMatch(/^ {2}[ew]$/);
    }
  });

  it("suggests the nearest code for an unknown one, and fails", () => {
    const { status, stdout, stderr } = explain("disk-misssing");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain('there is no diagnostic code "disk-misssing"');
    expect(stderr).toContain("allowed: disk-missing");
    expect(stderr).toContain("remedy: fleet explain disk-missing");
  });

  it("refers to the list for a code without a similar one, and fails", () => {
    const { status, stderr } = explain("zzzzzz");
    expect(status).toBe(1);
    expect(stderr).toContain("the codes that `fleet explain` lists");
  });

  it("explains several codes, each once", () => {
    const { status, stdout } = explain("tag-unused", "tag-reserved", "tag-unused");
    expect(status).toBe(0);
    expect(stdout.match(/^(error|warning)\[.*\]$/gm)).toEqual([
      "warning[tag-unused]",
      "error[tag-reserved]",
    ]);
  });

  it("prints nothing if one of several codes is unknown", () => {
    const { status, stdout, stderr } = explain("tag-unused", "tag-reservd");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("remedy: fleet explain tag-reserved");
  });
});
