import type { DarwinOptions, NixosOptions } from "@nix-fleet/nix-options";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck, report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectsIn } from "../diagnostics/objects";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "../fleet-element";
import { mergedSettings, type SettingConflict } from "../inventory/merged-settings";
import { inputProblems } from "../module/import-problems";
import type { Module } from "../module/module";
import { unlistedOn } from "../module/unlisted-modules";
import { type AnySettings, settingsOfOptions } from "../options/nix-value";
import { isOpaque, isSettings, settingAt } from "../options/setting-kinds";
import { optionProblems } from "../options/settings-problems";
import { requireUnlocked } from "../props/construct-arguments";
import { anything, flag, isRecord, kind, number, object, text, textOr } from "../props/kinds";
import { type KindsOf, readArgument } from "../props/read-props";
import { type AnyTag, Tag } from "../tag";
import { type GivenVars, givenVars } from "../vars/given-vars";
import { machineVarsProblems } from "../vars/machine-problems";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";
import { VARS_PROPS, type VarsProps } from "../vars/vars-props";
import { machineNameProblem } from "./machine-name";
import { FORMER_PLACE, type FormerPlace, RETIREMENT, type Retirement } from "./retirement";
import { parseSshAddress } from "./ssh-address";

/** What a machine runs; clan's `machineClass`. */
export type MachineClass = "nixos" | "darwin";

export interface MachineProps extends VarsProps, FleetElementProps {
  /** Purpose of the machine in one line. @default - none */
  readonly description?: string;
  /** Icon for clan's user interface: clan's `icon`. @default - none */
  readonly icon?: string;
  /** Time of the first installation, in seconds since 1970: clan's `installedAt`. @default - unknown */
  readonly installedAt?: number;
  /** The tags of the machine, without those that clan adds. @default - none */
  readonly tags?: readonly Tag[];
  /**
   * The ssh address for deployments with clan, `user@host:port?SSH_OPTION=VALUE&…`, with an IPv6 address in
   * brackets: clan's `deploy.targetHost`. With a jump host: `root@host?ProxyJump=user@gate`. Another user than root
   * has to become root with sudo.
   *
   * @default - NixOS: from clan's networks, such as zerotier; a Mac: its primary user at the name in its host
   * certificate, `<machine>.<domain of the fleet>`
   */
  readonly targetHost?: string;
  /**
   * The ssh address of the build host, in the same syntax: clan's `deploy.buildHost`.
   *
   * @default - on the machine itself
   */
  readonly buildHost?: string;
  /**
   * Whether clan forwards the ssh agent during a deployment: clan's `deploy.forwardAgent`.
   *
   * @default - the value of `clan.core.networking.forwardAgent`
   */
  readonly forwardAgent?: boolean;
  /**
   * The former name of the machine, or the former stack of its server. Terraform then moves its resources
   * instead of replacing them. At Hetzner, the server keeps its old name until `movedFrom` is removed.
   *
   * @default - none; the machine is new or was not moved
   */
  readonly movedFrom?: string | FormerPlace;
  /**
   * Retires the machine: the next apply destroys its server and the server's resources, or, with
   * `{ keep: true }`, only removes them from the state. Remove the machine from the fleet after this apply.
   *
   * @default - the machine is not retired
   */
  readonly retire?: Retirement;
  /** Options without a prop, or a Nix expression that evaluates to them. @default - none */
  readonly settings?: NixosOptions | DarwinOptions;
}

/** Props of machines of both classes. */
export const MACHINE_PROPS: KindsOf<MachineProps> = {
  ...ELEMENT_PROPS,
  ...VARS_PROPS,
  description: text,
  icon: text,
  installedAt: number,
  tags: anything,
  targetHost: text,
  buildHost: text,
  forwardAgent: flag,
  movedFrom: textOr(FORMER_PLACE),
  retire: RETIREMENT,
  settings: object,
};

/** Settings to merge into others; a single Nix expression cannot be merged. */
const SETTINGS = kind("a set of options", (value) => isRecord(value) && !isOpaque(value));

const MACHINE = Symbol.for("nix-fleet.Machine");

