import { TerraformOutput, TerraformProvider, TerraformResource } from "cdktf";
import { describe, expect, it } from "vitest";
import {
  ClanInstall,
  type ClanInstallProps,
  DeployKey,
  Disk,
  Fleet,
  FleetStack,
  NixosMachine,
} from "../../../constructs";
import { CLAN_INSTALL_SCRIPT } from "../../../constructs/install/clan-install-script";
import { issuesOf } from "../../support/diagnostics";
import { oneMachine, testApp } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

class Vultr extends TerraformProvider {
  constructor(stack: FleetStack) {
    super(stack, "vultr", {
      terraformResourceType: "vultr",
      terraformProviderSource: "vultr/vultr",
      terraformGeneratorMetadata: { providerName: "vultr", providerVersion: "2.26.0" },
    });
  }
}

const disk = Disk.plain({ filesystem: "ext4", device: "/dev/vda" });

/** A machine in a separate stack, installed with these props. */
function installed(props: (stack: FleetStack) => Partial<ClanInstallProps> = () => ({})) {
  const app = testApp();
  const settings = { stateVersion: "25.11", disk };
  const machine = new NixosMachine(new Fleet(app, "infra"), "jitsi", settings);
  const stack = new FleetStack(app, "elsewhere");
  new ClanInstall(stack, "install", {
    machine,
    server: "SN-4711",
    address: "192.0.2.7",
    deployKey: DeployKey.generated().bind(stack),
    ...props(stack),
  });
  return { app, stack };
}

/** An instance of a provider that has no package. */
function instance(stack: FleetStack): TerraformResource {
  new Vultr(stack);
  const resource = new TerraformResource(stack, "jitsi", {
    terraformResourceType: "vultr_instance",
    terraformGeneratorMetadata: { providerName: "vultr" },
  });
  resource.addOverride("plan", "vc2-2c-4gb");
  return resource;
}

/** The resources of a stack. */
function resourcesOf(stack: FleetStack) {
  const { resource } = JSON.parse(JSON.stringify(stack.toTerraform()));
  return {
    install: resource.null_resource["install-jitsi"],
    id: resource.terraform_data["server-jitsi"].input,
    environment: resource.null_resource["install-jitsi"].provisioner[0]["local-exec"].environment,
  };
}

describe("the script of an installation", () => {
  it("is once in a stack that installs two machines, and not in terranix's JSON", () => {
    const { app, stack } = installed();
    const props = { stateVersion: "25.11", disk };
    const machine = new NixosMachine(app.fleets[0] as Fleet, "mail", props);
    new ClanInstall(stack, "install-mail", {
      machine,
      server: "SN-4712",
      address: "192.0.2.8",
      deployKey: DeployKey.existing({
        publicKey:
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC",
        privateKeyPath: "~/.ssh/deploy",
      }).bind(stack),
    });
    const { locals, resource } = JSON.parse(JSON.stringify(stack.toTerraform()));
    expect(Object.keys(locals)).toEqual(["install_nixos_script"]);
    expect(locals.install_nixos_script).toBe(CLAN_INSTALL_SCRIPT);
    for (const name of ["install-jitsi", "install-mail"]) {
      const { command } = resource.null_resource[name].provisioner[0]["local-exec"];
      expect(command).toBe("${local.install_nixos_script}");
    }
    expect(stack.toTerranix()).not.toHaveProperty("locals");
  });
});

