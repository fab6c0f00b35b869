import type { IConstruct } from "constructs";
import type { Finding, PlacedFinding } from "../constructs/diagnostics/finding";
import { sourceFileOf } from "../constructs/diagnostics/source";
import { findingOfThrown } from "../constructs/diagnostics/thrown";
import { secretInText, shorten } from "../constructs/secrets";
import type { GeneratedFile } from "./files/generated-file";
import { withHeader } from "./files/header";

/** Files that one construct comes to. */
export interface Contribution {
  readonly construct: IConstruct;
  readonly render: () => GeneratedFile | readonly GeneratedFile[];
}

/** Files, and what is wrong with them. */
export interface Collected {
  readonly files: readonly GeneratedFile[];
  readonly findings: readonly PlacedFinding[];
}

/** What {@link collect} has to know beside the files. */
export interface CollectOptions {
  /** Files that are not generated, and the constructs that name them. @default - none */
  readonly taken?: ReadonlyMap<string, string>;
  /** Whether a construct has errors already: what follows from them is not reported again. */
  readonly isBroken: (construct: IConstruct) => boolean;
  /** Whether what files say is kept beside their texts, for triggers. @default false */
  readonly keepsValues?: boolean;
}

/** What an error of a construct can lead to when its files are rendered all the same. */
const CONSEQUENCES = [
  "declaration-failed",
  "generated-file-claimed",
  "secret-in-clear",
  "setting-cyclic",
  "setting-too-deep",
  "wrong-type",
];

/**
 * Renders all files, and collects what Nix cannot express, which files two constructs claim, and what may
 * not stand in them.
 */
export function collect(
  contributions: readonly Contribution[],
  { taken = new Map(), isBroken, keepsValues = false }: CollectOptions,
): Collected {
  const files: GeneratedFile[] = [];
  const findings: PlacedFinding[] = [];
  // macOS takes names that differ in case only for one file.
  const owners = new Map([...taken].map(([path, owner]) => [path.toLowerCase(), owner]));
  for (const { construct, render } of contributions) {
    const { path: owner } = construct.node;
    const report = (finding: Finding) => {
      if (CONSEQUENCES.includes(finding.code) && isBroken(construct)) return;
      findings.push({ path: owner, finding });
    };
    try {
      for (const file of [render()].flat()) {
        const other = owners.get(file.path.toLowerCase());
        if (other !== undefined) report(claimedTwice(file.path, other));
        for (const finding of textFindings(file)) report(finding);
        owners.set(file.path.toLowerCase(), owner);
        const text = withHeader(file, sourceFileOf(construct));
        const { value: _, ...printed } = file;
        files.push({ ...(keepsValues ? file : printed), text });
      }
    } catch (error) {
      report(findingOfThrown(error, construct));
    }
  }
  return { files, findings };
}

function claimedTwice(file: string, owner: string): Finding {
  return {
    code: "generated-file-claimed",
    summary: "two constructs generate one file",
    value: file,
    allowed: `a file that no other construct has; ${owner} has this one`,
    remedy: "rename the new one of the two, or its folder",
  };
}

function* textFindings({ path, text }: GeneratedFile): Iterable<Finding> {
  const [token] = text.match(/[$#&]\{TfToken\[[^\]]*\]\}/) ?? [];
  if (token !== undefined) {
    yield {
      code: "terraform-reference-in-nix",
      summary: `${path} would hold a reference that only Terraform can follow`,
      value: token,
      allowed: "plain values, Nix expressions, and facts of the fleet",
      remedy:
        "use nix.ref(…) for what Nix knows, and terraform outputs for what only Terraform knows",
    };
  }
  const found = secretInText(text);
  if (found?.certainty === "certain") {
    yield {
      code: "secret-in-clear",
      summary: `${path} would hold ${found.kind} in the clear`,
      value: shorten(found.secret),
      allowed: "references to secrets: vars, sops-nix, or the environment",
      remedy: "store it with `clan secrets set NAME`, refer to it, and replace the exposed one",
    };
  }
}
