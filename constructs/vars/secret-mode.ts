import type { Finding } from "../diagnostics/finding";

const BITS = { r: 4, w: 2, x: 1 } as const;
const SYMBOLIC = /^([ugoa]*)=([rwx]*)$/;

/** Checks the mode of a secret file. */
export function* secretModeProblems(what: string, mode: string): Iterable<Finding> {
  const octal = octalMode(mode);
  if (octal === undefined) {
    yield {
      code: "secret-mode-invalid",
      summary: `mode of ${what} is not a file mode`,
      value: mode,
      allowed: "octal digits such as 0400, or symbols such as u=r,g=r",
      remedy: "write it as for `chmod`",
    };
  } else if (!octal.endsWith("0")) {
    yield {
      code: "secret-mode-open",
      summary: `mode of ${what} makes the secret readable by every account`,
      value: mode,
      allowed: "no access for others, such as 0400 or 0440",
      remedy: "use 0 as the last digit, and set the owner or group that reads the secret",
    };
  }
}

/** A mode as four octal digits, as required by clan and sops-nix; undefined if it is invalid. */
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
