import type { Finding } from "../diagnostics/finding";

const BITS = { r: 4, w: 2, x: 1 } as const;
const SYMBOLIC = /^([ugoa]*)=([rwx]*)$/;

/** What is wrong with the mode of a file that holds a secret. */
export function* secretModeProblems(what: string, mode: string): Iterable<Finding> {
  const octal = octalMode(mode);
  if (octal === undefined) {
    yield {
      code: "secret-mode-invalid",
      summary: `mode of ${what} is not one of a file`,
      value: mode,
      allowed: "octal digits such as 0400, or who may do what, such as u=r,g=r",
      remedy: "write it as `chmod` takes it for a new file",
    };
  } else if (!octal.endsWith("0")) {
    yield {
      code: "secret-mode-open",
      summary: `mode of ${what} opens the secret to every account`,
      value: mode,
      allowed: "nothing for others, such as 0400 or 0440",
      remedy: "end it in 0, and name the owner or group that reads the secret",
    };
  }
}

/** A mode as four octal digits, which is all that clan and sops-nix take; undefined if it is none. */
export function octalMode(mode: string): string | undefined {
  if (/^[0-7]{3,4}$/.test(mode)) return mode.padStart(4, "0");
  const digits = { u: 0, g: 0, o: 0 };
  for (const clause of mode.split(",")) {
    const match = SYMBOLIC.exec(clause);
    if (match === null) return undefined;
    const [, who = "", what = ""] = match;
    const value = (["r", "w", "x"] as const).reduce(
      (sum, bit) => sum + (what.includes(bit) ? BITS[bit] : 0),
      0,
    );
    for (const one of ["u", "g", "o"] as const) {
      if (who === "" || who.includes("a") || who.includes(one)) digits[one] = value;
    }
  }
  return `0${digits.u}${digits.g}${digits.o}`;
}
