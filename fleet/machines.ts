import { DarwinMachine, Disk, type Fleet, Location, NixosMachine, ServerType } from "../constructs";
import type { Features } from "./features";
import { declareWorkstation } from "./features/workstation";
import type { People } from "./people";
import type { Tags } from "./tags";

export interface Machines {
  readonly cinnabar: NixosMachine;
  /** In the order of their migration. */
  readonly macs: readonly DarwinMachine[];
}

/** The machines: one VPS and four Macs. */
export function declareMachines(
  fleet: Fleet,
  tags: Tags,
  people: People,
  features: Features,
): Machines {
  const { base, shell, hetznerCloud, firewall, autoUpgrade } = features;
  const workstation = {
    primaryUser: people.crs58,
    stateVersion: 6,
    imports: [declareWorkstation(fleet, features, people)],
  };

  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    description: "always-on VPS, zerotier controller",
    tags: [tags.vps, tags.cloud],
    stateVersion: "25.11",
    imports: [base, shell, hetznerCloud, firewall, autoUpgrade],
    server: {
      type: ServerType.CX53,
      location: Location.FSN1,
      atLeast: { vcpu: 8, memoryGb: 32, diskGb: 240 },
    },
    disk: Disk.luks({ filesystem: "ext4" }),
  });

  const blackphos = new DarwinMachine(fleet, "blackphos", {
    description: "first Mac to be migrated, sets the pattern",
    tags: [tags.workstation],
    ...workstation,
  });

  const rosegold = new DarwinMachine(fleet, "rosegold", {
    tags: [tags.workstation],
    ...workstation,
  });

  const argentum = new DarwinMachine(fleet, "argentum", {
    tags: [tags.workstation],
    ...workstation,
  });

  const stibnite = new DarwinMachine(fleet, "stibnite", {
    description: "primary workstation",
    tags: [tags.workstation, tags.primary],
    ...workstation,
  });

  return { cinnabar, macs: [blackphos, rosegold, argentum, stibnite] };
}
