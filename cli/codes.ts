import { defineCodes } from "../constructs";

defineCodes("Compiler", {
  "type-error": {
    severity: "error",
    meaning:
      "The TypeScript compiler refuses the fleet. `fleet check` compiles it, and so does `fleet synth --typecheck`. The summary ends with the compiler's code, such as TS2322. If the fleet is not compiled, the value may be missing from the output.",
    example: 'new NixosMachine(fleet, "cinnabar", { stateVersion: 25.11 });',
    corrected: 'new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });',
  },
});
