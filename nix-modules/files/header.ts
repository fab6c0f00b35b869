import { GENERATED, STATIC_HEADER } from "../../constructs/terraform/generated-script";
import type { GeneratedFile } from "./generated-file";

/**
 * The first line of a generated file: what generated it, and where to change it.
 *
 * @param source - the file of the fleet that declares it, relative to the folder of `main.ts`; omitted if unknown
 */
export function header(source?: string): string {
  const from = source === undefined ? "" : ` from ${source}`;
  return `${GENERATED}${from}. Do not edit: change the fleet and run \`npm run synth\`.`;
}

/** The text of a generated file with its header. A script already contains its header. */
export function withHeader({ path, text, defines }: GeneratedFile, source?: string): string {
  if (path.endsWith(".sh")) return text;
  const line = defines === undefined ? header(source) : STATIC_HEADER;
  if (path.endsWith(".md")) return `<!-- ${line} -->\n\n${text}`;
  const comment = `# ${line}\n`;
  if (path.endsWith(".nix")) return comment + text;
  return `${comment}\n${text}`;
}
