import {
  DendriticModule,
  Disk,
  EmergencyAccess,
  Fleet,
  type FleetApp,
  NixosMachine,
  SshdService,
  Tag,
  VarsGenerator,
  ZerotierNetwork,
} from "../constructs";
import { declareFindings } from "./findings";

/** Phase 0: everything that the main fleet depends on, on one disposable virtual machine. */
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "test-clan", {
    description: "one virtual machine to test dendritic modules with clan",
  });

  const base = new DendriticModule(fleet, "base", {
    parts: { nix: { nixos: { nix: { gc: { automatic: true, dates: "weekly" } } } } },
  });

  const backup = new VarsGenerator(fleet, "backup", {
    files: { passphrase: { secret: true } },
    runtimeInputs: ["openssl"],
    script: "openssl rand -hex 32 > $out/passphrase",
  });

  const testVm = new NixosMachine(fleet, "test-vm", {
    description: "disposable virtual machine for phase 0",
    stateVersion: "25.11",
    imports: [base],
    vars: [backup],
    disk: Disk.plain({ filesystem: "ext4", device: "/dev/vda" }),
  });

  new EmergencyAccess(fleet, "emergency-access", { machines: [testVm] });
  new SshdService(fleet, "sshd", { servers: [testVm], clients: [Tag.ALL] });
  new ZerotierNetwork(fleet, "zerotier", { controller: testVm, peers: [Tag.ALL] });
  declareFindings(fleet);
}
