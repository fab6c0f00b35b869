import type { DarwinOptions } from "@nix-fleet/nix-options";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { objectIn, objectsIn } from "../diagnostics/objects";
import type { Fleet } from "../fleet";
import { MetaReference } from "../meta-reference";
import { isModule, MODULES, type Module } from "../module/module";
import { onceLocked } from "../once-locked";
import { requireUnlocked } from "../props/construct-arguments";
import { anything, flag, number, required, text } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import { publicKeyProblem } from "../ssh-public-key";
import { User } from "../user";
import { darwinOptionProblems } from "./darwin-options";
import { MACHINE_PROPS, Machine, type MachineProps } from "./machine";
import { LATEST_NIX_DARWIN } from "./releases";

export interface DarwinMachineProps extends MachineProps {
  /**
   * The person whose session nix-darwin configures: `system.primaryUser`.
   *
   * @default - none; options that act on a session, such as Homebrew and `system.defaults`, need one
   */
  readonly primaryUser?: User;
  /**
   * nix-darwin's state version when it was installed, such as 7: `system.stateVersion`. It stays what it is
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
   * Public host key of its sshd, as /etc/ssh/ssh_host_ed25519_key.pub has it. Recipes and an activation from afar
   * then take no other, but for those that the user trusts already.
   *
   * @default - the one that clan made for a server of the SshdService; for other Macs those that the user trusts
   */
  readonly hostKey?: string;
  /**
   * Whether nix-darwin manages Nix itself. `false` with Determinate Nix, which manages its own:
   * `nix.enable = false`.
   *
   * @default true
   */
  readonly managesNix?: boolean;
  /**
   * What `zerotier-cli info` prints on the Mac, ten hexadecimal digits: the controller lets it in. Clan
   * knows the ids of NixOS machines.
   *
   * @default - not yet known: the Mac asks to join, is not let in, and prints its id when it is activated
   */
  readonly zerotierMemberId?: string;
  /** The modules that it imports, each once. @default - none */
  readonly imports?: readonly Module<"darwin">[];
  /** Any options, for what has no prop: `{ homebrew: { enable: true } }`. @default - none */
  readonly settings?: DarwinOptions;
}

const DARWIN_MACHINE = Symbol.for("nix-fleet.DarwinMachine");

const PROPS = shapeOf<DarwinMachineProps>("DarwinMachine", {
  ...MACHINE_PROPS,
  primaryUser: anything,
  stateVersion: required(number, 6),
  managesNix: flag,
  serialNumber: text,
  hostKey: text,
  zerotierMemberId: text,
  imports: anything,
});

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
  readonly hostKey: string | undefined;
  readonly zerotierMemberId: string | undefined;
  /** Whether nix-darwin manages Nix itself. */
  readonly managesNix: boolean;
  private readonly givenImports: Module<"darwin">[];

  constructor(scope: Construct, id: string, given: DarwinMachineProps) {
    const props = readProps(PROPS, given);
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
    this.hostKey = props.hostKey;
    this.zerotierMemberId = props.zerotierMemberId;
    this.managesNix = props.managesNix ?? true;
    this.givenImports = [
      ...objectsIn(this, "imports of machine", props.imports, isModule<"darwin">, MODULES),
    ];
  }

  /** The member id for settings: it stands once in the generated tree and is referred to. */
  memberIdReference(): MetaReference<string> {
    return new MetaReference(["machines", this.name, "zerotier", "memberId"]);
  }

  /** The modules that it imports, those that were added included. */
  get imports(): readonly Module<"darwin">[] {
    return this.givenImports;
  }

  /**
   * Adds modules, as an aspect does; one that it imports already changes nothing.
   *
   * @throws FleetError once the fleet is being validated
   */
  addImports(...modules: readonly Module<"darwin">[]): void {
    requireUnlocked(this, "addImports");
    const right = objectsIn(this, "imports of machine", modules, isModule<"darwin">, MODULES);
    this.givenImports.push(...right.filter((module) => !this.givenImports.includes(module)));
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
    const hostKey = this.hostKey && publicKeyProblem(this.hostKey, { withOptions: false });
    if (hostKey) yield hostKey;
    yield* this.twinProblems();
    yield* darwinOptionProblems(this);
    if (!Number.isInteger(this.stateVersion) || this.stateVersion < 1) {
      yield {
        code: "state-version-invalid",
        summary: "state version is not one of nix-darwin",
        value: this.stateVersion,
        allowed: `1 to ${LATEST_NIX_DARWIN}, a whole number`,
        remedy: `use ${LATEST_NIX_DARWIN} for a machine that is new to nix-darwin`,
      };
    } else if (this.stateVersion > LATEST_NIX_DARWIN) {
      yield {
        code: "state-version-newer",
        summary: "state version is newer than those of nix-darwin that are known here",
        value: this.stateVersion,
        allowed: `1 to ${LATEST_NIX_DARWIN}, or more with a newer nix-darwin in flake.lock`,
        remedy: "give what nix-darwin was installed with; accept the warning if it is newer",
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
