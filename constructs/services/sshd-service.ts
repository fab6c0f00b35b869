import { Construct } from "constructs";
import type { Fleet } from "../fleet";
import type { Problem } from "../problem";
import { ClanService } from "../service/clan-service";
import { addCheck, freeId } from "../validation";
import { DarwinService } from "./darwin-service";
import { isEmpty, type Member, membersByClass } from "./members";

export interface SshdServiceProps {
  /** The machines that can be logged in to; their host keys are certified for `<machine>.<domain>`. */
  readonly servers: readonly Member[];
  /** The machines that trust these certificates. */
  readonly clients: readonly Member[];
}

/**
 * ssh without passwords and without trust on first use. NixOS machines get it from clan-core's service.
 * On Macs sshd is switched on and hardened, and a certificate of the same authority is made.
 */
export class SshdService extends Construct {
  constructor(
    fleet: Fleet,
    /** Name of the instance in the inventory; the Macs' one is called `<name>-darwin`. */
    readonly instanceName: string,
    props: SshdServiceProps,
  ) {
    super(fleet, freeId(fleet, `sshd:${instanceName}`));
    const servers = membersByClass(fleet, `servers of ${instanceName}`, props.servers);
    const clients = membersByClass(fleet, `clients of ${instanceName}`, props.clients);
    if (!isEmpty(clients.nixos) && isEmpty(servers.nixos)) addCheck(this, () => [this.noServer()]);
    if (!isEmpty(servers.nixos) || !isEmpty(clients.nixos)) {
      new ClanService(fleet, instanceName, {
        service: "sshd",
        roles: {
          ...(!isEmpty(servers.nixos) && { server: servers.nixos }),
          ...(!isEmpty(clients.nixos) && { client: clients.nixos }),
        },
      });
    }
    if (isEmpty(servers.darwin) && isEmpty(clients.darwin)) return;
    new DarwinService(fleet, `${instanceName}-darwin`, instanceName, "sshd-darwin", {
      ...(!isEmpty(servers.darwin) && { server: servers.darwin }),
      ...(!isEmpty(clients.darwin) && { client: clients.darwin }),
    });
  }

  /** A client of clan-core's service reads the authority and the domain from the servers. */
  private noServer(): Problem {
    return {
      what: "sshd has NixOS clients, but no NixOS server",
      value: this.instanceName,
      allowed: "at least one NixOS machine among the servers: without it clients trust nobody",
      remedy: "add a NixOS machine to the servers, or leave only Macs among the clients",
    };
  }
}
