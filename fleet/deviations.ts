import { Deviation, type Fleet } from "../constructs";

/** Where the fleet does not do what the PRD's letter says. */
export function declareDeviations(fleet: Fleet): void {
  new Deviation(fleet, "emergency-access", {
    requirement:
      "The inventory gives emergency-access to all workstations, and Security to workstations only, not the VPS; FR-2.4 and Phase 1 ask for it on the VPS.",
    decision: "cinnabar has it, the workstations do not.",
    rationale:
      "clan's service is a password for the console of a NixOS initrd: a Mac has none, so there it would be a silent no-op. On cinnabar it opens nothing to the network, since sshd refuses passwords; it works at Hetzner's console only, which is what is left when the disk cannot be unlocked over ssh.",
  });

  new Deviation(fleet, "services-on-macs", {
    requirement:
      "zerotier's peer role, sshd and users-crs58 are clan services on tags that all machines or all workstations carry.",
    decision: "On Macs, services of the fleet's own do what clan's do on NixOS.",
    rationale:
      "Of clan-core's services only wireguard does anything on darwin; the others would be assigned and do nothing.",
  });

  new Deviation(fleet, "users-root", {
    requirement: "The instance users-root gives root on cinnabar an account.",
    decision: 'Its settings name the user "root".',
    rationale: "The default is the instance's name, which would make an account called users-root.",
  });

  new Deviation(fleet, "server-size", {
    requirement: "CX53 with 8 vCPU, 32 GB memory and 240 GB disk.",
    decision: "CX53, checked against these numbers as a minimum.",
    rationale: "The CX53 that Hetzner sells has 16 vCPU, 32 GB and 320 GB: more than asked.",
  });

  new Deviation(fleet, "server-price", {
    requirement: "The VPS adds about 24 EUR a month.",
    decision: "A new CX53 with an IPv4 address costs 29.99 EUR without VAT.",
    rationale:
      "Hetzner raised its prices for new servers on 2026-06-15; no other type with 32 GB of memory is cheaper.",
  });
}
