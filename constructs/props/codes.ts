import { defineCodes } from "../diagnostics/codes";
import { mac, nixosMachine } from "../diagnostics/examples";

defineCodes("Props", {
  "prop-missing": {
    severity: "error",
    meaning:
      "A prop is missing that has no default, or it is `undefined`. A misspelt member of an object is `undefined` in JavaScript, and only the compiler tells.",
    example: 'new NixosMachine(fleet, "cinnabar", JSON.parse("{}"));',
    corrected: nixosMachine(),
  },
  "prop-unknown": {
    severity: "error",
    acceptable: true,
    meaning:
      "A class is given a prop that it does not have. It would be ignored, as a misspelt one. The compiler finds it in an object literal, and not in props that a spread or a variable brings along. Accept it where props are shared with something else on purpose.",
    example: `const shared = { stateVersion: 6, tgas: [] };
new DarwinMachine(fleet, "blackphos", { ...shared });`,
    corrected: mac(),
  },
});
