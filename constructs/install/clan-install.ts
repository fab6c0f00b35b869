import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { accessProblems } from "../access/access-problems";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import { DiskEncryption } from "../disk/disk-encryption";
import type { MachineOf } from "../inventory/machine-of";
import { NixosMachine } from "../machine/nixos-machine";
import type { ProviderFirewall } from "../machine/provider-firewall";
import { idText, requireScope } from "../props/construct-arguments";
import { isRecord, kind, number, object, required, text } from "../props/kinds";
import { readProps, reportProps, shapeOf } from "../props/read-props";
import { ensureProvider } from "../terraform/ensure-provider";
import { expression } from "../terraform/expression";
import { hclText } from "../terraform/hcl";
import { setLifecycle } from "../terraform/lifecycle";
import { literal } from "../terraform/literal";
import { scriptLocal } from "../terraform/script-local";
import { omitFromTerranix, overrideForTerranix } from "../terraform/terranix-view";
import { CLAN_INSTALL_SCRIPT } from "./clan-install-script";
import type { BoundDeployKey } from "./deploy-key";
import { missingDiskProblems } from "./disk-missing";
import { installProblems } from "./install-problems";
import { INSTALL_PROPS, type InstallSpec } from "./install-spec";

export interface ClanInstallProps extends InstallSpec {
  /** The machine to install. */
  readonly machine: MachineOf<"nixos">;
  /**
   * The server: the resource that creates it, from any provider. For a machine that Terraform does not create,
   * such as one at home: a string that identifies the machine permanently, such as its serial number; it is
   * installed only if it runs the NixOS installer.
   */
  readonly server: TerraformResource | string;
  /** Address or host name for ssh: a string, or a reference such as `instance.getStringAttribute("main_ip")`. */
  readonly address: string;
  /** Port for ssh until NixOS is installed. @default 22 */
  readonly port?: number;
  /** The key that root's account accepts until NixOS is installed: `DeployKey.generated().bind(stack)`. */
  readonly deployKey: BoundDeployKey;
  /**
   * Terraform expression, without `${` and `}`, that is true if Terraform created the server and false if it was
   * imported. It tests an attribute that the provider sets only on creation, such as
   * `length(vultr_instance.jitsi.ssh_key_ids) > 0`. If it is false, the install replaces only the NixOS installer.
   *
   * @default - true with a generated deploy key, since only servers that Terraform created accept it; otherwise false
   */
  readonly created?: string;
  /** The provider's firewall in front of the server; checks verify that it allows ssh. @default - none */
  readonly firewall?: ProviderFirewall;
  /**
   * Folder of the flake, relative to the stack's folder.
   *
   * @default "../../.." - the folder that holds `terraform/stacks/<stack>`
   */
  readonly flake?: string;
}

/** A slow connection needs an hour for the packages of a large machine. */
const DEFAULT_LIMIT_MINUTES = 180;

const PROPS = shapeOf<ClanInstallProps>("ClanInstall", {
  ...INSTALL_PROPS,
  machine: required(kind("a NixosMachine", NixosMachine.isNixosMachine), undefined),
  server: required(
    kind("a Terraform resource, or a string that identifies the machine", isServer),
    undefined,
  ),
  address: required(text, "unnamed"),
  port: number,
  deployKey: required(
    kind("a deploy key in a stack, such as DeployKey.generated().bind(stack)", isBoundDeployKey),
    undefined,
  ),
  firewall: object,
  flake: text,
  created: text,
});

const CLAN_INSTALL = Symbol.for("nix-fleet.ClanInstall");

/**
 * Runs `clan machines install`, which erases the server's disks, once for each server: when it is created,
 * replaced, or recreated after it was deleted outside Terraform. It does not change a running NixOS machine,
 * and the takeover of an existing state does not run it.
 */
export class ClanInstall extends Construct {
  /** Whether a value is an install, of another copy of this library included. */
  static isClanInstall(value: unknown): value is ClanInstall {
    return hasBrand(value, CLAN_INSTALL);
  }

  /** The machine that it installs. */
  readonly machine!: MachineOf<"nixos">;
  /** The resource that runs the install; conditions on the install are preconditions of its `lifecycle`. */
  readonly resource!: Resource;

