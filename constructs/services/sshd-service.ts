import type { Fleet } from "../fleet";
import type { Problem } from "../problem";
import { ClanService } from "../service/clan-service";
import { addCheck } from "../validation";
import { CompositeService } from "./composite-service";
import { DarwinService } from "./darwin-service";
import {
  isEmpty,
  type Member,
  type MembersByClass,
  membersByClass,
  requireMembers,
} from "./members";

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
export class SshdService extends CompositeService {
  constructor(
    fleet: Fleet,
    instanceName: string,
    private readonly props: SshdServiceProps,
  ) {
    super(fleet, "sshd", instanceName);
    requireMembers(`servers of ${instanceName}`, props.servers);
    requireMembers(`clients of ${instanceName}`, props.clients);
    addCheck(this, () => this.problems());
  }

  override declareInstances(): void {
    const { fleet, instanceName } = this;
    const [servers, clients] = this.members;
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

  protected override get members(): readonly [servers: MembersByClass, clients: MembersByClass] {
    const { servers, clients } = this.props;
    return [membersByClass(this.fleet, servers), membersByClass(this.fleet, clients)];
  }

  /** A client of clan-core's service reads the authority and the domain from the servers. */
  private *problems(): Iterable<Problem> {
    const [servers, clients] = this.members;
    if (isEmpty(clients.nixos) || !isEmpty(servers.nixos)) return;
    yield {
      what: "sshd has NixOS clients, but no NixOS server",
      value: this.instanceName,
      allowed: "at least one NixOS machine among the servers: without it clients trust nobody",
      remedy: "add a NixOS machine to the servers, or leave only Macs among the clients",
    };
  }
}