describe("an installation outside Hetzner", () => {
  it("installs each server of another provider, like a Hetzner stack", () => {
    const { app, stack } = installed((own) => {
      const server = instance(own);
      return { server, address: server.getStringAttribute("main_ip") };
    });
    expect(issuesOf(app)).toEqual([]);
    const { install, id, environment } = resourcesOf(stack);
    expect(id).toBe("${vultr_instance.jitsi.id}");
    expect(install.lifecycle.replace_triggered_by).toEqual([
      "vultr_instance.jitsi.id",
      "terraform_data.server-jitsi",
    ]);
    expect(environment).toMatchObject({
      ADDRESS: "${vultr_instance.jitsi.main_ip}",
      MACHINE: "jitsi",
      MADE_BY_TERRAFORM: "true",
      OVERWRITE: "false",
    });
  });

  it("erases a server of another provider only if Terraform provably created it", () => {
    const made = (props: Partial<ClanInstallProps>) => {
      const { stack } = installed((own) => ({ server: instance(own), ...props }));
      return resourcesOf(stack).environment.MADE_BY_TERRAFORM;
    };
    const deployKey = { publicKey: "", identityFile: '"key"', identityWord: "key" };
    expect(made({})).toBe("true");
    expect(made({ deployKey })).toBe("false");
    const created = "length(vultr_instance.jitsi.ssh_key_ids) > 0";
    expect(made({ deployKey, created })).toBe(`\${try(${created}, false)}`);
  });

  it("installs a machine at home once, and again if another machine replaces it", () => {
    const { app, stack } = installed();
    expect(issuesOf(app)).toEqual([]);
    const { install, id, environment } = resourcesOf(stack);
    expect(id).toBe("SN-4711");
    expect(install.lifecycle.replace_triggered_by).toEqual(["terraform_data.server-jitsi"]);
    expect(environment).toMatchObject({ ADDRESS: "192.0.2.7", MADE_BY_TERRAFORM: "false" });
  });

  it.each(["2001:db8::1", "nas.example.org", "nas"])("accepts the address %s", (address) => {
    expect(issuesOf(installed(() => ({ address, port: 2222 })).app)).toEqual([]);
  });

  it("shares the providers of the stack with another installation", () => {
    const { app, stack } = installed();
    const [fleet] = app.fleets;
    const machine = new NixosMachine(fleet as Fleet, "nas", { stateVersion: "25.11", disk });
    const deployKey = { publicKey: "", identityFile: '"key"', identityWord: "key" };
    const address = "192.0.2.8";
    new ClanInstall(stack, "second", { machine, server: "SN-2", address, deployKey });
    expect(issuesOf(app)).toEqual([]);
  });
});

describe("the server of a machine", () => {
  it("is found by its machine", () => {
    const { stack, machine } = oneMachine();
    const server = stack.server(machine);
    const value = [server.ipv4Address, server.ipv6Address, server.id];
    new TerraformOutput(stack, "server", { value });
    expect(stack.toTerraform().output).toMatchObject({
      server: {
        value: [
          "${hcloud_server.cinnabar.ipv4_address}",
          "${hcloud_server.cinnabar.ipv6_address}",
          "${hcloud_server.cinnabar.id}",
        ],
      },
    });
  });

  it("is refused with its name if the stack has no server", () => {
    const { stack, fleet } = oneMachine();
    const other = new NixosMachine(fleet, "verdigris", { stateVersion: "25.11" });
    expect(() => stack.server(other)).toThrow(
      /stack hetzner has no server of machine verdigris\n {2}allowed: cinnabar\n {2}remedy: add/,
    );
  });
});

describeWrongFleets("an installation", [
  ...["", "root@192.0.2.1", "[2001:db8::1]", "192.0.2.1 -o ProxyCommand=x"].map((address) => ({
    mistake: `the address "${address}"`,
    declare: () => installed(() => ({ address })),
    path: "elsewhere/install",
    code: "install-address-invalid",
    says: [`"${address}"`, "without brackets", "the user is always root"],
  })),
  ...[0, 70000, 2.5].map((port) => ({
    mistake: `the port ${port}`,
    declare: () => installed(() => ({ port })),
    path: "elsewhere/install",
    code: "install-port-invalid",
    says: [`port of the installation is invalid: ${port}`, "from 1 to 65535", "leave it out"],
  })),
  {
    mistake: "a server without a name",
    declare: () => installed(() => ({ server: "" })),
    path: "elsewhere/install",
    code: "install-server-empty",
    says: ['server of the installation is empty: ""', "serial number", "installed again"],
  },
  ...[
    { fileName: "/home/ada/key", says: ['"/home/ada/key"', "relative", ".terraform-deploy-key"] },
    { filePermission: "0644", says: ['"0644"', "end in 00", '"0600"'] },
  ].map(({ says, ...key }) => ({
    mistake: `the key file ${JSON.stringify(key)}`,
    declare: () => oneMachine(undefined, { deployKey: DeployKey.generated(key) }),
    path: "hetzner",
    code: "deploy-key-file-invalid",
    says,
  })),
]);
