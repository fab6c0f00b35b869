/** Where a value stands in settings: names of attributes, and places in lists. */
export type Path = readonly (string | number)[];

/** Writes a path as Nix does: `services.nginx.virtualHosts."a.b"`; places in lists in brackets. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${nameText(step)}`))
    .join("")
    .replace(/^\./, "");
}

function nameText(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) ? name : JSON.stringify(name);
}
