import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectIn, objectsIn } from "../diagnostics/objects";
import type { Fleet } from "../fleet";
import { MetaReference } from "../meta-reference";
import { isModule, MODULES, type Module } from "../module/module";
import { onceLocked } from "../once-locked";
import { User } from "../user";
import { Machine, type MachineProps } from "./machine";

export interface DarwinMachineProps extends MachineProps {
  /**
   * The person whose session nix-darwin configures: `system.primaryUser`.
   *
   * @default - none; options that act on a session, such as Homebrew and `system.defaults`, need one
   */
  readonly primaryUser?: User;
  /**
   * nix-darwin's state version when it was installed, 1 to 7: `system.stateVersion`. It stays what it is
   * when the machine is updated.
   */
  readonly stateVersion: number;
  /**
   * Serial number of the Mac, as "About This Mac" shows it. Only the Mac with this number is activated as this
   * machine, whatever it is called.
   *
   * @default - the Mac's name decides: only one that is called like the machine is activated
   */
  readonly serialNumber?: string;
  /**
   * What `zerotier-cli info` prints on the Mac, ten hexadecimal digits: the controller lets it in. Clan
   * knows the ids of NixOS machines.
   *
   * @default - not yet known: the Mac asks to join, is not let in, and prints its id when it is activated
   */
  readonly zerotierMemberId?: string;
  /** The modules that it imports, each once. @default - none */
  readonly imports?: readonly Module<"darwin">[];
}

const DARWIN_MACHINE = Symbol.for("nix-fleet.DarwinMachine");

/** What a NixosMachine has and a Mac does not. A spread of shared props can bring it along. */
const NIXOS_ONLY = ["disk", "server", "platform"];

/** A Mac with Apple silicon that runs nix-darwin; clan-core supports no other Macs any more. */
export class DarwinMachine extends Machine {
  /** Whether a value is a Mac, of another copy of this library included. */
  static isDarwinMachine(value: unknown): value is DarwinMachine {
    return hasBrand(value, DARWIN_MACHINE);
  }

  readonly machineClass = "darwin";
  readonly platform = "aarch64-darwin";
  readonly stateVersion: number;
  readonly primaryUser: User | undefined;
  readonly targetHost: string | undefined;
  readonly serialNumber: string | undefined;
  readonly zerotierMemberId: string | undefined;
  readonly imports: readonly Module<"darwin">[];

  constructor(scope: Construct, id: string, props: DarwinMachineProps) {
    super(scope, id, props);
    brand(this, DARWIN_MACHINE);
    this.stateVersion = props.stateVersion;
    this.primaryUser =
      "primaryUser" in props
        ? objectIn(this, "primaryUser of machine", props.primaryUser, User.isUser, "new User(…)")
        : undefined;
    const { primaryUser, fleet } = this;
    this.targetHost =
      props.targetHost ?? (primaryUser && `${primaryUser.name}@${this.name}.${fleet.domain}`);
    this.serialNumber = props.serialNumber;
    this.zerotierMemberId = props.zerotierMemberId;
    this.imports = objectsIn(
      this,
      "imports of machine",
      props.imports,
      isModule<"darwin">,
      MODULES,
    );
    for (const prop of NIXOS_ONLY.filter((name) => name in props)) {
      report(this, {
        code: "prop-of-other-class",
        summary: "Mac has a prop that only a NixosMachine has, so it would be ignored",
        value: prop,
        allowed: "the props of DarwinMachine",
        remedy: `remove \`${prop}\`, or declare a NixosMachine`,
      });
    }
  }

  /** The member id for settings: it stands once in the generated tree and is referred to. */
  memberIdReference(): MetaReference {
    return new MetaReference(["machines", this.name, "zerotier", "memberId"]);
  }

  protected override *check(): Iterable<Finding> {
    yield* super.check();
    if (this.zerotierMemberId !== undefined && !/^[0-9a-f]{10}$/.test(this.zerotierMemberId)) {
      yield {
        code: "zerotier-member-id-invalid",
        summary: "zerotier member id is malformed",
        value: this.zerotierMemberId,
        allowed: "ten hexadecimal digits in lower case",
        remedy: "copy the third word that `zerotier-cli info` prints",
      };
    }
    if (this.serialNumber !== undefined && !/^[A-Z0-9]{8,14}$/.test(this.serialNumber)) {
      yield {
        code: "serial-number-invalid",
        summary: "serial number is malformed",
        value: this.serialNumber,
        allowed: "8 to 14 capital letters and digits",
        remedy: "copy what About This Mac shows, without spaces",
      };
    }
    yield* this.twinProblems();
    if (!Number.isInteger(this.stateVersion) || this.stateVersion < 1 || this.stateVersion > 7) {
      yield {
        code: "state-version-invalid",
        summary: "state version is not one of nix-darwin",
        value: this.stateVersion,
        allowed: "1 to 7, a whole number",
        remedy: "use 7 for a machine that is new to nix-darwin",
      };
    }
  }

  private *twinProblems(): Iterable<Finding> {
    const { zerotierMemberId } = this;
    if (zerotierMemberId === undefined) return;
    const first = firstMacByMemberId(this.fleet).get(zerotierMemberId);
    if (first === undefined || first === this) return;
    yield {
      code: "zerotier-member-id-shared",
      summary: `zerotier member id is also that of ${first.name}`,
      value: zerotierMemberId,
      allowed: "one id for each Mac: the network would take the two for one",
      remedy: "give each what `zerotier-cli info` prints there",
    };
  }
}

const firstMacByMemberId = onceLocked(
  (fleet: Fleet): ReadonlyMap<string | undefined, DarwinMachine> =>
    new Map(
      fleet.machines
        .filter(DarwinMachine.isDarwinMachine)
        .toReversed()
        .map((machine) => [machine.zerotierMemberId, machine]),
    ),
);
