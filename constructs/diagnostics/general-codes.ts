import { defineCodes } from "./codes";
import { mac, nixosMachine } from "./examples";

const unusedTag = (because: string): string => `const vps = new Tag(fleet, "vps");
fleet.accept("tag-unused", { at: vps, because: "${because}" });`;

defineCodes("Diagnostics", {
  "accept-not-possible": {
    severity: "error",
    meaning:
      "The fleet accepts an error that cannot be accepted. Only warnings and policy errors can be accepted; the output would not work with any other error.",
    example: 'fleet.accept("tag-duplicate", { because: "both are needed" });',
    corrected: unusedTag("its machines arrive in May"),
  },
  "accept-unused": {
    severity: "warning",
    acceptable: false,
    meaning:
      "The fleet accepts a diagnostic that does not occur. The cause may be fixed, or the code misspelt. If the acceptance stays, it hides the same mistake when it is made again.",
    example: 'fleet.accept("tag-unused", { because: "its machines arrive in May" });',
    corrected: unusedTag("its machines arrive in May"),
  },
  "accept-without-reason": {
    severity: "error",
    meaning:
      "The fleet accepts a diagnostic without a reason. `fleet check --accepted` lists the reasons, so that a reviewer can tell whether they still hold. Without a reason, the diagnostic is still reported.",
    example: `const vps = new Tag(fleet, "vps");
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", tags: [vps] });
fleet.accept("tag-unused", { at: vps, because: "" });`,
    corrected: unusedTag("its machines arrive in May"),
  },
  "annotation-error": {
    severity: "error",
    meaning:
      "A construct has an error annotation. One of your aspects or constructs added it with cdktf's `Annotations`; see its message.",
    example: 'Annotations.of(fleet).addError("the fleet has no owner");',
    corrected: 'Annotations.of(fleet).addInfo("the owner of the fleet is ada");',
  },
  "annotation-warning": {
    severity: "warning",
    meaning:
      "A construct has a warning annotation. One of your aspects or constructs added it with cdktf's `Annotations`; see its message.",
    example: 'Annotations.of(fleet).addWarning("the fleet has no owner");',
    corrected: 'Annotations.of(fleet).addInfo("the owner of the fleet is ada");',
  },
  "aspect-endless": {
    severity: "error",
    meaning:
      "Aspects add constructs without an end. An aspect also visits what it adds itself, so it must skip these constructs.",
    example: `let count = 0;
Aspects.of(fleet).add({
  visit: (construct) => {
    if (User.isUser(construct)) new User(fleet, \`admin\${(count += 1)}\`);
  },
});
new User(fleet, "ada");`,
    corrected: `Aspects.of(fleet).add({
  visit: (construct) => {
    if (User.isUser(construct) && construct.name === "ada") new User(fleet, "admin");
  },
});
new User(fleet, "ada");`,
  },
  "declaration-failed": {
    severity: "error",
    meaning:
      "The code that declares the fleet threw an error. Everything after that line is undeclared, so more errors may appear after the fix.",
    example: `const ada = new User(fleet, "ada", { email: "ada@example.org" });
${nixosMachine('description: `administered by ${ada.fact("email")}`')}`,
    corrected: `const ada = new User(fleet, "ada", { email: "ada@example.org" });
${nixosMachine("description: `administered by ${ada.email}`")}`,
  },
  "object-expected": {
    severity: "error",
    meaning:
      "A value is not of the expected class. A misspelt member of an object is `undefined` in JavaScript, and neither tsx nor the commands check types unless they compile the fleet. The value would be silently missing from the output.",
    example: mac('tags: ["workstation"]'),
    corrected: `const workstation = new Tag(fleet, "workstation");
${mac("tags: [workstation]")}`,
  },
  validation: {
    severity: "error",
    meaning:
      "One of your own validations failed. It was added with `node.addValidation`; its message describes the problem.",
    example: 'fleet.node.addValidation({ validate: () => ["the fleet has no machines"] });',
    corrected: `fleet.node.addValidation({
  validate: () => (fleet.machines.length === 0 ? ["the fleet has no machines"] : []),
});
${nixosMachine()}`,
  },
  "value-not-nix": {
    severity: "error",
    meaning:
      "A value cannot be written in Nix. Nix has strings, numbers, booleans, null, lists and attribute sets, but no NaN, infinity, dates or JavaScript functions.",
    example: nixosMachine("settings: { boot: { loader: { timeout: Number.NaN } } }"),
    corrected: nixosMachine("settings: { boot: { loader: { timeout: 5 } } }"),
  },
  "wrong-type": {
    severity: "error",
    meaning:
      "A value has the wrong type, and the library could not continue. The compiler finds such a value first and names the prop.",
    example: 'new Fleet(app, "infra", JSON.parse("null"));',
    corrected: 'new Fleet(app, "infra", {});',
  },
});
