/** The place of a value in settings: attribute names and list indexes. */
export type Path = readonly (string | number)[];

/** A path in Nix syntax, with list indexes in brackets: `services.nginx.virtualHosts."a.b"`. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${nameText(step)}`))
    .join("")
    .replace(/^\./, "");
}

function nameText(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) ? name : JSON.stringify(name);
}
