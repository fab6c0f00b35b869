import { Construct } from "constructs";
import type { Fleet } from "./fleet";
import type { Problem } from "./problem";
import { requireObjects } from "./require-objects";
import { addCheck, duplicateProblems, freeId } from "./validation";

/** A tag that clan puts on machines by itself. */
export class PredefinedTag {
  constructor(
    readonly name: "all" | "nixos" | "darwin",
    readonly description: string,
  ) {}
}

/** Any tag that a service's role may name. */
export type AnyTag = Tag | PredefinedTag;

/** Whether a value is a tag, one of clan's own included. */
export function isTag(value: unknown): value is AnyTag {
  return value instanceof Tag || value instanceof PredefinedTag;
}

/**
 * Refuses names in place of tags.
 *
 * @param place - where they stand: `tags of cinnabar`
 * @throws FleetError for the first value that is no tag
 */
export function requireTags(place: string, tags: readonly unknown[]): void {
  requireObjects(
    `${place}: not a tag`,
    tags,
    isTag,
    "objects made with new Tag, or Tag.ALL, Tag.NIXOS, Tag.DARWIN",
  );
}

const TAG_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * A group of machines. A machine carries tags; a role of a service names tags and so reaches every
 * machine that carries them.
 */
export class Tag extends Construct {
  /** Every machine. */
  static readonly ALL = new PredefinedTag("all", "every machine");
  /** Every machine of class nixos. */
  static readonly NIXOS = new PredefinedTag("nixos", "every NixOS machine");
  /** Every machine of class darwin. */
  static readonly DARWIN = new PredefinedTag("darwin", "every nix-darwin machine");

  constructor(
    private readonly fleet: Fleet,
    /** Name in the inventory: a letter or `_`, then letters, digits, `_` and `-`; not a predefined one. */
    readonly name: string,
  ) {
    super(fleet, freeId(fleet, `tag:${name}`));
    addCheck(this, () => this.problems());
  }

  private *problems(): Iterable<Problem> {
    if ([Tag.ALL.name, Tag.NIXOS.name, Tag.DARWIN.name].some((name) => name === this.name)) {
      yield {
        what: "tag is reserved: clan puts it on machines by itself",
        value: this.name,
        allowed: "any name but all, nixos, darwin",
        remedy: `remove it and name Tag.${this.name.toUpperCase()} where a role needs it`,
      };
    } else if (!TAG_NAME.test(this.name)) {
      yield {
        what: "tag name is not an identifier",
        value: this.name,
        allowed: "a letter or '_', then letters, digits, '_' and '-'",
        remedy: "rename the tag",
      };
    }
    yield* duplicateProblems(this, "tag", this.name);
    if (this.fleet.machinesWith(this).length === 0) {
      yield {
        what: "tag is carried by no machine",
        value: this.name,
        allowed: "a tag with at least one machine",
        remedy: "add it to a machine's `tags`, or remove it",
      };
    }
  }
}
