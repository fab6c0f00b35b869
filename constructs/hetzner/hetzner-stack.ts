import { HcloudProvider } from "@cdktf/provider-hcloud/lib/provider";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import type { Construct } from "constructs";
import { DarwinMachine } from "../darwin-machine";
import type { NixosMachine } from "../nixos-machine";
import type { Problem } from "../problem";
import type { MachineOf } from "../service/machine-of";
import { FleetStack, type FleetStackProps } from "../terraform/fleet-stack";
import { addCheck, freeId } from "../validation";
import type { ApiToken } from "./api-token";
import { ClanInstall } from "./clan-install";
import { type BoundDeployKey, DeployKey } from "./deploy-key";
import { HetznerServer } from "./hetzner-server";

export interface HetznerStackProps extends FleetStackProps {
  /** The machines to rent servers for; each has a `server`. At least one. */
  readonly machines: readonly MachineOf<"nixos">[];
  /** Where the API token comes from. */
  readonly token: ApiToken;
  /** The ssh key of new servers. @default DeployKey.generated() */
  readonly deployKey?: DeployKey;
  /**
   * Folder of the flake that the machines are installed from, relative to the stack's folder; never empty.
   *
   * @default "../../.." - the folder that holds `terraform/stacks/<stack>`
   */
  readonly flake?: string;
}

/** The Terraform stack of one Hetzner Cloud project: a server and an install for each machine. */
export class HetznerStack extends FleetStack {
  /** The machines that it rents servers for. */
  readonly machines: readonly NixosMachine[];
  private readonly deployKey: BoundDeployKey;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HetznerStackProps,
  ) {
    super(scope, id, props);
    const { machines, deployKey = DeployKey.generated() } = props;
    this.machines = machines;
    const token = props.token.bind(this);
    new HcloudProvider(this, "hcloud", token === undefined ? {} : { token });
    new NullProvider(this, "null");
    this.deployKey = deployKey.bind(this, `${machines[0]?.name ?? id}-terraform-deploy`);
    for (const machine of machines) this.addMachine(machine);
    addCheck(this, () => props.token.problems());
    addCheck(this, () => deployKey.problems());
    addCheck(this, () => this.machineProblems());
    addCheck(this, () => this.flakeProblems());
  }

  private addMachine(machine: NixosMachine): void {
    const { server: spec } = machine;
    if (spec === undefined) return;
    const server = new HetznerServer(this, freeId(this, machine.name), {
      machineName: machine.name,
      spec,
      sshKeyId: this.deployKey.sshKeyId,
    });
    new ClanInstall(server, "install", {
      machineName: machine.name,
      server,
      deployKey: this.deployKey,
      flake: this.props.flake ?? "../../..",
      ...spec.install,
    });
  }

  private *machineProblems(): Iterable<Problem> {
    const { machines } = this.props;
    if (machines.length === 0) {
      yield {
        what: "stack has no machines",
        value: [],
        allowed: "at least one NixosMachine",
        remedy: "add a machine to `machines`, or remove the stack",
      };
    }
    for (const machine of machines.filter(({ server }) => server === undefined)) {
      yield {
        what: "machine of a Hetzner stack has no server",
        value: machine.name,
        allowed: "a machine with `server: { type, location }`",
        remedy:
          machine instanceof DarwinMachine
            ? "remove it from the stack's `machines`: a Mac has no server at Hetzner"
            : "give it a server, or remove it from the stack's `machines`",
      };
    }
    const stacks = this.node.root.node.findAll().filter((one) => one instanceof HetznerStack);
    for (const other of stacks.slice(0, stacks.indexOf(this))) {
      for (const machine of other.machines.filter((machine) => machines.includes(machine))) {
        yield {
          what: "machine is in two Hetzner stacks",
          value: machine.name,
          allowed: `one stack for each machine; ${other.node.path} has this one`,
          remedy: "remove it from the `machines` of one of the two",
        };
      }
    }
  }

  private *flakeProblems(): Iterable<Problem> {
    const { flake } = this.props;
    if (flake === undefined || !/^($|[/\\~]|[A-Za-z]:)/.test(flake)) return;
    yield {
      what: "folder of the flake is empty or absolute, so it holds on one machine only",
      value: flake,
      allowed: "a path relative to the stack's folder",
      remedy: 'leave it out, or give a path such as "../../.."',
    };
  }
}
