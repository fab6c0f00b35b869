import { NixComment, NixEntry, NixExpression } from "../nix-modules/language";
import type { Settings } from "./nix-value";
import type { Problem } from "./problem";

type OptionPath = readonly string[];

/** NixOS' options for sshd's. */
const OPTION = /^services\.openssh\.settings\.(Password|KbdInteractive)Authentication$/;
/** Lines of sshd's configuration, and where they stand. */
const TEXT = "services.openssh.extraConfig";
const LINE = /^[ \t]*(Password|KbdInteractive)Authentication[ \t=]+"?yes\b/im;

/** Options that let people log in over ssh with a password, whatever condition they stand under. */
export function* passwordLoginProblems(settings: Settings): Iterable<Problem> {
  const found = new Set<string>();
  for (const [path, value] of valuesIn(settings, [])) {
    const option = path.join(".");
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

/** In an expression `true` is the name of a variable, or part of raw source. */
function isTrue(value: unknown): boolean {
  return value === true || (typeof value === "string" && /\btrue\b/.test(value));
}

/** Every plain value with the option that it decides on, those within expressions included. */
function* valuesIn(
  value: unknown,
  option: OptionPath,
): Iterable<readonly [option: OptionPath, value: unknown]> {
  if (typeof value !== "object" || value === null) {
    yield [option, value];
  } else if (value instanceof NixExpression || value instanceof NixEntry) {
    // An attribute of a set has a path.
    const { path, ...parts }: { readonly kind: string; readonly path?: unknown } = value.node;
    const names = Array.isArray(path) ? path.map(String) : [];
    yield* valuesIn(Object.values(parts), [...option, ...names]);
  } else if (value instanceof NixComment) {
    yield* valuesIn(value.value, option);
  } else {
    for (const [name, child] of Object.entries(value)) {
      yield* valuesIn(child, Array.isArray(value) ? option : [...option, name]);
    }
  }
}
