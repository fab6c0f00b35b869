import { NixosMachine, Tag } from "../../constructs";
import { oneMachine } from "../support/fleets";
import { describeWrongFleets } from "../support/wrong-fleets";

describeWrongFleets("a wrong tag", [
  ...["all", "nixos", "darwin"].map((name) => ({
    mistake: `the reserved tag ${name}`,
    declare: () => {
      const one = oneMachine();
      const tag = new Tag(one.fleet, name);
      new NixosMachine(one.fleet, "verdigris", { stateVersion: "25.11", tags: [tag] });
      return one;
    },
    path: `infra/tag:${name}`,
    code: "tag-reserved",
    says: [`reserved by clan: "${name}"`, `Tag.${name.toUpperCase()}`],
  })),
  {
    mistake: "a tag without machines",
    declare: () => {
      const one = oneMachine();
      new Tag(one.fleet, "cloud");
      return one;
    },
    path: "infra/tag:cloud",
    code: "tag-unused",
    says: ['no machine has the tag: "cloud"', "at least one machine", "remove it"],
  },
  {
    mistake: "a tag name with a space",
    declare: () => {
      const one = oneMachine();
      const tag = new Tag(one.fleet, "my tag");
      new NixosMachine(one.fleet, "verdigris", { stateVersion: "25.11", tags: [tag] });
      return one;
    },
    path: "infra/tag:my tag",
    code: "tag-name-invalid",
    says: ['has invalid characters: "my tag"', "without spaces"],
  },
]);
