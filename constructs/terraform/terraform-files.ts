import { basename } from "node:path";
import type { App, TerraformStack } from "cdktf";
import { annotationsAt } from "./annotations";
import { printJson } from "./json";

/** A file of Terraform JSON, not yet written. */
export interface TerraformFile {
  /** Path below the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * The files that cdktf's CLI and Terraform read.
 *
 * @param stacks - the Terraform JSON of each stack
 */
export function terraformFiles(
  app: App,
  stacks: ReadonlyMap<TerraformStack, unknown>,
): readonly TerraformFile[] {
  const folder = basename(app.outdir);
  const entries = [...stacks].map(([stack, json]) => {
    const annotations = stack.node.findAll().flatMap(annotationsAt);
    return { entry: { ...app.manifest.forStack(stack), annotations }, json };
  });
  const manifest = {
    version: app.manifest.version,
    stacks: Object.fromEntries(entries.map(({ entry }) => [entry.name, entry])),
  };
  return [
    ...entries.map(({ entry, json }) => ({
      path: `${folder}/${entry.synthesizedStackPath}`,
      text: printJson(json),
    })),
    { path: `${folder}/manifest.json`, text: printJson(manifest) },
  ];
}
