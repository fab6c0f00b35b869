import { NixExpression, partsOf } from "../nix-modules/language";
import type { Settings } from "./nix-value";
import type { Problem } from "./problem";

/** NixOS' options for sshd's. */
const OPTION = /^services\.openssh\.settings\.(Password|KbdInteractive)Authentication$/;
/** Lines of sshd's configuration, and where they stand. */
const TEXT = "services.openssh.extraConfig";
const LINE = /^[ \t]*(Password|KbdInteractive)Authentication[ \t=]+"?yes\b/im;

/** Options that let people log in over ssh with a password, whatever condition they stand under. */
export function* passwordLoginProblems(settings: Settings): Iterable<Problem> {
  const found = new Set<string>();
  for (const { value, at } of partsOf(settings)) {
    const option = at.filter((step) => !/^\d+$/.test(step)).join("."); // Not its place in a list.
    const allows = option === TEXT ? isLine(value) : OPTION.test(option) && isTrue(value);
    if (allows) found.add(option);
  }
  for (const option of found) {
    yield {
      what: "option lets people log in over ssh with a password",
      value: option,
      allowed: "keys and certificates only",
      remedy: "leave the option out, and list the person's key in `sshKeys` of the User",
    };
  }
}

function isLine(value: unknown): boolean {
  return typeof value === "string" && LINE.test(value);
}

/** In an expression `true` can be the name of a variable, or part of raw source. */
function isTrue(value: unknown): boolean {
  if (value instanceof NixExpression) return isTrueName(value);
  return value === true || (typeof value === "string" && /\btrue\b/.test(value));
}

function isTrueName({ node }: NixExpression): boolean {
  return node.kind === "variable" && node.name === "true";
}
