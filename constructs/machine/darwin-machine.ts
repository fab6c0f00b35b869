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
   * The user whose session nix-darwin configures: `system.primaryUser`.
   *
   * @default - none; options that apply to a session, such as Homebrew and `system.defaults`, require one
   */
  readonly primaryUser?: User;
  /**
   * The state version of nix-darwin at installation, such as 7: `system.stateVersion`. Do not change it when
   * you update the machine.
   */
  readonly stateVersion: number;
  /**
   * Serial number of the Mac, as in About This Mac. Only the Mac with this number is activated, whatever its
   * name is.
   *
   * @default - only a Mac with the name of the machine is activated
   */
  readonly serialNumber?: string;
  /**
   * Public host key of its sshd, from /etc/ssh/ssh_host_ed25519_key.pub. Recipes and remote activation then accept
   * only this key and keys that the user already trusts.
   *
   * @default - the key that clan generated, for a server of the SshdService; for other Macs the keys that the user
   * trusts
   */
  readonly hostKey?: string;
  /**
   * Whether nix-darwin manages Nix. `false` with Determinate Nix, which manages Nix itself:
   * `nix.enable = false`.
   *
   * @default true
   */
  readonly managesNix?: boolean;
  /**
   * The zerotier member id that `zerotier-cli info` prints on the Mac, ten hexadecimal digits. The controller
   * authorizes it. Clan already knows the ids of NixOS machines.
   *
   * @default - not yet known: the Mac is not authorized, and its activation prints the id
   */
  readonly zerotierMemberId?: string;
  /** Imported modules, without duplicates. @default - none */
  readonly imports?: readonly Module<"darwin">[];
  /** Options without a prop: `{ homebrew: { enable: true } }`. @default - none */
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

/** A Mac with Apple silicon that runs nix-darwin; clan-core no longer supports Intel Macs. */
export class DarwinMachine extends Machine {
  /** Whether a value is a Mac, also from another copy of this library. */
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
  /** Whether nix-darwin manages Nix. */
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

  /** A reference to the member id for settings; the generated tree defines it once. */
  memberIdReference(): MetaReference<string> {
    return new MetaReference(["machines", this.name, "zerotier", "memberId"]);
  }

  /** The imported modules, including added ones. */
  get imports(): readonly Module<"darwin">[] {
    return this.givenImports;
  }

  /**
   * Adds modules, for example in an aspect. A module that is already imported has no effect.
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
        remedy: "copy the third field that `zerotier-cli info` prints",
      };
    }
    if (this.serialNumber !== undefined && !/^[A-Z0-9]{8,14}$/.test(this.serialNumber)) {
      yield {
        code: "serial-number-invalid",
        summary: "serial number is malformed",
        value: this.serialNumber,
        allowed: "8 to 14 capital letters and digits",
        remedy: "copy it from About This Mac, without spaces",
      };
    }
    const hostKey = this.hostKey && publicKeyProblem(this.hostKey, { withOptions: false });
    if (hostKey) yield hostKey;
    yield* this.twinProblems();
    yield* darwinOptionProblems(this);
    if (!Number.isInteger(this.stateVersion) || this.stateVersion < 1) {
      yield {
        code: "state-version-invalid",
        summary: "state version is not a nix-darwin state version",
        value: this.stateVersion,
        allowed: `1 to ${LATEST_NIX_DARWIN}, a whole number`,
        remedy: `use ${LATEST_NIX_DARWIN} for a new nix-darwin machine`,
      };
    } else if (this.stateVersion > LATEST_NIX_DARWIN) {
      yield {
        code: "state-version-newer",
        summary: "state version is newer than the known nix-darwin state versions",
        value: this.stateVersion,
        allowed: `1 to ${LATEST_NIX_DARWIN}, or more with a newer nix-darwin in flake.lock`,
        remedy:
          "use the state version from the nix-darwin installation; accept the warning if it really is newer",
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
      summary: `duplicate zerotier member id, also used by ${first.name}`,
      value: zerotierMemberId,
      allowed: "a unique id for each Mac",
      remedy: "run `zerotier-cli info` on each Mac, and use the id that it prints",
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
