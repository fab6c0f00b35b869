import { defineCodes } from "./codes";
import { mac, nixosMachine } from "./examples";

const unusedTag = (because: string): string => `const vps = new Tag(fleet, "vps");
fleet.accept("tag-unused", { at: vps, because: "${because}" });`;

defineCodes("Diagnostics", {
  "accept-not-possible": {
    severity: "error",
    meaning:
      "The fleet accepts a code that is wrong in every case. Only warnings and errors about policy can be accepted; the output of any other error would not work.",
    example: 'fleet.accept("tag-duplicate", { because: "both are needed" });',
    corrected: unusedTag("its machines arrive in May"),
  },
  "accept-unused": {
    severity: "warning",
    acceptable: false,
    meaning:
      "The fleet accepts a diagnostic that does not occur. The cause may be gone, or the code misspelt. If it stays, it will hide the same mistake when somebody makes it again.",
    example: 'fleet.accept("tag-unused", { because: "its machines arrive in May" });',
    corrected: unusedTag("its machines arrive in May"),
  },
  "accept-without-reason": {
    severity: "error",
    meaning:
      "The fleet accepts a diagnostic without a reason. `fleet check --accepted` lists the reasons, so that a reviewer can tell whether they still hold. Without one the diagnostic stays open.",
    example: `const vps = new Tag(fleet, "vps");
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", tags: [vps] });
fleet.accept("tag-unused", { at: vps, because: "" });`,
    corrected: unusedTag("its machines arrive in May"),
  },
  "annotation-error": {
    severity: "error",
    meaning:
      "A construct was annotated with an error. An aspect or a construct of your own did so with cdktf's `Annotations`, and its author decides what is wrong.",
    example: 'Annotations.of(fleet).addError("the fleet has no owner");',
    corrected: 'Annotations.of(fleet).addInfo("the owner of the fleet is ada");',
  },
  "annotation-warning": {
    severity: "warning",
    meaning:
      "A construct was annotated with a warning. An aspect or a construct of your own did so with cdktf's `Annotations`, and its author decides what to say.",
    example: 'Annotations.of(fleet).addWarning("the fleet has no owner");',
    corrected: 'Annotations.of(fleet).addInfo("the owner of the fleet is ada");',
  },
  "declaration-failed": {
    severity: "error",
    meaning:
      "The code that declares the fleet stopped with an error. What comes after that line was not declared, so more errors may appear once it is corrected.",
    example: `const ada = new User(fleet, "ada", { email: "ada@example.org" });
${nixosMachine('description: `administered by ${ada.fact("email")}`')}`,
    corrected: `const ada = new User(fleet, "ada", { email: "ada@example.org" });
${nixosMachine("description: `administered by ${ada.email}`")}`,
  },
  "object-expected": {
    severity: "error",
    meaning:
      "A value is not the object that its place takes. A misspelt member of an object is `undefined` in JavaScript, and neither tsx nor the commands look at types unless they compile the fleet. The value would be left out of the output without a word.",
    example: mac('tags: ["workstation"]'),
    corrected: `const workstation = new Tag(fleet, "workstation");
${mac("tags: [workstation]")}`,
  },
  validation: {
    severity: "error",
    meaning:
      "A validation of the fleet's own failed. Somebody added it with `node.addValidation`, and its message says what is wrong.",
    example: 'fleet.node.addValidation({ validate: () => ["the fleet has no machines"] });',
    corrected: `fleet.node.addValidation({
  validate: () => (fleet.machines.length === 0 ? ["the fleet has no machines"] : []),
});
${nixosMachine()}`,
  },
  "value-not-nix": {
    severity: "error",
    meaning:
      "A value cannot be written in Nix. Nix has texts, numbers, booleans, null, lists and sets; it has no NaN, no infinity, no dates and no functions of JavaScript.",
    example: nixosMachine("settings: { boot: { loader: { timeout: Number.NaN } } }"),
    corrected: nixosMachine("settings: { boot: { loader: { timeout: 5 } } }"),
  },
  "wrong-type": {
    severity: "error",
    meaning:
      "A value has a type that its place does not take. The library could not go on with it. The compiler tells such a value beforehand, with the name of the prop.",
    example: 'new Fleet(app, "infra", JSON.parse("null"));',
    corrected: 'new Fleet(app, "infra", {});',
  },
});
