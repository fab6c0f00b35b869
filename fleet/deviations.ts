import { Deviation, type Fleet } from "../constructs";

/** The fleet's deviations from the PRD. */
export function declareDeviations(fleet: Fleet): void {
  new Deviation(fleet, "emergency-access", {
    requirement:
      "The inventory gives emergency-access to all workstations, and Security to workstations only, not the VPS; FR-2.4 and Phase 1 ask for it on the VPS.",
    decision: "cinnabar has it, the workstations do not.",
    rationale:
      "clan's service sets a password for the console of a NixOS initrd. A Mac has no such console, so there the service would have no effect. On cinnabar it does not allow logins over the network, because sshd refuses passwords; it works only at Hetzner's console, which is the last resort if the disk cannot be unlocked over ssh.",
  });

  new Deviation(fleet, "services-on-macs", {
    requirement:
      "zerotier's peer role, sshd and users-crs58 are clan services on tags that all machines or all workstations carry.",
    decision: "On Macs, the fleet's own services replace clan's services for NixOS.",
    rationale:
      "Of clan-core's services, only wireguard supports darwin; the others would be assigned without any effect.",
  });

  new Deviation(fleet, "users-root", {
    requirement: "The instance users-root gives root on cinnabar an account.",
    decision: 'Its settings name the user "root".',
    rationale:
      "The default is the name of the instance, which would create an account named users-root.",
  });

  new Deviation(fleet, "server-size", {
    requirement: "CX53 with 8 vCPU, 32 GB memory and 240 GB disk.",
    decision: "CX53, checked against these numbers as a minimum.",
    rationale: "Hetzner's CX53 has 16 vCPU, 32 GB and 320 GB, which is more than required.",
  });

  new Deviation(fleet, "server-price", {
    requirement: "The VPS adds about 24 EUR a month.",
    decision: "A new CX53 with an IPv4 address costs 29.99 EUR without VAT.",
    rationale:
      "Hetzner raised its prices for new servers on 2026-06-15; no other type with 32 GB of memory is cheaper.",
  });
}
