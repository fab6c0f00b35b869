import { TerraformOutput, type TerraformOutputConfig } from "cdktf";
import {
  ApiToken,
  Backend,
  ClanService,
  CustomService,
  DarwinMachine,
  DendriticModule,
  DeployKey,
  Deviation,
  Disk,
  EmergencyAccess,
  ExternalModule,
  FlakeInput,
  Fleet,
  type FleetApp,
  FleetStack,
  HetznerStack,
  Image,
  inputModule,
  NixosMachine,
  SopsSecret,
  SshdService,
  Tag,
  User,
  UserAccount,
  VarsGenerator,
  WorkstationStack,
  ZerotierNetwork,
} from "../../constructs";
import { SERVER } from "./fleets";

export const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada";

/** What props of others can refer to. */
export interface Others {
  readonly app: FleetApp;
  readonly fleet: Fleet;
  readonly tag: Tag;
  readonly ada: User;
  readonly nixos: NixosMachine;
  readonly mac: DarwinMachine;
  readonly feature: DendriticModule<"nixos" | "darwin">;
  readonly secret: SopsSecret;
  readonly generator: VarsGenerator;
}

/** A public class or function, whole props of it, and how an author calls it. */
export interface Subject {
  readonly props: (others: Others) => object;
  // The props that a test passes have no type any more: any is what JavaScript has.
  readonly declare: (others: Others, props: never) => unknown;
}

/** A fleet without mistakes for props to refer to. */
export function others(app: FleetApp): Others {
  const fleet = new Fleet(app, "infra");
  // Which of the machines of the subjects have an sshd is not what their props are about.
  fleet.accept("machine-without-sshd", { because: "a subject may be an SshdService itself" });
  const tag = new Tag(fleet, "server");
  const ada = new User(fleet, "ada", { uid: 501, sshKeys: [KEY] });
  const feature = new DendriticModule(fleet, "feature", {
    parts: { shell: { nixos: { programs: { fish: { enable: true } } }, darwin: {} } },
  });
  const secret = new SopsSecret(fleet, "github", { file: "secrets/github.yaml" });
  const generator = new VarsGenerator(fleet, "key", { files: { id: {} }, script: "x > $out/id" });
  const nixos = new NixosMachine(fleet, "jade", { stateVersion: "25.11", tags: [tag] });
  const mac = new DarwinMachine(fleet, "opal", { stateVersion: 6, primaryUser: ada });
  new UserAccount(fleet, "users-root", {
    user: User.ROOT,
    machines: [Tag.NIXOS],
    authorized: [ada],
  });
  return { app, fleet, tag, ada, nixos, mac, feature, secret, generator };
}

const SETTINGS = {
  services: { openssh: { enable: true, ports: [22] } },
  environment: { etc: { motd: { text: "hello" } } },
};

const MACHINE = {
  description: "web",
  icon: "web.png",
  installedAt: 1_760_000_000,
  targetHost: "root@10.0.0.1",
  buildHost: "jade",
  forwardAgent: true,
};

