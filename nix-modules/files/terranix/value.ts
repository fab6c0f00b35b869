import { NixExpression, type NixItem, nix } from "@nix-fleet/nix-language";
import { scriptPath } from "../scripts";

/** `${hcloud_server.cinnabar.id}`, but not `$${…}`, which is an escape in Terraform. */
const REFERENCE = /(?<!\$)\$\{([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+)\}/g;

/** Terraform JSON in the usual form of terranix: references use `lib.tf.ref`, and scripts are read from their files. */
export function terranixValue(json: unknown): NixItem {
  if (typeof json === "string") return terranixString(json);
  if (json === null || typeof json === "number" || typeof json === "boolean") return json;
  if (Array.isArray(json)) return json.map(terranixValue);
  return Object.fromEntries(
    Object.entries(json ?? {}).map(([name, value]) => [name, terranixValue(value)]),
  );
}

function terranixString(text: string): string | NixExpression {
  const script = scriptPath(text);
  if (script !== undefined) return nix.apply("builtins.readFile", nix.path(`../../${script}`));
  if (isExpression(text)) return ref(text.slice(2, -1));
  // The odd elements of the split are the references.
  const parts = text.split(REFERENCE).map((part, index) => (index % 2 === 0 ? part : ref(part)));
  const [only = "", ...others] = parts.filter((part) => part !== "");
  return others.length === 0 ? only : new NixExpression({ kind: "string", parts });
}

/** Whether the text is a single `${…}`: the closing brace of the first one is at the end. */
function isExpression(text: string): boolean {
  if (!text.startsWith("${")) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "{") depth += 1;
    if (character !== "}") continue;
    depth -= 1;
    if (depth === 0) return index === text.length - 1;
  }
  return false;
}

function ref(source: string): NixExpression {
  return nix.apply("lib.tf.ref", source);
}
