import { createColors, isColorSupported } from "picocolors";
import type { ResourceChange } from "../../changes";

/** The colours of a diff on a terminal. */
export interface DiffStyle {
  readonly added: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Colours if standard output is a terminal and NO_COLOR is not set. */
export function diffStyle(): DiffStyle {
  const { green, yellow, red, bold, dim } = createColors(
    process.stdout.isTTY === true && isColorSupported,
  );
  return { added: green, changed: yellow, removed: red, strong: bold, dim };
}

/** Signs for what an apply does to a resource, as Terraform prints them. */
export const SIGNS: Readonly<Record<ResourceChange["action"], string>> = {
  create: "+",
  import: "&",
  update: "~",
  move: ">",
  replace: "-/+",
  destroy: "-",
  forget: ".",
  abandon: "?",
};

export function colourOf(style: DiffStyle, action: ResourceChange["action"]) {
  if (action === "create" || action === "import") return style.added;
  return action === "replace" || action === "destroy" ? style.removed : style.changed;
}
