import { type Fleet, User } from "../constructs";
import type { Features } from "./features";

export interface People {
  readonly crs58: User;
}

/** The people with accounts on the machines. */
export function declarePeople(fleet: Fleet, { shell, dev }: Features): People {
  return {
    crs58: new User(fleet, "crs58", {
      fullName: "Dev",
      email: "crs58@example.org",
      uid: 501,
      shell: "fish",
      // An example without a known private key: replace it with your key.
      sshKeys: [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIdGdMev6x4evzyi/9Kz4QQ7ZHTQsmdHqSkml55MqnK4 crs58",
      ],
      home: {
        stateVersion: "25.11",
        modules: [shell, dev],
        settings: (crs58) => {
          const user = { name: crs58.fact("fullName"), email: crs58.fact("email") };
          return { programs: { git: { settings: { user } }, jujutsu: { settings: { user } } } };
        },
      },
    }),
  };
}
