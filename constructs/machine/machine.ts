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
  /** One line on what the machine is for. @default - none */
  readonly description?: string;
  /** Icon for clan's user interface: clan's `icon`. @default - none */
  readonly icon?: string;
  /** When it was first installed, in seconds since 1970: clan's `installedAt`. @default - not known */
  readonly installedAt?: number;
  /** The tags that it carries, beside those that clan adds. @default - none */
  readonly tags?: readonly Tag[];
  /**
   * Where clan's command line reaches it, `user@host:port?SSH_OPTION=VALUE&…`, an IPv6 address in brackets:
   * clan's `deploy.targetHost`. A jump host is `root@host?ProxyJump=user@gate`.
   *
   * @default - NixOS: clan asks its networks, such as zerotier; a Mac: its primary user, at the name that
   * its host certificate is for, `<machine>.<domain of the fleet>`
   */
  readonly targetHost?: string;
  /**
   * Where clan builds it, in the same syntax: clan's `deploy.buildHost`.
   *
   * @default - on the machine itself
   */
  readonly buildHost?: string;
  /**
   * Whether clan forwards the ssh agent to it when it deploys: clan's `deploy.forwardAgent`.
   *
   * @default - what `clan.core.networking.forwardAgent` says
   */
  readonly forwardAgent?: boolean;
  /**
   * The name that it had before, or the stack that rented its server: Terraform then moves what it has
   * instead of replacing it. At Hetzner the server keeps its name until `movedFrom` is removed.
   *
   * @default - it was here already, or is new
   */
  readonly movedFrom?: string | FormerPlace;
  /**
   * Says by name that the machine goes: the next apply destroys its server with all that belongs to it, or
   * forgets it with `{ keep: true }`. The machine stays in the fleet until that is applied.
   *
   * @default - it stays
   */
  readonly retire?: Retirement;
  /** Any options of its class, or an expression that computes them, for what has no prop. @default - none */
  readonly settings?: NixosOptions | DarwinOptions;
}

/** What machines of both classes take. */
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

/** Settings to merge into others, which one expression cannot be. */
const SETTINGS = kind("a set of options", (value) => isRecord(value) && !isOpaque(value));

const MACHINE = Symbol.for("nix-fleet.Machine");

/** A computer of the fleet. Use {@link NixosMachine} or {@link DarwinMachine}. */
export abstract class Machine extends FleetElement {
  /** Whether a value is a machine, of another copy of this library included. */
  static isMachine(value: unknown): value is Machine {
    return hasBrand(value, MACHINE);
  }

  abstract readonly machineClass: MachineClass;
  /** Nix's name of the platform: `nixpkgs.hostPlatform`. */
  abstract readonly platform: string;
  /** The release whose defaults stateful services keep: `system.stateVersion`. */
  abstract readonly stateVersion: string | number;
  /** The modules that it imports. */
  abstract readonly imports: readonly Module[];
  readonly description: string | undefined;
  readonly icon: string | undefined;
  readonly installedAt: number | undefined;
  private readonly givenTags: Tag[];
  private readonly tagSet: Set<AnyTag>;
  /** Where clan's command line reaches it; see {@link MachineProps.targetHost}. */
  abstract readonly targetHost: string | undefined;
  /** Where clan builds it; see {@link MachineProps.buildHost}. */
  readonly buildHost: string | undefined;
  /** Whether clan forwards the ssh agent to it. */
  readonly forwardAgent: boolean | undefined;
  /** Where it was before; see {@link MachineProps.movedFrom}. */
  readonly movedFrom: FormerPlace | undefined;
  /** Whether it goes; see {@link MachineProps.retire}. */
  readonly retire: Retirement | undefined;
  private currentSettings: AnySettings;
  private readonly conflicts: SettingConflict[] = [];
  private readonly given: GivenVars;

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

  /** The tags that it has, beside those that clan adds. */
  get tags(): readonly Tag[] {
    return this.givenTags;
  }

  /** Its options, those that were added included. */
  get settings(): AnySettings {
    return this.currentSettings;
  }

  /**
   * Adds tags, as an aspect does; one that it has already changes nothing.
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
   * Adds options, as an aspect does. Sets are merged, lists are joined; two different values of one option
   * are refused.
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
        summary: "settings are added to a machine whose settings are one expression",
        value: Object.keys(read),
        allowed: "additions to settings that are a set of options",
        remedy: "write the machine's settings as a set, with expressions for single options",
      });
      return;
    }
    const merged = mergedSettings([current, read]);
    this.currentSettings = merged.settings;
    this.conflicts.push(...merged.conflicts);
  }

  /** The generators that it is given by itself; see {@link generators}. */
  get vars(): readonly VarsGenerator[] {
    return this.given.vars;
  }

  /** The secrets that it is given by itself. */
  get secrets(): readonly SopsSecret[] {
    return this.given.secrets;
  }

  /** All generators that are its own: those that it is given, and those that are declared below it. */
  get generators(): readonly VarsGenerator[] {
    return [...this.vars, ...this.fleet.generatorsBelow(this)];
  }

  /** Whether a tag reaches it, one of clan's own included. */
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
        summary: "machine has a tag twice",
        value: tag.name,
        allowed: "each tag once",
        remedy: "remove the second one from `tags`",
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
          "host, user@host or user@host:port, an IPv6 address in brackets, then perhaps ?SSH_OPTION=VALUE&…",
        remedy: "write it as on ssh's command line, with options as in root@host?ProxyJump=gate",
      };
    }
    for (const { path, values } of this.conflicts) {
      yield {
        code: "setting-conflict",
        summary: `setting ${path} is set to different values by the props and by addSettings`,
        value: values,
        allowed: "one value from all places together",
        remedy: "set it in one place, or mark one with nix.apply('lib.mkForce', value)",
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

  /** Terraform would take the two moves for a chain or a cycle. */
  private *formerNameProblems(): Iterable<Finding> {
    const former = this.movedFrom?.name;
    if (former === undefined || this.fleet.firstNamed("machine", former) === undefined) return;
    yield {
      code: "moved-from-present",
      summary: "machine is moved from a name that a machine of the fleet has",
      value: former,
      allowed: "the name that this machine had, and that none has now",
      remedy: `apply the move of ${former} away from its name first, or give ${this.name} another former name`,
    };
  }

  /** Options of a prop that the settings set to something else, which would count. */
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
        summary: `settings set ${path.join(".")}, which the prop \`${prop}\` says otherwise`,
        value,
        allowed: String(own),
        remedy: `remove it from \`settings\`, or correct \`${prop}\``,
      };
    }
  }
}
