import type { Construct } from "constructs";
import { brand, hasBrand } from "./brand";
import { addCheck } from "./diagnostics/check";
import type { Finding } from "./diagnostics/finding";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "./fleet-element";
import { readProps, shapeOf } from "./props/read-props";

const TAG = Symbol.for("nix-fleet.Tag");
const PREDEFINED = Symbol.for("nix-fleet.PredefinedTag");

/** A tag that clan adds to machines. */
export class PredefinedTag {
  constructor(
    readonly name: "all" | "nixos" | "darwin",
    readonly description: string,
  ) {
    brand(this, PREDEFINED);
  }
}

/** Any tag that a role of a service accepts. */
export type AnyTag = Tag | PredefinedTag;

/** Allowed tags, for messages. */
export const TAGS = "objects made with new Tag, or Tag.ALL, Tag.NIXOS, Tag.DARWIN";

export type TagProps = FleetElementProps;

const PROPS = shapeOf<TagProps>("Tag", ELEMENT_PROPS);

/** Clan accepts any string; this rejects likely mistakes. */
const TAG_NAME = /^[^\s"'\\$,;]+$/;

/**
 * A group of machines. A role of a service with a tag has every machine with this tag as a member.
 */
export class Tag extends FleetElement {
  /** Every machine. */
  static readonly ALL = new PredefinedTag("all", "every machine");
  /** Every machine of class nixos. */
  static readonly NIXOS = new PredefinedTag("nixos", "every NixOS machine");
  /** Every machine of class darwin. */
  static readonly DARWIN = new PredefinedTag("darwin", "every nix-darwin machine");

  /** Whether a value is a tag that a fleet declares. */
  static isTag(value: unknown): value is Tag {
    return hasBrand(value, TAG);
  }

  /** Whether a value is a tag, including clan's own. */
  static isAnyTag(value: unknown): value is AnyTag {
    return Tag.isTag(value) || Tag.isPredefinedTag(value);
  }

  /** Whether a value is one of clan's own tags. */
  static isPredefinedTag(value: unknown): value is PredefinedTag {
    return hasBrand(value, PREDEFINED);
  }

  /**
   * @param id - name in the inventory, unless `name` is given: without spaces, quotes, `$`, `,`, `;` and
   *   backslashes; not `all`, `nixos` or `darwin`
   */
  constructor(scope: Construct, id: string, props: TagProps = {}) {
    super(scope, "tag", id, readProps(PROPS, props));
    brand(this, TAG);
    requireUniqueName(this, "tag");
    addCheck(this, () => this.check());
  }

  private *check(): Iterable<Finding> {
    if ([Tag.ALL.name, Tag.NIXOS.name, Tag.DARWIN.name].some((name) => name === this.name)) {
      yield {
        code: "tag-reserved",
        summary: "tag name is reserved by clan",
        value: this.name,
        allowed: "any name except all, nixos, darwin",
        remedy: `remove it, and use Tag.${this.name.toUpperCase()} in roles`,
      };
      return;
    }
    if (!TAG_NAME.test(this.name)) {
      yield {
        code: "tag-name-invalid",
        summary: "tag name has invalid characters",
        value: this.name,
        allowed: "a name without spaces, quotes, '$', ',', ';' and backslashes",
        remedy: "rename the tag",
      };
    }
    if (this.fleet.machinesWith(this).length === 0) {
      yield {
        code: "tag-unused",
        summary: "no machine has the tag",
        value: this.name,
        allowed: "a tag with at least one machine",
        remedy: "add it to a machine's `tags`, or remove it",
      };
    }
  }
}
