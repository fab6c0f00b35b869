import {
  EmergencyAccess,
  type Fleet,
  SshdService,
  Tag,
  User,
  UserAccount,
  ZerotierNetwork,
} from "../constructs";
import type { Machines } from "./machines";
import type { People } from "./people";
import type { Tags } from "./tags";

/** The services that the machines share. */
export function declareServices(
  fleet: Fleet,
  tags: Tags,
  { cinnabar }: Machines,
  { crs58 }: People,
): void {
  new ZerotierNetwork(fleet, "zerotier-local", { controller: cinnabar, peers: [Tag.ALL] });
  new SshdService(fleet, "sshd-clan", { servers: [Tag.ALL], clients: [Tag.ALL] });
  new UserAccount(fleet, "users-crs58", { user: crs58, machines: [tags.workstation] });
  new UserAccount(fleet, "users-root", {
    user: User.ROOT,
    machines: [cinnabar],
    authorized: [crs58],
  });
  new EmergencyAccess(fleet, "emergency-access", { machines: [cinnabar] });
}
