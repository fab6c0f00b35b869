import { type Fleet, User } from "../constructs";

export interface People {
  readonly crs58: User;
}

/** The people with accounts on the machines. */
export function declarePeople(fleet: Fleet): People {
  return {
    crs58: new User(fleet, "crs58", {
      fullName: "Dev",
      email: "crs58@example.org",
      // An example: nobody has its private half. Put your own here.
      sshKeys: [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIdGdMev6x4evzyi/9Kz4QQ7ZHTQsmdHqSkml55MqnK4 crs58",
      ],
    }),
  };
}
