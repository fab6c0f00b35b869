import type { DarwinOptions, NixosOptions } from "@nix-fleet/nix-options";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectsIn } from "../diagnostics/objects";
import { FleetElement, type FleetElementProps, requireUniqueName } from "../fleet-element";
import { inputProblems } from "../module/import-problems";
import type { Module } from "../module/module";
import { unlistedOn } from "../module/unlisted-modules";
import { type AnySettings, settingsOfOptions } from "../options/nix-value";
import { optionProblems } from "../options/settings-problems";
import { type AnyTag, Tag } from "../tag";
import { type GivenVars, givenVars } from "../vars/given-vars";
import { machineVarsProblems } from "../vars/machine-problems";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";
import type { VarsProps } from "../vars/vars-props";
import { machineNameProblem } from "./machine-name";
import type { FormerPlace, Retirement } from "./retirement";
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
  readonly tags: readonly Tag[];
  private readonly tagSet: ReadonlySet<AnyTag>;
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
  readonly settings: AnySettings;
  private readonly given: GivenVars;

  /** @param id - its name, unless `name` is given: a host name without dots, best in lower case */
  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, "machine", id, props.name ?? id);
    brand(this, MACHINE);
    this.description = props.description;
    this.icon = props.icon;
    this.installedAt = props.installedAt;
    this.tags = objectsIn(this, "tags of machine", props.tags, Tag.isTag, "new Tag(…)");
    this.tagSet = new Set(this.tags);
    this.buildHost = props.buildHost;
    this.forwardAgent = props.forwardAgent;
    this.movedFrom =
      typeof props.movedFrom === "string" ? { name: props.movedFrom } : props.movedFrom;
    this.retire = props.retire;
    this.settings = settingsOfOptions(props.settings);
    this.given = givenVars(this, props);
    requireUniqueName(this, "machine");
    addCheck(this, () => this.check());
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
    yield* inputProblems(this.imports, this.fleet);
    yield* optionProblems(this.settings, {
      at: ["settings"],
      fleet: this.fleet,
      moduleClass: this.machineClass,
      unlisted: () => unlistedOn(this),
    });
    yield* machineVarsProblems(this);
  }
}
