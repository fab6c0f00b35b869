import { NixExpression, partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { AnySettings } from "./nix-value";

/** NixOS options for sshd, with their former names. */
const OPTION =
  /^services\.openssh\.(settings\.)?(Password|KbdInteractive|ChallengeResponse)Authentication$/i;
/** Options with raw sshd configuration. */
const RAW = /(Password|KbdInteractive|ChallengeResponse)Authentication\b[^;\n]*\b(true|yes)\b/i;
/** Lines of sshd's configuration, and where they stand: a Mac has files of them in `environment.etc`. */
const TEXT = /^services\.openssh\.extraConfig$|^environment\.etc\.ssh\/sshd_config/;
const LINE = /^[ \t]*(Password|KbdInteractive|ChallengeResponse)Authentication[ \t=]+"?yes\b/im;

/** Options that allow ssh logins with a password, under any condition. */
export function* passwordLoginProblems(settings: AnySettings): Iterable<Finding> {
  const found = new Set<string>();
  for (const { value, at, isResult } of partsOf(settings)) {
    const option = at.filter((step) => !/^\d+$/.test(step)).join("."); // Not its place in a list.
    if (allowsPasswords(option, value, isResult)) found.add(option);
  }
  for (const option of found) {
    yield {
      code: "password-login",
      summary: "option allows ssh logins with a password",
      value: option,
      allowed: "keys and certificates only",
      remedy:
        "set it to false, and add the SSH key to `sshKeys` of a User with a UserAccount; or accept the error",
    };
  }
}

/** @param isResult - whether the option can evaluate to the value; unknown for raw source */
function allowsPasswords(option: string, value: unknown, isResult: boolean): boolean {
  if (typeof value === "string") {
    if (TEXT.test(option)) return LINE.test(value);
    if (OPTION.test(option)) return !isResult && /\btrue\b/.test(value);
    return /^services(\.openssh(\.settings)?)?$/.test(option) && RAW.test(value);
  }
  if (!isResult || !OPTION.test(option)) return false;
  return value === true || (NixExpression.isNixExpression(value) && isTrueName(value));
}

function isTrueName({ node }: NixExpression<unknown>): boolean {
  return node.kind === "variable" && node.name === "true";
}
