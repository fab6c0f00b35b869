import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Aspects } from "cdktf";
import type { IConstruct } from "constructs";
import {
  ApiToken,
  Disk,
  Fleet,
  FleetApp,
  type HetznerServerSpec,
  HetznerStack,
  type HetznerStackProps,
  type HomeSpec,
  inputModule,
  Location,
  NixosMachine,
  type NixosMachineProps,
  ServerType,
  type Settings,
  User,
  UserAccount,
} from "../../constructs";

/**
 * An app that writes nothing: its files are what `render` returns. Few tests are about the way in to its servers, so
 * they need none.
 */
export function testApp(): FleetApp {
  const app = new FleetApp({ outdir: temporaryOutdir() });
  Aspects.of(app).add({ visit: acceptNoAccess });
  return app;
}

/** A new folder for the Terraform JSON of an app. */
export function temporaryOutdir(): string {
  return join(mkdtempSync(join(tmpdir(), "fleet-test-")), "terraform");
}

/** An aspect with which a fleet accepts that its servers are inaccessible. */
export function acceptNoAccess(construct: IConstruct): void {
  if (!Fleet.isFleet(construct)) return;
  for (const code of NO_ACCESS) {
    construct.accept(code, { because: "this test is about something else" });
  }
}

/** The codes that tests accept which are not about them. */
export const NO_ACCESS = [
  "machine-without-login-key",
  "machine-without-sshd",
  "firewall-shuts-out-ssh",
];

/** A server that no check objects to. */
export const SERVER = { type: ServerType.CX53, location: Location.FSN1 } as const;

export interface OneMachine {
  readonly app: FleetApp;
  readonly fleet: Fleet;
  readonly machine: NixosMachine;
  readonly stack: HetznerStack;
}

/** A disk that any server can be installed to. */
export const DISK = Disk.plain({ filesystem: "ext4" });

/** A person with a home, and an account on a machine that has home-manager. */
export function personWithHome(
  fleet: Fleet,
  name: string,
  home: Partial<HomeSpec>,
): { readonly user: User; readonly machine: NixosMachine } {
  const user = new User(fleet, name, { home: { stateVersion: "25.11", ...home } });
  const imports = [inputModule("home-manager", "nixos", "home-manager")];
  const machine = new NixosMachine(fleet, `${name}-desk`, { stateVersion: "25.11", imports });
  new UserAccount(fleet, `users-${name}`, { user, machines: [machine] });
  return { user, machine };
}

/** The smallest fleet with a stack: cinnabar at Hetzner. */
export function oneMachine(
  machineProps: Partial<NixosMachineProps> = { server: SERVER },
  stackProps: Partial<HetznerStackProps> = {},
): OneMachine {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const machine = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    disk: DISK,
    ...machineProps,
  });
  const stack = new HetznerStack(app, "hetzner", {
    machines: [machine],
    token: ApiToken.fromClanSecret("hetzner-api-token"),
    ...stackProps,
  });
  return { app, fleet, machine, stack };
}

/** The smallest fleet with a stack, with additional or different props of its server. */
export function server(spec: Partial<HetznerServerSpec>): OneMachine {
  return oneMachine({ server: { ...SERVER, ...spec } });
}

export interface OneFleet {
  readonly app: FleetApp;
  readonly fleet: Fleet;
}

/** An app with one fleet; `declare` adds the elements under test. */
export function fleetWith(declare: (fleet: Fleet) => void): OneFleet {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  declare(fleet);
  return { app, fleet };
}

/** A machine with settings. */
export function machineWith(settings: Settings | ((fleet: Fleet) => Settings)): OneFleet {
  return fleetWith((fleet) => {
    const own = typeof settings === "function" ? settings(fleet) : settings;
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", settings: own });
  });
}

/** Props as a JavaScript user can write them: no type stops it. */
export function untypedProps<Props>(props: object): Props {
  return props as Props;
}