/** Every public constructor and function that takes props. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  Fleet: {
    props: () => ({
      name: "other",
      description: "another fleet",
      domain: "example.org",
      packages: ["acme-cli"],
      optionLists: {},
      ownFiles: ["justfile"],
      icon: "fleet.png",
      clan: { secrets: { age: { plugins: ["age-plugin-yubikey"] } } },
    }),
    declare: ({ app }, props) => new Fleet(app, "other", props),
  },
  accept: {
    props: ({ tag }) => ({ at: tag, because: "its machines arrive in May" }),
    declare: ({ fleet }, props) => fleet.accept("tag-unused", props),
  },
  Tag: {
    props: () => ({ name: "spare" }),
    declare: ({ fleet }, props) => new Tag(fleet, "x", props),
  },
  User: {
    props: ({ feature }) => ({
      name: "grace",
      fullName: "Grace",
      email: "grace@example.org",
      sshKeys: [KEY],
      uid: 502,
      shell: "fish",
      home: {
        stateVersion: "25.11",
        modules: [feature],
        settings: { programs: { git: { enable: true } } },
      },
    }),
    declare: ({ fleet }, props) => new User(fleet, "x", props),
  },
  Deviation: {
    props: () => ({ requirement: "a", decision: "b", rationale: "c" }),
    declare: ({ fleet }, props) => new Deviation(fleet, "x", props),
  },
  NixosMachine: {
    props: ({ tag, feature, secret, generator }) => ({
      ...MACHINE,
      name: "beryl",
      stateVersion: "25.11",
      tags: [tag],
      imports: [feature, inputModule("home-manager", "nixos", "home-manager")],
      vars: [generator],
      secrets: [secret],
      disk: Disk.luks({ filesystem: "ext4", device: "/dev/vda" }),
      platform: "x86_64-linux",
      settings: { ...SETTINGS },
    }),
    declare: ({ fleet }, props) => new NixosMachine(fleet, "x", props),
  },
  DarwinMachine: {
    props: ({ ada, tag, feature }) => ({
      ...MACHINE,
      name: "mica",
      stateVersion: 6,
      primaryUser: ada,
      tags: [tag],
      imports: [feature],
      managesNix: true,
      zerotierMemberId: "0123456789",
      settings: { environment: SETTINGS.environment },
    }),
    declare: ({ fleet }, props) => new DarwinMachine(fleet, "x", props),
  },
  "server of HetznerStack": {
    props: () => ({
      ...SERVER,
      image: Image.DEBIAN_12,
      atLeast: { memoryGb: 8, vcpu: 2, diskGb: 20, architecture: "x86" },
      labels: { role: "web" },
      firewall: {
        allow: [{ protocol: "tcp", port: 22, from: ["0.0.0.0/0"], description: "ssh" }],
        labels: { role: "web" },
      },
      primaryIps: ["ipv4", { type: "ipv6", logicalId: "web_v6" }],
      volumes: [
        { name: "data", sizeGb: 10, format: "ext4", automount: false, movedFrom: "old" },
        { name: "logs", sizeGb: 10, protection: false, retire: { keep: true } },
      ],
      reverseDns: { name: "web.example.org" },
      backups: true,
      protection: true,
      keepDisk: true,
      lifecycle: { createBeforeDestroy: false },
      logicalId: "web",
      install: { overwrite: false, lifecycle: { preventDestroy: true }, logicalId: "install" },
    }),
    declare: ({ app, fleet }, server) => {
      const disk = Disk.plain({ filesystem: "ext4" });
      const machine = new NixosMachine(fleet, "web", { stateVersion: "25.11", disk, server });
      new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
    },
  },
  HetznerStack: {
    props: ({ fleet }) => ({
      machines: [
        new NixosMachine(fleet, "web", {
          stateVersion: "25.11",
          disk: Disk.plain({ filesystem: "ext4" }),
          server: SERVER,
        }),
      ],
      token: ApiToken.fromClanSecret("hetzner"),
      deployKey: DeployKey.generated(),
      flake: "../../..",
      backend: Backend.local("hetzner.tfstate"),
      requiredVersion: ">= 1.5",
    }),
    declare: ({ app }, props) => new HetznerStack(app, "hetzner", props),
  },
  WorkstationStack: {
    props: ({ app, mac }) => ({
      machine: mac,
      after: [new FleetStack(app, "network")],
      via: "remote",
      mode: "build",
      logicalId: "activate",
      flake: "../../..",
      requiredVersion: ">= 1.5",
    }),
    declare: ({ app }, props) => new WorkstationStack(app, "opal", props),
  },
  TerraformOutput: {
    props: () => ({ value: { address: ["10.0.0.1"], ports: [22] }, description: "an address" }),
    // What cdktf itself does with other props than an object is not tested.
    declare: ({ app }, props) =>
      new TerraformOutput(new FleetStack(app, "network"), "x", {
        ...(props as TerraformOutputConfig),
      }),
  },
  "Backend.s3": {
    props: () => ({
      bucket: "states",
      key: "a.tfstate",
      region: "fsn1",
      endpoint: "https://s3.example.org",
    }),
    declare: ({ app }, props) => new FleetStack(app, "network", { backend: Backend.s3(props) }),
  },
  "Backend.pg": {
    props: () => ({ schemaName: "network" }),
    declare: ({ app }, props) => new FleetStack(app, "network", { backend: Backend.pg(props) }),
  },
  "Backend.http": {
    props: () => ({
      address: "https://state.example.org",
      lockAddress: "https://lock.example.org",
    }),
    declare: ({ app }, props) => new FleetStack(app, "network", { backend: Backend.http(props) }),
  },
  "DeployKey.existing": {
    props: () => ({
      name: "deploy",
      logicalId: "deploy",
      publicKey: KEY,
      privateKeyPath: "~/.ssh/id",
    }),
    declare: ({ app, fleet }, props) => {
      const disk = Disk.plain({ filesystem: "ext4" });
      const machine = new NixosMachine(fleet, "web", {
        stateVersion: "25.11",
        disk,
        server: SERVER,
      });
      new HetznerStack(app, "hetzner", {
        machines: [machine],
        token: ApiToken.fromEnvironment(),
        deployKey: DeployKey.existing(props),
      });
    },
  },
  DendriticModule: {
    props: ({ feature, secret, generator }) => ({
      name: "web",
      folder: "web",
      parts: { nginx: { nixos: SETTINGS, darwin: {} }, git: { homeManager: {} } },
      imports: [feature],
      vars: [generator],
      secrets: [secret],
    }),
    declare: ({ fleet }, props) => new DendriticModule(fleet, "x", props),
  },
  ExternalModule: {
    props: () => ({ name: "own", classes: ["nixos"], path: "own/own.nix" }),
    declare: ({ fleet }, props) => new ExternalModule(fleet, "x", props),
  },
  FlakeInput: {
    props: () => ({
      name: "stylix",
      url: "github:a/b",
      follows: { nixpkgs: "nixpkgs" },
      flake: true,
    }),
    declare: ({ fleet }, props) => new FlakeInput(fleet, "x", props),
  },
  VarsGenerator: {
    props: () => ({
      name: "token",
      files: {
        token: { owner: "root", group: "root", mode: "0400", neededFor: "services" },
        id: { secret: false },
      },
      script: "cat $prompts/answer > $out/token; echo 1 > $out/id",
      runtimeInputs: ["openssl"],
      validation: { version: 1 },
      prompts: { answer: { description: "the answer", type: "line", persist: false } },
      dependencies: [VarsGenerator.ofClan("sshd")],
      share: false,
    }),
    declare: ({ fleet }, props) => {
      const generator = new VarsGenerator(fleet, "x", props);
      new NixosMachine(fleet, "web", { stateVersion: "25.11", vars: [generator] });
    },
  },
  SopsSecret: {
    props: ({ ada }) => ({
      name: "gitlab",
      file: "secrets/a.yaml",
      optional: true,
      owner: ada,
      mode: "0400",
    }),
    declare: ({ fleet }, props) => {
      const secret = new SopsSecret(fleet, "x", props);
      new NixosMachine(fleet, "web", { stateVersion: "25.11", secrets: [secret] });
    },
  },
  ClanService: {
    props: ({ nixos, tag }) => ({
      name: "backup",
      service: "borgbackup",
      roles: {
        server: { machines: [{ machine: nixos, settings: { address: "a.example.org" } }] },
        client: { tags: [{ tag, settings: {} }], settings: { startAt: "daily" }, extraModules: [] },
      },
    }),
    declare: ({ fleet }, props) => new ClanService(fleet, "x", props),
  },
  CustomService: {
    props: ({ nixos, tag, feature }) => ({
      name: "own",
      module: "own",
      input: "self",
      roles: {
        server: {
          machines: [nixos],
          tags: [tag],
          settings: SETTINGS,
          extraModules: [feature],
          classes: ["nixos"],
        },
      },
    }),
    declare: ({ fleet }, props) => new CustomService(fleet, "x", props),
  },
  SshdService: {
    props: ({ nixos, mac }) => ({
      name: "ssh",
      servers: [nixos, mac],
      clients: [Tag.ALL],
      searchDomains: ["example.org"],
      certificate: true,
      rsaHostKey: false,
    }),
    declare: ({ fleet }, props) => new SshdService(fleet, "x", props),
  },
  UserAccount: {
    props: ({ ada, nixos, mac, feature }) => ({
      name: "users-ada",
      user: ada,
      machines: [nixos, mac],
      groups: ["wheel"],
      uid: 501,
      shell: "zsh",
      homeFolder: "/Users/ada",
      prompt: false,
      share: false,
      systemUser: true,
      authorized: [ada],
      extraModules: [feature],
    }),
    declare: ({ fleet }, props) => new UserAccount(fleet, "x", props),
  },
  EmergencyAccess: {
    props: ({ nixos }) => ({ name: "emergency", machines: [nixos, Tag.NIXOS] }),
    declare: ({ fleet }, props) => new EmergencyAccess(fleet, "x", props),
  },
  ZerotierNetwork: {
    props: ({ nixos, mac }) => ({
      name: "mesh",
      controller: nixos,
      peers: [mac, Tag.NIXOS],
      moons: [{ machine: nixos, stableEndpoints: ["203.0.113.1/9993"] }],
      allowedIds: ["0123456789"],
      allowedIps: ["fd00::1"],
      public: false,
    }),
    declare: ({ fleet }, props) => new ZerotierNetwork(fleet, "x", props),
  },
};
