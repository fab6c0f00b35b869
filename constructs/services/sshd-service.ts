import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { ELEMENT_PROPS, type FleetElementProps } from "../fleet-element";
import { ClanService } from "../inventory/clan-service";
import type { Machine } from "../machine/machine";
import { anything, flag, required, texts } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import { CompositeService } from "./composite-service";
import { DarwinService } from "./darwin-service";
import {
  type ClassMembers,
  isEmpty,
  type Member,
  type MembersByClass,
  membersByClass,
  membersIn,
} from "./members";

export interface SshdServiceProps extends FleetElementProps {
  /** The machines with sshd; their host certificates are for `<machine>.<domain>`. */
  readonly servers: readonly Member[];
  /** The machines that trust these host certificates. */
  readonly clients: readonly Member[];
  /**
   * Additional domains for host certificates, which the clients trust, also on Macs: clan's
   * `certificate.searchDomains`.
   *
   * @default - none
   */
  readonly searchDomains?: readonly string[];
  /** Whether NixOS servers get a host certificate: clan's `certificate.enable`. @default true */
  readonly certificate?: boolean;
  /** Whether NixOS servers also have an RSA host key: clan's `hostKeys.rsa.enable`. @default false */
  readonly rsaHostKey?: boolean;
}

const PROPS = shapeOf<SshdServiceProps>("SshdService", {
  ...ELEMENT_PROPS,
  servers: required(anything, []),
  clients: required(anything, []),
  searchDomains: texts,
  certificate: flag,
  rsaHostKey: flag,
});

const SSHD_SERVICE = Symbol.for("nix-fleet.SshdService");

/**
 * ssh without passwords and without trust on first use. NixOS machines use clan-core's service. On Macs, a
 * generated service enables and hardens sshd and creates a host certificate of the same authority.
 */
export class SshdService extends CompositeService {
  /** Whether a value is such a service, also from another copy of this library. */
  static isSshdService(value: unknown): value is SshdService {
    return hasBrand(value, SSHD_SERVICE);
  }

  private readonly servers: readonly Member[];
  private readonly clients: readonly Member[];

  constructor(scope: Construct, id: string, given: SshdServiceProps) {
    const props = readProps(PROPS, given);
    super(scope, "sshd", id, props);
    brand(this, SSHD_SERVICE);
    const { name } = this;
    this.servers = membersIn(this, `servers of ${name}`, props.servers);
    this.clients = membersIn(this, `clients of ${name}`, props.clients);
    new ClanService(this, name, {
      service: "sshd",
      roles: {
        server: () => withSettings(this.members[0].nixos, serverSettings(props)),
        client: () => withSettings(this.members[1].nixos, clientSettings(props)),
      },
    });
    new DarwinService(this, `${name}-darwin`, {
      module: "sshd-darwin",
      replaces: name,
      instanceName: () => `${name}-darwin`,
      roles: {
        server: () => withSettings(this.members[0].darwin, darwinSettings(props)),
        client: () => withSettings(this.members[1].darwin, darwinSettings(props)),
      },
    });
    addCheck(this, () => this.check());
  }

  protected override get members(): readonly [servers: MembersByClass, clients: MembersByClass] {
    return [membersByClass(this.fleet, this.servers), membersByClass(this.fleet, this.clients)];
  }

  /** Clients of clan-core's service read the certificate authority and the domain from the servers. */
  private *check(): Iterable<Finding> {
    const [servers, clients] = this.members;
    if (isEmpty(clients.nixos) || !isEmpty(servers.nixos)) return;
    yield {
      code: "sshd-without-nixos-server",
      summary: "sshd has NixOS clients, but no NixOS server",
      value: this.name,
      allowed:
        "at least one NixOS machine in `servers`: without it, clients trust no host certificates",
      remedy: "add a NixOS machine to `servers`, or remove NixOS machines from `clients`",
    };
  }
}

function serverSettings({ searchDomains, certificate, rsaHostKey }: SshdServiceProps) {
  const certificateSettings = {
    ...(certificate !== undefined && { enable: certificate }),
    ...(searchDomains && { searchDomains: [...searchDomains] }),
  };
  return {
    ...(rsaHostKey !== undefined && { hostKeys: { rsa: { enable: rsaHostKey } } }),
    ...(Object.keys(certificateSettings).length > 0 && { certificate: certificateSettings }),
  };
}

function clientSettings({ searchDomains }: SshdServiceProps) {
  return searchDomains === undefined ? {} : { certificate: { searchDomains: [...searchDomains] } };
}

function darwinSettings({ searchDomains }: SshdServiceProps) {
  return searchDomains === undefined ? {} : { searchDomains: [...searchDomains] };
}

function withSettings<M extends Machine, S extends object>(members: ClassMembers<M>, settings: S) {
  if (isEmpty(members)) return undefined;
  return Object.keys(settings).length === 0 ? members : { ...members, settings };
}
