import {
  ApiToken,
  DarwinMachine,
  DendriticModule,
  Disk,
  FlakeInput,
  Fleet,
  type FleetApp,
  HetznerStack,
  inputModule,
  Location,
  type Module,
  NixosMachine,
  ServerType,
  type Settings,
  SshdService,
  Tag,
  User,
  UserAccount,
  VarsGenerator,
  WorkstationStack,
} from "../constructs";
import { ClanService } from "../constructs/inventory/clan-service";

/** A dimension in which fleets grow. */
export interface Shape {
  /** The title of its rows in the benchmark. */
  readonly title: string;
  /** The sizes to measure, ascending. */
  readonly sizes: readonly [number, number, number];
  /** Declares a valid fleet with a size. */
  readonly declare: (app: FleetApp, size: number) => void;
}

const SERVER = { type: ServerType.CX53, location: Location.FSN1 };
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada";
const PLAIN = { stateVersion: "25.11" };

/** All shapes, by their names on the command line. */
export const SHAPES = {
  servers: {
    title: "servers, each with disk, account and sshd",
    sizes: [50, 500, 5000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const machines = repeat(size, (index) => server(fleet, index, {}));
      reachable(fleet);
      new HetznerStack(app, "hetzner", { machines, token: ApiToken.fromEnvironment() });
    },
  },
  full: {
    title: "servers of full shape: LUKS, 20 features, 50 tags, 30 services",
    sizes: [50, 500, 5000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const tags = repeat(50, (index) => new Tag(fleet, `tag-${index}`));
      const imports = repeat(20, (index) => feature(fleet, index));
      const machines = repeat(size, (index) =>
        server(fleet, index, { imports, tags, disk: Disk.luks({ filesystem: "ext4" }) }),
      );
      services(fleet, 30, tags);
      reachable(fleet);
      new HetznerStack(app, "hetzner", { machines, token: ApiToken.fromEnvironment() });
    },
  },
  stacks: {
    title: "Macs, each with a stack",
    sizes: [100, 400, 1600],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const ada = new User(fleet, "ada", { uid: 501, sshKeys: [KEY] });
      const macs = repeat(
        size,
        (index) =>
          new DarwinMachine(fleet, `mac-${index}`, {
            primaryUser: ada,
            stateVersion: 6,
          }),
      );
      new UserAccount(fleet, "users-ada", { user: ada, machines: macs });
      for (const machine of macs) new WorkstationStack(app, machine.name, { machine });
    },
  },
  users: {
    title: "users, each with an account on a separate machine",
    sizes: [100, 500, 2000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      for (let index = 0; index < size; index += 1) {
        const machine = new NixosMachine(fleet, `machine-${index}`, PLAIN);
        const user = new User(fleet, `user-${index}`, { sshKeys: [KEY] });
        new UserAccount(fleet, `users-${index}`, { user, machines: [machine] });
      }
    },
  },
  accounts: {
    title: "accounts on one machine",
    sizes: [100, 500, 2000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const machine = new NixosMachine(fleet, "machine", PLAIN);
      for (let index = 0; index < size; index += 1) {
        const user = new User(fleet, `user-${index}`, { sshKeys: [KEY] });
        new UserAccount(fleet, `users-${index}`, { user, machines: [machine] });
      }
    },
  },
  tags: {
    title: "tags, each on a separate machine and in a service",
    sizes: [100, 500, 2000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const tags = repeat(size, (index) => {
        const tag = new Tag(fleet, `tag-${index}`);
        new NixosMachine(fleet, `machine-${index}`, { ...PLAIN, tags: [tag] });
        return tag;
      });
      services(fleet, 1, tags);
    },
  },
  services: {
    title: "services of 20 machines",
    sizes: [50, 200, 1000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const tag = new Tag(fleet, "tag");
      for (let index = 0; index < 20; index += 1) {
        new NixosMachine(fleet, `machine-${index}`, { ...PLAIN, tags: [tag] });
      }
      services(fleet, size, [tag]);
    },
  },
  features: {
    title: "features of 20 machines",
    sizes: [50, 200, 1000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const imports = repeat(size, (index) => feature(fleet, index));
      for (let index = 0; index < 20; index += 1) {
        new NixosMachine(fleet, `machine-${index}`, { ...PLAIN, imports });
      }
    },
  },
  chain: {
    title: "features, each importing the next",
    sizes: [100, 500, 3000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      let imports: readonly Module<"nixos">[] = [];
      for (let index = 0; index < size; index += 1) imports = [feature(fleet, index, imports)];
      new NixosMachine(fleet, "machine", { ...PLAIN, imports });
    },
  },
  layers: {
    title: "layers of two features, each importing both of the next",
    sizes: [16, 100, 500],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      let imports: readonly Module<"nixos">[] = [];
      for (let layer = 0; layer < size; layer += 1) {
        imports = [feature(fleet, 2 * layer, imports), feature(fleet, 2 * layer + 1, imports)];
      }
      new NixosMachine(fleet, "machine", { ...PLAIN, imports });
    },
  },
  settings: {
    title: "options in a feature of 20 machines",
    sizes: [500, 2000, 10000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const options = repeat(size, (index) => [
        `service-${index}`,
        { enable: true, startLimitBurst: index },
      ]);
      const settings: Settings = { systemd: { services: Object.fromEntries(options) } };
      const imports = [
        new DendriticModule(fleet, "large", { parts: { all: { nixos: settings } } }),
      ];
      for (let index = 0; index < 20; index += 1) {
        new NixosMachine(fleet, `machine-${index}`, { ...PLAIN, imports });
      }
    },
  },
  generators: {
    title: "generators of one machine, each depending on the next",
    sizes: [50, 200, 1000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const vars: VarsGenerator[] = [];
      for (let index = 0; index < size; index += 1) {
        const script = 'openssl rand 16 > "$out/key"';
        vars.push(
          new VarsGenerator(fleet, `generator-${index}`, {
            files: { key: {} },
            runtimeInputs: ["openssl"],
            script,
            dependencies: vars.slice(-1),
          }),
        );
      }
      new NixosMachine(fleet, "machine", { ...PLAIN, vars });
    },
  },
  inputs: {
    title: "flake inputs, each with a feature that imports it",
    sizes: [50, 200, 1000],
    declare: (app, size) => {
      const fleet = new Fleet(app, "bench");
      const imports = repeat(size, (index) => {
        const input = new FlakeInput(fleet, `input-${index}`, {
          url: `github:example/input-${index}`,
          follows: { nixpkgs: "nixpkgs" },
        });
        return feature(fleet, index, [inputModule(input.name, "nixos", "default")]);
      });
      new NixosMachine(fleet, "machine", { ...PLAIN, imports });
    },
  },
} satisfies Readonly<Record<string, Shape>>;

