import { type Fleet, User } from "../constructs";

export interface People {
  readonly crs58: User;
}

/** The people with accounts on the machines. */
export function declarePeople(fleet: Fleet): People {
  return {
    crs58: new User(fleet, "crs58"),
  };
}
