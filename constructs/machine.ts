import { Construct } from "constructs";
import { machineNameProblem } from "./dns-label";
import type { Fleet } from "./fleet";
import type { Problem } from "./problem";
import type { Tag } from "./tag";
import { addCheck, freeId } from "./validation";

/** What a machine runs; clan's `machineClass`. */
export type MachineClass = "nixos" | "darwin";

export interface MachineProps {
  /** One line on what the machine is for. @default - none */
  readonly description?: string;
  /** The tags that it carries, beside those that clan adds. @default - none */
  readonly tags?: readonly Tag[];
}

/** A computer of the fleet. Use {@link NixosMachine} or {@link DarwinMachine}. */
export abstract class Machine extends Construct {
  abstract readonly machineClass: MachineClass;
  readonly description: string | undefined;
  readonly tags: readonly Tag[];

  constructor(
    fleet: Fleet,
    /** Host name, and the machine's name everywhere else: an RFC 1123 label in lower case. */
    readonly name: string,
    props: MachineProps,
  ) {
    super(fleet, freeId(fleet, name));
    this.description = props.description;
    this.tags = props.tags ?? [];
    addCheck(this, () => this.problems());
  }

  private *problems(): Iterable<Problem> {
    const name = machineNameProblem(this.name);
    if (name !== undefined) yield name;
    if (this.node.id !== this.name && this.name !== "") {
      yield {
        what: "machine name is used twice",
        value: this.name,
        allowed: "one machine for each name",
        remedy: "rename one of the two machines",
      };
    }
    for (const tag of new Set(this.tags.filter((tag, index) => this.tags.indexOf(tag) !== index))) {
      yield {
        what: "machine carries a tag twice",
        value: tag.name,
        allowed: "each tag once",
        remedy: "remove the second one from `tags`",
      };
    }
  }
}