/** A machine of the fleet. Use {@link NixosMachine} or {@link DarwinMachine}. */
export abstract class Machine extends FleetElement {
  /** Whether a value is a machine, also from another copy of this library. */
  static isMachine(value: unknown): value is Machine {
    return hasBrand(value, MACHINE);
  }

  abstract readonly machineClass: MachineClass;
  /** Nix's name of the platform: `nixpkgs.hostPlatform`. */
  abstract readonly platform: string;
  /** The release that selects the defaults of stateful services: `system.stateVersion`. */
  abstract readonly stateVersion: string | number;
  /** The imported modules. */
  abstract readonly imports: readonly Module[];
  readonly description: string | undefined;
  readonly icon: string | undefined;
  readonly installedAt: number | undefined;
  private readonly givenTags: Tag[];
  private readonly tagSet: Set<AnyTag>;
  /** The ssh address for deployments; see {@link MachineProps.targetHost}. */
  abstract readonly targetHost: string | undefined;
  /** The ssh address of the build host; see {@link MachineProps.buildHost}. */
  readonly buildHost: string | undefined;
  /** Whether clan forwards the ssh agent. */
  readonly forwardAgent: boolean | undefined;
  /** Its former name and stack; see {@link MachineProps.movedFrom}. */
  readonly movedFrom: FormerPlace | undefined;
  /** Whether it is retired; see {@link MachineProps.retire}. */
  readonly retire: Retirement | undefined;
  private currentSettings: AnySettings;
  private readonly conflicts: SettingConflict[] = [];
  private readonly given: GivenVars;
  private readonly ofDisk: VarsGenerator[] = [];

