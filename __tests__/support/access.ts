import {
  ApiToken,
  Fleet,
  FleetApp,
  HetznerStack,
  NixosMachine,
  type NixosMachineProps,
  SshdService,
  Tag,
  User,
  UserAccount,
} from "../../constructs";
import { setRepository } from "../../constructs/repository";
import { issuesOf } from "./diagnostics";
import { DISK, SERVER, temporaryOutdir } from "./fleets";
import { repositoryOf } from "./repository";

export const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada@example.org";

/** How somebody gets in to a machine. */
export interface Way {
  readonly sshd?: boolean;
  readonly root?: boolean;
  /** Whether the machine is a server in a stack. @default true */
  readonly rented?: boolean;
  /** The files of the repository. */
  readonly files?: Readonly<Record<string, string>>;
  readonly machine?: (fleet: Fleet) => Partial<NixosMachineProps>;
  readonly more?: (fleet: Fleet, machine: NixosMachine, ada: User) => void;
}

/** A server with sshd and a key for root, unless a test takes one away. */
export function server({
  sshd = true,
  root = true,
  rented = true,
  files = { "modules/login.nix": "{ }\n", "nixos/login.nix": "{ }\n" },
  machine = () => ({}),
  more = () => undefined,
}: Way): FleetApp {
  const app = new FleetApp({ outdir: temporaryOutdir() });
  setRepository(app, repositoryOf(files));
  const fleet = new Fleet(app, "infra");
  const ada = new User(fleet, "ada", { sshKeys: [KEY] });
  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    ...(rented && { disk: DISK, server: SERVER }),
    ...machine(fleet),
  });
  if (sshd) new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.ALL] });
  if (root) {
    new UserAccount(fleet, "root", { user: User.ROOT, machines: [cinnabar], authorized: [ada] });
  }
  more(fleet, cinnabar, ada);
  if (rented) {
    new HetznerStack(app, "hetzner", { machines: [cinnabar], token: ApiToken.fromEnvironment() });
  }
  return app;
}

/** The codes of all that is reported of a machine. */
export const codesOf = (way: Way) => issuesOf(server(way)).map(({ code }) => code);

/** A server whose cloud firewall allows these ports. */
export const firewall =
  (...ports: (number | string)[]) =>
  () => ({
    server: {
      ...SERVER,
      firewall: { allow: ports.map((port) => ({ protocol: "tcp" as const, port })) },
    },
  });

/** A machine with settings. */
export const settings =
  (of: NonNullable<NixosMachineProps["settings"]>, props: Partial<NixosMachineProps> = {}) =>
  () => ({ settings: of, ...props });

/** A machine with an sshd that does not open the NixOS firewall. */
export const shut = (
  firewall: NonNullable<NonNullable<NixosMachineProps["settings"]>["networking"]>["firewall"] = {},
  props: Partial<NixosMachineProps> = {},
) => settings({ services: { openssh: { openFirewall: false } }, networking: { firewall } }, props);

/** A machine with an sshd that listens on these addresses. */
export const listening = (...listenAddresses: { addr: string; port?: number }[]) =>
  settings({ services: { openssh: { listenAddresses } } });

/** A machine with settings of its sshd. */
export const sshdSettings = (of: Record<string, unknown>) =>
  settings({ services: { openssh: { settings: of } } } as NixosMachineProps["settings"] & object);
