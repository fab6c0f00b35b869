import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packageFolder = join(__dirname, "../../../packages/provider-hcloud");

export function readText(path: string): string {
  return readFileSync(join(packageFolder, path), "utf8");
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** One digest over the path and text of every generated source, as the generator records it. */
export function digestOfSources(): string {
  const sources = readdirSync(join(packageFolder, "src"), { encoding: "utf8", recursive: true })
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => `${path}\n${readText(`src/${path}`)}`);
  return sha256(sources.join(""));
}
