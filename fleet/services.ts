import { ClanService, type Fleet, Tag } from "../constructs";
import type { Machines } from "./machines";
import type { People } from "./people";

/** The instances of clan services. What clan-core does on NixOS only is given to NixOS machines only. */
export function declareServices(fleet: Fleet, { cinnabar }: Machines, { crs58 }: People): void {
  new ClanService(fleet, "zerotier-local", {
    service: "zerotier",
    roles: { controller: { machines: [cinnabar] }, peer: { tags: [Tag.NIXOS] } },
  });

  new ClanService(fleet, "sshd-clan", {
    service: "sshd",
    roles: { server: { tags: [Tag.NIXOS] }, client: { tags: [Tag.NIXOS] } },
  });

  new ClanService(fleet, "emergency-access", {
    service: "emergency-access",
    roles: { default: { tags: [Tag.NIXOS] } },
  });

  new ClanService(fleet, "users-root", {
    service: "users",
    roles: {
      default: {
        machines: [cinnabar],
        settings: {
          user: "root",
          prompt: false,
          openssh: { authorizedKeys: { keys: crs58.meta("sshKeys") } },
        },
      },
    },
  });
}
