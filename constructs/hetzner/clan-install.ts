import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { object, required, text } from "../props/kinds";
import { readProps, reportProps, shapeOf } from "../props/read-props";
import { expression } from "../terraform/expression";
import { hclText } from "../terraform/hcl";
import { setLifecycle } from "../terraform/lifecycle";
import { literal } from "../terraform/literal";
import { omitFromTerranix, overrideForTerranix } from "../terraform/terranix-view";
import { CLAN_INSTALL_SCRIPT } from "./clan-install-script";
import type { BoundDeployKey } from "./deploy-key";
import type { HetznerServer } from "./hetzner-server";
import { INSTALL_PROPS } from "./server-props";
import type { InstallSpec } from "./server-spec";

export interface ClanInstallProps extends InstallSpec {
  /** Name of the machine in the clan's inventory. */
  readonly machineName: string;
  readonly server: HetznerServer;
  readonly deployKey: BoundDeployKey;
  /** Folder of the flake, relative to the stack's folder. */
  readonly flake: string;
}

const PROPS = shapeOf<ClanInstallProps>("ClanInstall", {
  ...INSTALL_PROPS,
  machineName: required(text, "unnamed"),
  server: required(object, undefined),
  deployKey: required(object, undefined),
  flake: required(text, "../../.."),
});

/**
 * Runs `clan machines install`, which erases the server's disks, once for each server: when it is
 * created, replaced, or created again after it vanished. It leaves a living NixOS machine alone, and
 * taking over an existing state does not run it.
 */
export class ClanInstall extends Construct {
  constructor(scope: Construct, id: string, given: ClanInstallProps) {
    super(scope, id);
    const props = readProps(PROPS, given);
    reportProps(this, props);
    // Without either there is nothing to install.
    if (props.server === undefined || props.deployKey === undefined) return;
    const { machineName, server } = props;
    const install = new Resource(this, "install", {
      provisioners: [
        { type: "local-exec", command: CLAN_INSTALL_SCRIPT, environment: environment(props) },
      ],
    });
    install.overrideLogicalId(props.logicalId ?? `install-${machineName}`);
    setLifecycle(install, this.afterEachServer(machineName, server), props.lifecycle);
    overrideForTerranix(install, {
      provisioner: [{ "local-exec": { command: terranixCommand(props) } }],
    });
  }

  /**
   * Terraform replaces the install when the id of the server changes. Of a server that vanished it only
   * creates a new one, which triggers nothing; so the id is also kept in a `terraform_data`, which then
   * changes. Unlike `triggers`, neither replaces the install of a state that does not have them yet.
   */
  private afterEachServer(machineName: string, { server }: HetznerServer) {
    const serverId = new TerraformResource(this, "server-id", {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
    serverId.overrideLogicalId(`server-${machineName}`);
    serverId.addOverride("input", server.id);
    omitFromTerranix(serverId);
    return {
      replaceTriggeredBy: [
        `hcloud_server.${server.friendlyUniqueId}.id`,
        `terraform_data.${serverId.friendlyUniqueId}`,
      ],
    };
  }
}

function environment(props: ClanInstallProps): Record<string, string> {
  return {
    MACHINE: literal(props.machineName),
    ADDRESS: props.server.server.ipv4Address,
    IDENTITY_FILE: expression(`abspath(${props.deployKey.identityFile})`),
    OVERWRITE: String(props.overwrite ?? false),
    CLAN_DIR: expression(`abspath("\${path.module}/${hclText(props.flake)}")`),
  };
}

/** The one-line command of a hand-written terranix module. */
function terranixCommand({ machineName, server, deployKey }: ClanInstallProps): string {
  const { ipv4Address } = server.server;
  return [
    `clan machines install ${literal(machineName)}`,
    "--update-hardware-config nixos-facter",
    `--target-host root@${ipv4Address}`,
    `-i ${deployKey.identityWord}`,
    "--yes",
  ].join(" ");
}