  constructor(scope: Construct, id: string, given: ClanInstallProps) {
    requireScope(scope, "install", id);
    super(scope, idText(id));
    brand(this, CLAN_INSTALL);
    const props = readProps(PROPS, given);
    reportProps(this, props);
    const { machine, server, deployKey } = props;
    // Without one of them there is nothing to install.
    if (machine === undefined || server === undefined || deployKey === undefined) return;
    this.machine = machine;
    ensureProvider(this, NullProvider, "null");
    this.resource = new Resource(this, "install", {
      provisioners: [
        {
          type: "local-exec",
          command: scriptLocal(this, "install_nixos_script", CLAN_INSTALL_SCRIPT),
          environment: environment(props),
        },
      ],
    });
    this.resource.overrideLogicalId(props.logicalId ?? `install-${machine.name}`);
    setLifecycle(this.resource, this.guards(machine.name, server), props.lifecycle);
    overrideForTerranix(this.resource, {
      provisioner: [{ "local-exec": { command: terranixCommand(props) } }],
    });
    addCheck(this, () => installProblems(props));
    addCheck(machine, () => missingDiskProblems(machine));
    addCheck(machine, () =>
      accessProblems(machine, {
        firewall: props.firewall,
        unlockPort: DiskEncryption.of(machine)?.port,
      }),
    );
  }

  /**
   * Terraform replaces the install when the id of the server changes. If the server was deleted outside
   * Terraform, Terraform only creates a new one, which triggers nothing; so a `terraform_data` also stores the
   * id and changes then. Unlike `triggers`, neither replaces the install of an existing state that lacks them.
   * Existing triggers in a state are ignored, since a change of them would run the install again.
   */
  private guards(machineName: string, server: TerraformResource | string) {
    const serverId = new TerraformResource(this, "server-id", {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
    serverId.overrideLogicalId(`server-${machineName}`);
    serverId.addOverride("input", idOf(server));
    omitFromTerranix(serverId);
    const triggers = [`terraform_data.${serverId.friendlyUniqueId}`];
    return {
      ignoreChanges: ["triggers"],
      replaceTriggeredBy: isMade(server) ? [`${addressOf(server)}.id`, ...triggers] : triggers,
    };
  }
}

function isServer(value: unknown): boolean {
  return typeof value === "string" || TerraformResource.isTerraformResource(value);
}

function isBoundDeployKey(value: unknown): boolean {
  return isRecord(value) && typeof value.identityFile === "string";
}

/** Whether Terraform creates the server. */
function isMade(server: TerraformResource | string): server is TerraformResource {
  return typeof server !== "string";
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

function idOf(server: TerraformResource | string): string {
  return isMade(server) ? expression(`${addressOf(server)}.id`) : literal(server);
}

/** A server given as a string was not created by Terraform; a failing expression counts as false. */
function madeByTerraform({ server, created, deployKey }: ClanInstallProps): string {
  if (!isMade(server)) return "false";
  if (created !== undefined) return expression(`try(${created}, false)`);
  return String(deployKey.isGenerated ?? false);
}

function environment(props: ClanInstallProps): Record<string, string> {
  return {
    MACHINE: literal(props.machine.name),
    ADDRESS: literal(props.address),
    PORT: String(props.port ?? 22),
    IDENTITY_FILE: expression(`abspath(${props.deployKey.identityFile})`),
    MADE_BY_TERRAFORM: madeByTerraform(props),
    OVERWRITE: String(props.overwrite ?? false),
    ERASE_NIXOS: literal(props.eraseNixos ?? ""),
    LIMIT_MINUTES: String(props.limitMinutes ?? DEFAULT_LIMIT_MINUTES),
    CLAN_DIR: expression(`abspath("\${path.module}/${hclText(props.flake ?? "../../..")}")`),
  };
}

/** The one-line command of a hand-written terranix module. */
function terranixCommand({ machine, address, port = 22, deployKey }: ClanInstallProps): string {
  return [
    `clan machines install ${literal(machine.name)}`,
    "--update-hardware-config nixos-facter",
    `--target-host root@${literal(address)}${port === 22 ? "" : `:${port}`}`,
    `-i ${deployKey.identityWord}`,
    "--yes",
  ].join(" ");
}
