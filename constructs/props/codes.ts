import { defineCodes } from "../diagnostics/codes";
import { mac, nixosMachine } from "../diagnostics/examples";

defineCodes("Props", {
  "prop-missing": {
    severity: "error",
    meaning:
      "A required prop is missing or `undefined`. A misspelt member of an object is `undefined` in JavaScript, and only the compiler reports it.",
    example: 'new NixosMachine(fleet, "cinnabar", JSON.parse("{}"));',
    corrected: nixosMachine(),
  },
  "prop-unknown": {
    severity: "error",
    acceptable: true,
    meaning:
      "A prop is unknown, and may be misspelt. It would be ignored. The compiler finds unknown props in object literals, but not in a spread or a variable. Accept it where props are deliberately shared with other code.",
    example: `const shared = { stateVersion: 6, tgas: [] };
new DarwinMachine(fleet, "blackphos", { ...shared });`,
    corrected: mac(),
  },
});
