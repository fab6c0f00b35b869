import type { Fleet } from "./fleet";
import { Machine, type MachineProps } from "./machine";
import { MetaReference } from "./meta-reference";
import type { Module } from "./module/module";
import { requireModules } from "./module/require-modules";
import type { Problem } from "./problem";
import { requireObjects } from "./require-objects";
import { User } from "./user";

export interface DarwinMachineProps extends MachineProps {
  /** The person whose session nix-darwin configures: `system.primaryUser`. */
  readonly primaryUser: User;
  /**
   * nix-darwin's state version when it was installed, 1 to 7: `system.stateVersion`. It stays what it is
   * when the machine is updated.
   */
  readonly stateVersion: number;
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

/** A Mac with Apple silicon that runs nix-darwin; clan-core supports no other Macs any more. */
export class DarwinMachine extends Machine {
  readonly machineClass = "darwin";
  readonly platform = "aarch64-darwin";
  readonly stateVersion: number;
  readonly primaryUser: User;
  readonly targetHost: string;
  readonly zerotierMemberId: string | undefined;
  readonly imports: readonly Module<"darwin">[];

  constructor(fleet: Fleet, name: string, props: DarwinMachineProps) {
    super(fleet, name, props);
    this.stateVersion = props.stateVersion;
    requireObjects(
      `primaryUser of machine ${name}: not a user`,
      [props.primaryUser],
      (value) => value instanceof User,
      "an object made with new User",
    );
    this.primaryUser = props.primaryUser;
    this.targetHost = props.targetHost ?? `${this.primaryUser.name}@${name}.${fleet.domain}`;
    this.zerotierMemberId = props.zerotierMemberId;
    this.imports = props.imports ?? [];
    requireModules(`imports of machine ${name}`, this.imports);
  }

  /** The member id for settings: it stands once in the generated tree and is referred to. */
  memberIdReference(): MetaReference {
    return new MetaReference(["machines", this.name, "zerotier", "memberId"]);
  }

  protected override *problems(): Iterable<Problem> {
    yield* super.problems();
    if (this.zerotierMemberId !== undefined && !/^[0-9a-f]{10}$/.test(this.zerotierMemberId)) {
      yield {
        what: "zerotier member id is malformed",
        value: this.zerotierMemberId,
        allowed: "ten hexadecimal digits in lower case",
        remedy: "copy the third word that `zerotier-cli info` prints",
      };
    }
    yield* this.twinProblems();
    if (!Number.isInteger(this.stateVersion) || this.stateVersion < 1 || this.stateVersion > 7) {
      yield {
        what: "state version is not one of nix-darwin",
        value: this.stateVersion,
        allowed: "1 to 7, a whole number",
        remedy: "use 7 for a machine that is new to nix-darwin",
      };
    }
  }

  private *twinProblems(): Iterable<Problem> {
    const { zerotierMemberId } = this;
    if (zerotierMemberId === undefined) return;
    const twin = this.fleet.machines.find(
      (other) =>
        other instanceof DarwinMachine &&
        other !== this &&
        other.zerotierMemberId === zerotierMemberId,
    );
    if (twin === undefined) return;
    yield {
      what: `zerotier member id is also that of ${twin.name}`,
      value: zerotierMemberId,
      allowed: "one id for each Mac: the network would take the two for one",
      remedy: "give each what `zerotier-cli info` prints there",
    };
  }
}
