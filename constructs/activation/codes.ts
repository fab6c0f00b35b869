import { defineCodes } from "../diagnostics/codes";
import { mac, nixosMachine } from "../diagnostics/examples";

const BLACKPHOS = `const blackphos = ${mac()}`;

const stack = (id: string, machine = "blackphos"): string =>
  `new WorkstationStack(app, "${id}", { machine: ${machine} });`;

const RIGHT = `${BLACKPHOS}
${stack("blackphos")}`;

defineCodes("Activation of Macs", {
  "workstation-stack-duplicate": {
    severity: "error",
    meaning:
      "A Mac has two stacks. Both would activate the same configuration, each with a state of its own, and could run at once.",
    example: `${RIGHT}
${stack("blackphos-again")}
`,
    corrected: RIGHT,
  },
  "workstation-stack-id": {
    severity: "error",
    meaning:
      "The stack of a Mac has another id than the Mac has a name. The recipes of the justfile, and people who deploy, name the stack by the Mac.",
    example: `${BLACKPHOS}
${stack("laptop")}`,
    corrected: RIGHT,
  },
  "workstation-stack-not-a-mac": {
    severity: "error",
    meaning:
      "The machine of a WorkstationStack is not a Mac. The stack runs `darwin-rebuild`, which a NixOS machine does not have.",
    example: `const cinnabar = ${nixosMachine()}
${stack("cinnabar", "cinnabar as any")}`,
    corrected: RIGHT,
  },
});
