import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as here from "../../constructs";
import { renderedFiles } from "../support/diagnostics";
import { REPOSITORY } from "../support/run-fleet";

type Library = typeof here;

/** One of each kind that another copy of the library may be given. */
function everything({
  ApiToken,
  DarwinMachine,
  DendriticModule,
  Disk,
  EmergencyAccess,
  ExternalModule,
  Fleet,
  FleetApp,
  HetznerStack,
  Location,
  NixosMachine,
  ServerType,
  SshdService,
  Tag,
  User,
  UserAccount,
  VarsGenerator,
  WorkstationStack,
  ZerotierNetwork,
}: Library) {
  const outdir = join(mkdtempSync(join(tmpdir(), "fleet-test-")), "terraform");
  const app = new FleetApp({ outdir });
  const fleet = new Fleet(app, "infra");
  const tag = new Tag(fleet, "web");
  const user = new User(fleet, "ada", { uid: 501 });
  const key = new VarsGenerator(fleet, "key", { files: { id: {} }, script: "keygen > $out/id\n" });
  const module = new DendriticModule(fleet, "shell", { vars: [key], parts: { a: { nixos: {} } } });
  const external = new ExternalModule(fleet, "mine", { classes: ["nixos"], path: "mine/x.nix" });
  const nixos = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    tags: [tag],
    imports: [module, external],
    server: { type: ServerType.CX53, location: Location.FSN1 },
    disk: Disk.plain({ filesystem: "ext4" }),
  });
  const darwin = new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser: user });
  const sshd = new SshdService(fleet, "sshd", { servers: [Tag.ALL], clients: [Tag.DARWIN] });
  const access = new EmergencyAccess(fleet, "emergency-access", { machines: [tag] });
  const account = new UserAccount(fleet, "users", { user, machines: [Tag.ALL] });
  const network = new ZerotierNetwork(fleet, "net", { controller: nixos, peers: [Tag.NIXOS] });
  const servers = new HetznerStack(app, "hetzner", {
    machines: [nixos],
    token: ApiToken.fromEnvironment(),
  });
  const mac = new WorkstationStack(app, "blackphos", { machine: darwin });
  return {
    ...{ app, fleet, tag, user, key, module, external, nixos, darwin },
    ...{ sshd, access, account, network, servers, mac },
  };
}

describe("a second copy of the library", () => {
  let made: ReturnType<typeof everything>;

  beforeAll(async () => {
    const checkout = mkdtempSync(join(tmpdir(), "fleet-copy-"));
    cpSync(join(REPOSITORY, "constructs"), join(checkout, "constructs"), { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(checkout, "node_modules"));
    const copy: Library = await import(join(checkout, "constructs/index.ts"));
    expect(copy.Fleet).not.toBe(here.Fleet);
    made = everything(copy);
  }, 60_000);

  it("creates objects that this copy recognizes", () => {
    const { Tag, User } = here;
    const recognised = {
      app: here.FleetApp.isFleetApp(made.app),
      fleet: here.Fleet.isFleet(made.fleet),
      fleetOf: here.Fleet.of(made.nixos) === made.fleet,
      tag: Tag.isTag(made.tag) && Tag.isAnyTag(made.tag),
      user: User.isUser(made.user) && User.isAnyUser(made.user),
      key: here.VarsGenerator.isVarsGenerator(made.key),
      module: here.DendriticModule.isDendriticModule(made.module),
      external: here.ExternalModule.isExternalModule(made.external),
      machine: here.Machine.isMachine(made.nixos) && here.Machine.isMachine(made.darwin),
      nixos: here.NixosMachine.isNixosMachine(made.nixos),
      darwin: here.DarwinMachine.isDarwinMachine(made.darwin),
      element: here.FleetElement.isFleetElement(made.nixos),
      sshd: here.SshdService.isSshdService(made.sshd),
      access: here.EmergencyAccess.isEmergencyAccess(made.access),
      account: here.UserAccount.isUserAccount(made.account),
      network: here.ZerotierNetwork.isZerotierNetwork(made.network),
      services: made.fleet.services.every((one) => here.Service.isService(one)),
      servers: here.HetznerStack.isHetznerStack(made.servers),
      mac: here.WorkstationStack.isWorkstationStack(made.mac),
    };
    expect(Object.entries(recognised).filter(([, isRecognised]) => !isRecognised)).toEqual([]);
    expect(here.NixosMachine.isNixosMachine(made.darwin)).toBe(false);
    expect(here.Tag.isTag(made.user)).toBe(false);
  });

  it("gives the same files", () => {
    const texts = (app: here.FleetApp) =>
      renderedFiles(app).map(({ path, text }) => ({ path, text }));
    expect(texts(made.app)).toEqual(texts(everything(here).app));
  });
});
