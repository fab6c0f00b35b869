import { NixValueError } from "@nix-fleet/nix-language";
import type { IConstruct } from "constructs";
import type { ValidationIssue } from "../constructs";
import { formatProblem, type Problem } from "../constructs/problem";
import { secretInText, shorten } from "../constructs/secrets";
import type { GeneratedFile } from "./files/generated-file";

/** Files that one construct comes to. */
export interface Contribution {
  readonly construct: IConstruct;
  readonly render: () => GeneratedFile | readonly GeneratedFile[];
}

/**
 * Renders all files, and collects what Nix cannot express, which files two constructs claim, and what may
 * not stand in them.
 *
 * @param taken - files that are not generated, and the constructs that name them
 */
export function collect(
  contributions: readonly Contribution[],
  taken: ReadonlyMap<string, string> = new Map(),
): { readonly files: readonly GeneratedFile[]; readonly issues: readonly ValidationIssue[] } {
  const files: GeneratedFile[] = [];
  const issues: ValidationIssue[] = [];
  // macOS takes names that differ in case only for one file.
  const owners = new Map([...taken].map(([path, owner]) => [path.toLowerCase(), owner]));
  for (const { construct, render } of contributions) {
    const { path: owner } = construct.node;
    const report = (problem: Problem) =>
      issues.push({ path: owner, message: formatProblem(problem) });
    try {
      for (const file of [render()].flat()) {
        const other = owners.get(file.path.toLowerCase());
        if (other !== undefined) report(claimedTwice(file.path, other));
        for (const problem of textProblems(file)) report(problem);
        owners.set(file.path.toLowerCase(), owner);
        files.push(file);
      }
    } catch (error) {
      if (!(error instanceof NixValueError)) throw error;
      issues.push({ path: owner, message: error.message });
    }
  }
  return { files, issues };
}

function claimedTwice(file: string, owner: string): Problem {
  return {
    what: "generated file is claimed by two constructs",
    value: file,
    allowed: `a file that no other construct has; ${owner} has this one`,
    remedy: "rename one of the two, or its folder",
  };
}

function* textProblems({ path, text }: GeneratedFile): Iterable<Problem> {
  const [token] = text.match(/[$#&]\{TfToken\[[^\]]*\]\}/) ?? [];
  if (token !== undefined) {
    yield {
      what: `${path} would hold a reference that only Terraform can follow`,
      value: token,
      allowed: "plain values, Nix expressions, and facts of the fleet",
      remedy:
        "use nix.ref(…) for what Nix knows, and terraform outputs for what only Terraform knows",
    };
  }
  const found = secretInText(text);
  if (found !== undefined) {
    yield {
      what: `${path} would hold ${found.kind} in the clear`,
      value: shorten(found.secret),
      allowed: "references to secrets: vars, sops-nix, or the environment",
      remedy: "store it with `clan secrets set NAME`, refer to it, and replace the exposed one",
    };
  }
}
