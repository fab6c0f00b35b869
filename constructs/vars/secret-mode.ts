import type { Finding } from "../diagnostics/finding";

/** What is wrong with the mode of a file that holds a secret. */
export function* secretModeProblems(what: string, mode: string): Iterable<Finding> {
  if (!/^[0-7]{4}$/.test(mode)) {
    yield {
      code: "secret-mode-invalid",
      summary: `mode of ${what} is not one of a file`,
      value: mode,
      allowed: "four octal digits, such as 0400",
      remedy: "write it with the leading zero",
    };
  } else if (!mode.endsWith("0")) {
    yield {
      code: "secret-mode-open",
      summary: `mode of ${what} opens the secret to every account`,
      value: mode,
      allowed: "a last digit of 0, such as 0400 or 0440",
      remedy: "end it in 0, and name the owner or group that reads the secret",
    };
  }
}
