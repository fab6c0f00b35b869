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
      "A Mac has two stacks. Both would activate the same configuration, with separate states, and could run at the same time.",
    example: `${RIGHT}
${stack("blackphos-again")}
`,
    corrected: RIGHT,
  },
  "workstation-stack-id": {
    severity: "error",
    meaning:
      "The id of a Mac's stack differs from the name of the Mac. The recipes of the justfile expect the name of the Mac as the stack id.",
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
