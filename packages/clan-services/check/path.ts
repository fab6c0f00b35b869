/** Where a value stands in the settings: attribute names and list indexes. */
export type Path = readonly (string | number)[];

/** Writes a path as Nix would: `authorizedKeys."alice@laptop"`; list indexes in brackets: `allowedIps[2]`. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${nameText(step)}`))
    .join("")
    .replace(/^\./, "");
}

function nameText(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) ? name : JSON.stringify(name);
}
