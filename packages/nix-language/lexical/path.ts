import { NixValueError } from "../value-error";

/**
 * A path literal, relative to the file it stands in.
 *
 * @throws NixValueError unless it starts with `./`, `../` or `/` and consists of plain characters
 */
export function pathLiteral(path: string): string {
  if (/^(\.{0,2})(\/[a-zA-Z0-9._+-]+)+$/.test(path)) return path;
  throw new NixValueError(
    `${JSON.stringify(path)} is not a Nix path: start with ./, ../ or /, use letters, digits, ".", "_", "+" and "-", and end without /`,
  );
}
