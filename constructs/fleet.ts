import { Construct } from "constructs";
import { Machine } from "./machine";
import { type AnyTag, Tag } from "./tag";
import { User } from "./user";

/** All machines, tags, people, services and modules of one nix-config repository. */
export class Fleet extends Construct {
  /** The fleet that a construct belongs to; an error if it was declared outside of one. */
  static of(construct: Construct): Fleet {
    const fleet = construct.node.scopes.find((scope): scope is Fleet => scope instanceof Fleet);
    if (fleet === undefined) throw new Error(`${construct.node.path} is not part of a Fleet`);
    return fleet;
  }

  /** The machines in the order of their declaration. */
  get machines(): readonly Machine[] {
    return this.node.children.filter((child): child is Machine => child instanceof Machine);
  }

  /** The tags that the fleet declares; clan's own (`all`, `nixos`, `darwin`) are not among them. */
  get tags(): readonly Tag[] {
    return this.node.children.filter((child): child is Tag => child instanceof Tag);
  }

  /** The people who have accounts on the fleet's machines. */
  get users(): readonly User[] {
    return this.node.children.filter((child): child is User => child instanceof User);
  }

  /** The machines that a tag reaches, clan's own tags included. */
  machinesWith(tag: AnyTag): readonly Machine[] {
    if (tag instanceof Tag) return this.machines.filter((machine) => machine.tags.includes(tag));
    return this.machines.filter(
      (machine) => tag.name === "all" || machine.machineClass === tag.name,
    );
  }
}