function repeat<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function server(
  fleet: Fleet,
  index: number,
  props: {
    readonly imports?: readonly Module<"nixos">[];
    readonly tags?: readonly Tag[];
    readonly disk?: Disk;
  },
): NixosMachine {
  const disk = Disk.plain({ filesystem: "ext4" });
  return new NixosMachine(fleet, `machine-${index}`, { ...PLAIN, server: SERVER, disk, ...props });
}

/** An account and sshd on every machine. */
function reachable(fleet: Fleet): void {
  const ada = new User(fleet, "ada", { sshKeys: [KEY] });
  new UserAccount(fleet, "users-root", { user: User.ROOT, machines: [Tag.ALL], authorized: [ada] });
  new SshdService(fleet, "sshd", { servers: [Tag.ALL], clients: [Tag.ALL] });
}

function feature(
  fleet: Fleet,
  index: number,
  imports: readonly Module<"nixos">[] = [],
): DendriticModule<"nixos"> {
  const service = { enable: true, startLimitBurst: index };
  const settings = { systemd: { services: { [`service-${index}`]: service } } };
  return new DendriticModule(fleet, `feature-${index}`, {
    folder: "features",
    parts: { [`feature-${index}`]: { nixos: settings } },
    imports,
  });
}

function services(fleet: Fleet, count: number, tags: readonly Tag[]): void {
  for (let index = 0; index < count; index += 1) {
    new ClanService(fleet, `packages-${index}`, {
      service: "packages",
      roles: { default: { tags, settings: { packages: [`package-${index}`] } } },
    });
  }
}
