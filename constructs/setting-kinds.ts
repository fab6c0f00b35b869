import type { NixComment, NixExpression, Setting, Settings } from "./nix-value";

/** Whether a value is a Nix expression, which only Nix can look into. */
export function isExpression(value: unknown): value is NixExpression {
  return value !== null && typeof value === "object" && !isPlain(value) && "node" in value;
}

/** Whether a value is one with a comment. */
export function isComment(value: unknown): value is NixComment {
  return value !== null && typeof value === "object" && !isPlain(value) && "text" in value;
}

/** Whether a value is a set of options. */
export function isSettings(value: Setting): value is Settings {
  return value !== null && typeof value === "object" && isPlain(value);
}

/** Expressions are instances of classes; a person's own values are plain objects and lists. */
function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
