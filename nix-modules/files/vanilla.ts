import {
  isList,
  type NixAttributes,
  type NixEntries,
  NixEntry,
  nix,
} from "@nix-fleet/nix-language";
import type { Fleet } from "../../constructs";
import { isSharedModule } from "../../constructs/module/repeated-imports";
import type { GeneratedFile } from "./generated-file";
import { NAMED_MODULES } from "./named-modules";

/**
 * Replaces `flake.modules.<class>` in a flake-parts module by the flake's outputs for modules. flake-parts and
 * clan-core declare these outputs without module keys, so a module that a machine can import twice has its own key.
 *
 * @param file - its path relative to `modules/`
 */
export function withNamedModules(paragraph: NixEntries, file: string, fleet: Fleet): NixEntries {
  const list = isList<NixAttributes | NixEntry>(paragraph) ? paragraph : [paragraph];
  return list.map((attribute) => {
    if (!NixEntry.isNixEntry(attribute) || attribute.node.kind !== "binding") return attribute;
    const { path, value } = attribute.node;
    const [flake, modules, moduleClass, ...rest] = path;
    const output = typeof moduleClass === "string" ? NAMED_MODULES[moduleClass] : undefined;
    if (flake !== "flake" || modules !== "modules" || output === undefined) return attribute;
    const [name = ""] = rest;
    const isShared =
      (moduleClass === "nixos" || moduleClass === "darwin") &&
      isSharedModule(fleet, String(name), moduleClass);
    const key = `${file}#${output}.${String(name)}`;
    return nix.entry(["flake", output, ...rest], isShared ? { key, imports: [value] } : value);
  }) as NixEntries;
}

/** A file in the vanilla layout, with its header. */
export function inVanillaLayout(file: GeneratedFile, fleet: Fleet): GeneratedFile {
  if (!file.path.endsWith(".nix")) return file;
  const [header = ""] = file.text.split("\n", 1);
  const text = file.vanilla === undefined ? file.text : `${header}\n${file.vanilla(fleet)}`;
  return { ...file, text: renamed(text) };
}

/** Replaces references to `config.flake.modules` by references to the flake's outputs. */
function renamed(text: string): string {
  const classes = Object.keys(NAMED_MODULES).join("|");
  const used = new Set<string>();
  const named = text
    .replaceAll(
      "inherit (config.flake.modules) terranix;",
      "terranix = config.flake.terranixModules;",
    )
    .replaceAll(
      new RegExp(`\\bflake\\.modules\\.(${classes})\\b`, "g"),
      (_, moduleClass: string) => `flake.${NAMED_MODULES[moduleClass]}`,
    )
    .replaceAll(
      new RegExp(`(?<![\\w.-])modules\\.(${classes})\\b`, "g"),
      (_, moduleClass: string) => {
        const output = NAMED_MODULES[moduleClass] ?? "";
        used.add(output);
        return output;
      },
    );
  const outputs = [...used].sort().join(" ");
  return named.replace(
    /inherit \(config\.flake\)( meta)? modules;/,
    `inherit (config.flake)$1 ${outputs};`,
  );
}
