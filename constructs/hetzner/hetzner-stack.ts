import { HcloudProvider } from "@nix-fleet/provider-hcloud/lib/provider";
import { SshKey } from "@nix-fleet/provider-hcloud/lib/ssh-key";
import type { Construct, IConstruct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck, report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { FleetError } from "../diagnostics/fleet-error";
import { objectsIn } from "../diagnostics/objects";
import { shareSource } from "../diagnostics/source";
import { freeId } from "../fleet-element";
import { ClanInstall } from "../install/clan-install";
import { type BoundDeployKey, DeployKey } from "../install/deploy-key";
import { missingDiskProblems } from "../install/disk-missing";
import { flakeFolderProblems, isRelativePath } from "../install/install-problems";
import type { MachineOf } from "../inventory/machine-of";
import { DarwinMachine } from "../machine/darwin-machine";
import { Machine } from "../machine/machine";
import { NixosMachine } from "../machine/nixos-machine";
import { onceLocked } from "../once-locked";
import { anything, kind, required, text } from "../props/kinds";
import { propFindings, readProps, reportProps, shapeOf } from "../props/read-props";
import { FleetStack, type FleetStackProps, STACK_PROPS } from "../terraform/fleet-stack";
import { blocksOf } from "../terraform/json";
import { literal } from "../terraform/literal";
import { ApiToken, TOKEN } from "./api-token";
import { installSourceProblems } from "./firewall-sources";
import { HetznerServer } from "./hetzner-server";
import { forgottenAddresses, formerName, movedBlocks } from "./moved-blocks";
import { SERVER_PROPS } from "./server-props";
import { isComplete } from "./server-spec-complete";

export interface HetznerStackProps extends FleetStackProps {
  /** The machines with servers in this stack; each has a `server`. At least one. */
  readonly machines: readonly MachineOf<"nixos">[];
  /** Source of the API token. */
  readonly token: ApiToken;
  /** The ssh key of new servers. @default DeployKey.generated() */
  readonly deployKey?: DeployKey;
  /**
   * Folder of the flake for installations, relative to the stack's folder; not empty.
   *
   * @default "../../.." - the folder with `terraform/stacks/<stack>`
   */
  readonly flake?: string;
}

const PROPS = shapeOf<HetznerStackProps>("HetznerStack", {
  ...STACK_PROPS,
  machines: required(anything, []),
  token: required(TOKEN, ApiToken.fromEnvironment()),
  deployKey: kind("a DeployKey, such as DeployKey.generated()", DeployKey.isDeployKey),
  flake: text,
});

const HETZNER_STACK = Symbol.for("nix-fleet.HetznerStack");

/** The Terraform stack of one Hetzner Cloud project: a server and an install for each machine. */
export class HetznerStack extends FleetStack {
  /** Whether a value is a stack of servers, also from another copy of this library. */
  static isHetznerStack(value: unknown): value is HetznerStack {
    return hasBrand(value, HETZNER_STACK);
  }

  /** The machines with servers in this stack. */
  readonly machines: readonly NixosMachine[];
  /** Macs in `machines`. */
  private readonly macs: readonly DarwinMachine[];
  private readonly deployKey: BoundDeployKey;
  private readonly sshKey: SshKey;
  private readonly servers = new Map<NixosMachine, HetznerServer>();

  private readonly props: HetznerStackProps;

  constructor(scope: Construct, id: string, given: HetznerStackProps) {
    const props = readProps(PROPS, given);
    super(scope, id, props);
    reportProps(this, props);
    this.props = props;
    brand(this, HETZNER_STACK);
    const { deployKey = DeployKey.generated() } = props;
    const machines = objectsIn(
      this,
      "machines of stack",
      props.machines,
      Machine.isMachine,
      "new NixosMachine(…)",
    );
    this.machines = machines.filter(NixosMachine.isNixosMachine);
    this.macs = machines.filter(DarwinMachine.isDarwinMachine);
    const token = props.token.bind(this);
    new HcloudProvider(this, "hcloud", token === undefined ? {} : { token });
    this.deployKey = deployKey.bind(this);
    const [eldest] = this.machines;
    const owner = eldest === undefined ? id : formerName(eldest);
    const { name = `${owner}-terraform-deploy`, logicalId = "terraform" } = deployKey.props;
    const { publicKey } = this.deployKey;
    this.sshKey = new SshKey(this, "ssh-key", { name: literal(name), publicKey });
    this.sshKey.overrideLogicalId(logicalId);
    // Of two machines with the same name, which is reported, the first gets the server.
    const first = new Map(this.machines.toReversed().map((machine) => [machine.name, machine]));
    for (const machine of this.machines) {
      this.addMachine(machine, first.get(machine.name) === machine);
    }
    addCheck(this, () => props.token.problems());
    addCheck(this, () => this.machineProblems());
    addCheck(this, () => flakeFolderProblems(props.flake));
  }

  /**
   * The server of a machine, for references: `stack.server(cinnabar).ipv4Address` in a DNS record.
   *
   * @throws FleetError if the stack has no server for the machine
   */
  server(machine: MachineOf<"nixos">): HetznerServer {
    const server = this.servers.get(machine);
    if (server !== undefined) return server;
    const names = [...this.servers.keys()].map(({ name }) => name);
    throw new FleetError(
      [
        `stack ${this.node.id} has no server of machine ${machine.name}`,
        `  allowed: ${names.join(", ") || "none"}`,
        "  remedy: add the machine, with a complete `server`, to the stack's `machines`",
      ].join("\n"),
    );
  }

  /** Including `moved` and `removed` blocks. */
  override toTerraform(): Record<string, unknown> {
    const json = super.toTerraform();
    const moved = [...blocksOf(json.moved), ...movedBlocks(this.machines, this.movedFrom)];
    return { ...json, ...(moved.length > 0 && { moved }) };
  }

  protected override forgottenAddresses(): readonly string[] {
    return [...super.forgottenAddresses(), ...forgottenAddresses(this.machines, this.movedAway())];
  }

  /** The machines that other stacks take over, by its present or its former id. */
  private movedAway(): readonly NixosMachine[] {
    const moved = movedMachines(this.node.root);
    return [this.node.id, this.movedFrom]
      .flatMap((id = "") => moved.get(id) ?? [])
      .filter((machine) => !this.machines.includes(machine));
  }

  private addMachine(machine: NixosMachine, isFirst: boolean): void {
    if (machine.server === undefined) return;
    const spec = readProps(SERVER_PROPS, machine.server);
    for (const finding of propFindings(spec)) report(machine, finding);
    machine.rentedBy(this);
    if (!isComplete(machine, spec) || !isFirst || machine.retire !== undefined) {
      addCheck(machine, () => missingDiskProblems(machine));
      return;
    }
    const server = new HetznerServer(this, freeId(this, machine.name), {
      machineName: machine.name,
      nameAtHetzner: formerName(machine),
      spec,
      sshKeyId: this.sshKey.id,
    });
    this.servers.set(machine, server);
    shareSource(server, machine);
    const { firewall } = spec;
    if (firewall !== undefined) {
      addCheck(machine, () => installSourceProblems(machine.name, firewall));
    }
    const { flake } = this.props;
    new ClanInstall(server, "install", {
      machine,
      server: server.server,
      address: server.ipv4Address,
      created: server.created,
      deployKey: this.deployKey,
      ...(flake !== undefined && isRelativePath(flake) && { flake }),
      ...(firewall && { firewall }),
      ...spec.install,
    });
  }

  private *machineProblems(): Iterable<Finding> {
    const given: unknown = this.props.machines ?? [];
    if (Array.isArray(given) && given.length === 0) {
      yield {
        code: "stack-without-machines",
        summary: "stack has no machines",
        value: [],
        allowed: "at least one NixosMachine",
        remedy:
          "add a machine; before you remove a stack with servers in its state, apply it without machines",
      };
    }
    for (const { name } of this.machines.filter(({ server }) => server === undefined)) {
      yield withoutServer(
        name,
        "give it back its `server`: the next apply destroys one that its stack does not name any more",
      );
    }
    for (const { name } of this.macs) {
      yield withoutServer(
        name,
        "remove it from the stack's `machines`: a Mac has no server at Hetzner",
      );
    }
  }
}

function withoutServer(machine: string, remedy: string): Finding {
  return {
    code: "machine-without-server",
    summary: "machine of a Hetzner stack has no server",
    value: machine,
    allowed: "a machine with `server: { type, location }`",
    remedy,
  };
}

/** The machines that are moved from another stack, by the id of that stack. */
const movedMachines = onceLocked(
  (app: IConstruct): ReadonlyMap<string, readonly NixosMachine[]> => {
    const stacks = app.node.findAll().filter((one) => HetznerStack.isHetznerStack(one));
    const moved = new Map<string, NixosMachine[]>();
    for (const machine of stacks.flatMap(({ machines }) => machines)) {
      const from = machine.movedFrom?.stack;
      if (from !== undefined) moved.set(from, [...(moved.get(from) ?? []), machine]);
    }
    return moved;
  },
);