  /** @param id - its name, unless `name` is given: a host name without dots, best in lower case */
  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, "machine", id, props);
    brand(this, MACHINE);
    this.description = props.description;
    this.icon = props.icon;
    this.installedAt = props.installedAt;
    this.givenTags = [...objectsIn(this, "tags of machine", props.tags, Tag.isTag, "new Tag(…)")];
    this.tagSet = new Set(this.givenTags);
    this.buildHost = props.buildHost;
    this.forwardAgent = props.forwardAgent;
    this.movedFrom =
      typeof props.movedFrom === "string" ? { name: props.movedFrom } : props.movedFrom;
    this.retire = props.retire;
    this.currentSettings = settingsOfOptions(props.settings);
    this.given = givenVars(this, props);
    requireUniqueName(this, "machine");
    addCheck(this, () => this.check());
  }

  /** The tags of the machine, without those that clan adds. */
  get tags(): readonly Tag[] {
    return this.givenTags;
  }

  /** The settings, including added ones. */
  get settings(): AnySettings {
    return this.currentSettings;
  }

  /**
   * Adds tags, for example in an aspect. A tag that it already has is ignored.
   *
   * @throws FleetError once the fleet is being validated
   */
  addTags(...tags: readonly Tag[]): void {
    requireUnlocked(this, "addTags");
    for (const tag of objectsIn(this, "tags of machine", tags, Tag.isTag, "new Tag(…)")) {
      if (this.tagSet.has(tag)) continue;
      this.tagSet.add(tag);
      this.givenTags.push(tag);
    }
  }

  /**
   * Adds settings, for example in an aspect. Attribute sets are merged and lists concatenated; conflicting
   * values of an option are an error.
   *
   * @throws FleetError once the fleet is being validated
   */
  addSettings(settings: NixosOptions | DarwinOptions): void {
    requireUnlocked(this, "addSettings");
    const read = readArgument(
      this,
      "addSettings",
      "settings",
      SETTINGS,
      settingsOfOptions(settings),
    );
    if (read === undefined || !isSettings(read)) return;
    const current = this.currentSettings;
    if (!isSettings(current)) {
      report(this, {
        code: "machine-settings-closed",
        summary: "cannot add settings: the machine's settings are a single Nix expression",
        value: Object.keys(read),
        allowed: "additions to settings that are an attribute set of options",
        remedy:
          "write the machine's settings as an object, with Nix expressions only as values of options",
      });
      return;
    }
    const merged = mergedSettings([current, read]);
    this.currentSettings = merged.settings;
    this.conflicts.push(...merged.conflicts);
  }

  /** The generators in its props; see {@link generators}. */
  get vars(): readonly VarsGenerator[] {
    return this.given.vars;
  }

  /** The secrets in its props. */
  get secrets(): readonly SopsSecret[] {
    return this.given.secrets;
  }

  /** All generators of the machine itself: those in its props, those of its disk, and those declared below it. */
  get generators(): readonly VarsGenerator[] {
    return [...this.vars, ...this.ofDisk, ...this.fleet.generatorsBelow(this)];
  }

  /** Called by the encryption of its disk. */
  encryptedBy(...generators: readonly VarsGenerator[]): void {
    this.ofDisk.push(...generators);
  }

  /** Whether it has a tag, including clan's own tags. */
  hasTag(tag: AnyTag): boolean {
    if (Tag.isPredefinedTag(tag)) return tag.name === "all" || tag.name === this.machineClass;
    return this.tagSet.has(tag);
  }

  protected *check(): Iterable<Finding> {
    const name = machineNameProblem(this.name);
    if (name !== undefined) yield name;
    const seen = new Set<Tag>();
    for (const tag of new Set(this.tags.filter((tag) => seen.size === seen.add(tag).size))) {
      yield {
        code: "machine-tag-repeated",
        summary: "machine has a duplicate tag",
        value: tag.name,
        allowed: "each tag once",
        remedy: "remove the duplicate from `tags`",
      };
    }
    for (const [prop, address] of Object.entries({
      targetHost: this.targetHost,
      buildHost: this.buildHost,
    })) {
      if (address === undefined || parseSshAddress(address) !== undefined) continue;
      yield {
        code: "ssh-address-invalid",
        summary: `${prop} is not an ssh address`,
        value: address,
        allowed:
          "host, user@host or user@host:port with IPv6 addresses in brackets, and optionally ?SSH_OPTION=VALUE&…",
        remedy: "write it as for ssh, with options such as root@host?ProxyJump=gate",
      };
    }
    for (const { path, values } of this.conflicts) {
      yield {
        code: "setting-conflict",
        summary: `setting ${path} has conflicting values in props and addSettings`,
        value: values,
        allowed: "the same value in all places",
        remedy: "set it in one place, or override it with nix.apply('lib.mkForce', value)",
      };
    }
    yield* this.identityProblems();
    yield* this.formerNameProblems();
    yield* inputProblems(this.imports, this.fleet);
    yield* optionProblems(this.settings, {
      at: ["settings"],
      fleet: this.fleet,
      moduleClass: this.machineClass,
      unlisted: () => unlistedOn(this),
    });
    yield* machineVarsProblems(this);
  }

  /** Terraform would treat the two moves as a chain or a cycle. */
  private *formerNameProblems(): Iterable<Finding> {
    const former = this.movedFrom?.name;
    if (former === undefined || this.fleet.firstNamed("machine", former) === undefined) return;
    yield {
      code: "moved-from-present",
      summary: "movedFrom is the name of another machine in the fleet",
      value: former,
      allowed: "the former name of this machine, which no machine has now",
      remedy: `first rename ${former} and apply, or correct movedFrom of ${this.name}`,
    };
  }

  /** Options of props that the settings override. */
  private *identityProblems(): Iterable<Finding> {
    const { settings, name, platform, stateVersion } = this;
    for (const [prop, path, own] of [
      ["name", ["networking", "hostName"], name],
      ["platform", ["nixpkgs", "hostPlatform"], platform],
      ["stateVersion", ["system", "stateVersion"], stateVersion],
    ] as const) {
      const value = settingAt(settings, path);
      if (value === undefined || isOpaque(value) || value === own) continue;
      yield {
        code: "machine-prop-overridden",
        summary: `settings override ${path.join(".")}, which the prop \`${prop}\` sets`,
        value,
        allowed: String(own),
        remedy: `remove it from \`settings\`, or correct \`${prop}\``,
      };
    }
  }
}
