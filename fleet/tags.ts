import { type Fleet, Tag } from "../constructs";

export interface Tags {
  readonly vps: Tag;
  readonly cloud: Tag;
  readonly workstation: Tag;
  readonly primary: Tag;
}

/** The tags of the inventory, in addition to clan's `all`, `nixos` and `darwin`. */
export function declareTags(fleet: Fleet): Tags {
  return {
    vps: new Tag(fleet, "vps"),
    cloud: new Tag(fleet, "cloud"),
    workstation: new Tag(fleet, "workstation"),
    primary: new Tag(fleet, "primary"),
  };
}
