import type { IConstruct } from "constructs";
import type { Layout } from "../constructs";
import type { Finding, PlacedFinding } from "../constructs/diagnostics/finding";
import { sourceFileOf } from "../constructs/diagnostics/source";
import { findingOfThrown } from "../constructs/diagnostics/thrown";
import { terraformReferenceInNix } from "../constructs/options/terraform-reference";
import { secretInText, shorten } from "../constructs/secrets";
import type { GeneratedFile } from "./files/generated-file";
import { withHeader } from "./files/header";

/** The files that one construct generates. */
export interface Contribution {
  readonly construct: IConstruct;
  readonly render: () => GeneratedFile | readonly GeneratedFile[];
}

/** Files and their findings. */
export interface Collected {
  readonly files: readonly GeneratedFile[];
  readonly findings: readonly PlacedFinding[];
}

/** Options of {@link collect}. */
export interface CollectOptions {
  /** Paths of hand-written files, and of the constructs that declare them. @default - none */
  readonly taken?: ReadonlyMap<string, string>;
  /** Whether a construct already has errors: their consequences are not reported again. */
  readonly isBroken: (construct: IConstruct) => boolean;
  /** Whether to keep the Nix values of files for triggers. @default false */
  readonly keepsValues?: boolean;
  /** The layout that the files are for. @default "dendritic" */
  readonly layout?: Layout;
}

/** Codes that can be consequences of another error when the files of a construct are rendered. */
const CONSEQUENCES = [
  "declaration-failed",
  "generated-file-claimed",
  "secret-in-clear",
  "setting-cyclic",
  "setting-too-deep",
  "wrong-type",
];

/**
 * Renders all files, and collects errors: values that Nix cannot express, files that two constructs claim, and texts
 * that a file must not contain.
 */
export function collect(
  contributions: readonly Contribution[],
  { taken = new Map(), isBroken, keepsValues = false, layout = "dendritic" }: CollectOptions,
): Collected {
  const files: GeneratedFile[] = [];
  const findings: PlacedFinding[] = [];
  // On macOS, names that differ only in case refer to one file.
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
        const { value, vanilla, ...printed } = file;
        files.push({
          ...printed,
          text,
          ...(keepsValues && value !== undefined && { value }),
          ...(layout === "vanilla" && vanilla !== undefined && { vanilla }),
        });
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
    summary: "two constructs generate the same file",
    value: file,
    allowed: `a file that no other construct generates; the owner is ${owner}`,
    remedy: "rename the newer construct, or change its folder",
  };
}

function* textFindings({ path, text }: GeneratedFile): Iterable<Finding> {
  const [token] = text.match(/[$#&]\{TfToken\[[^\]]*\]\}/) ?? [];
  if (token !== undefined) {
    yield terraformReferenceInNix(`${path} would contain a Terraform reference`, token);
  }
  const found = secretInText(text);
  if (found?.certainty === "certain") {
    yield {
      code: "secret-in-clear",
      summary: `${path} would contain ${found.kind} in the clear`,
      value: shorten(found.secret),
      allowed: "references to secrets: vars, sops-nix, or the environment",
      remedy: "store it with `clan secrets set NAME`, refer to it, and replace the exposed one",
    };
  }
}
