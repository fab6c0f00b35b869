import { SshdService } from "../../../constructs";
import { mixed } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong sshd service", [
  {
    mistake: "NixOS clients of sshd without a NixOS server",
    declare: () =>
      mixed(({ fleet, cinnabar, blackphos }) => {
        new SshdService(fleet, "sshd", { servers: [blackphos], clients: [cinnabar] });
      }),
    path: "infra/sshd:sshd",
    code: "sshd-without-nixos-server",
    says: ["NixOS clients, but no NixOS server", '"sshd"', "add a NixOS machine to `servers`"],
  },
  {
    mistake: "sshd without machines",
    declare: () =>
      mixed(({ fleet }) => new SshdService(fleet, "sshd", { servers: [], clients: [] })),
    path: "infra/sshd:sshd",
    code: "service-without-machines",
    says: ["service has no machines, so it has no effect", '"sshd"'],
  },
]);
