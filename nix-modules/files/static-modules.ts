import type { Fleet } from "../../constructs";
import { type StaticPath, staticFile } from "../static";
import type { GeneratedFile } from "./generated-file";

/** The module that installs the program `pending-reboot`. */
export const PENDING_REBOOT = "auto-upgrade/pending-reboot";

/** The static files of modules that features can import, by module name. */
const FILES: { readonly [module: string]: StaticPath } = {
  [PENDING_REBOOT]: "nixos/pending-reboot.nix",
  "firewall/expected-ports": "nixos/expected-ports.nix",
};

/** The static files of the modules that the fleet's modules and machines import. */
export function staticModuleFiles({ modules, machines }: Fleet): readonly GeneratedFile[] {
  const imports = [...modules, ...machines].flatMap((importer) => importer.imports);
  const names = imports.flatMap((module) =>
    module.kind === "generated-module" ? [module.name] : [],
  );
  return [...new Set(names)].flatMap((name) => {
    const path = FILES[name];
    return path === undefined ? [] : [staticFile(path)];
  });
}
