import { createColors, isColorSupported } from "picocolors";
import type { ResourceChange } from "../../changes";

/** How a diff is marked up for a terminal. */
export interface DiffStyle {
  readonly added: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Colours where standard output is a terminal; none with NO_COLOR. */
export function diffStyle(): DiffStyle {
  const { green, yellow, red, bold, dim } = createColors(
    process.stdout.isTTY === true && isColorSupported,
  );
  return { added: green, changed: yellow, removed: red, strong: bold, dim };
}

/** Terraform's own signs for what an apply does to a resource. */
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
