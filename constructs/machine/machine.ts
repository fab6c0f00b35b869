import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectsIn } from "../diagnostics/objects";
import { FleetElement, type FleetElementProps, requireUniqueName } from "../fleet-element";
import { inputProblems } from "../module/import-problems";
import type { Module } from "../module/module";
import type { Settings } from "../options/nix-value";
import { optionProblems } from "../options/settings-problems";
import { type AnyTag, TAGS, Tag } from "../tag";
import { type GivenVars, givenVars } from "../vars/given-vars";
import { machineVarsProblems } from "../vars/machine-problems";
import type { SopsSecret } from "../vars/sops-secret";
import type { VarsGenerator } from "../vars/vars-generator";
import type { VarsProps } from "../vars/vars-props";
import { machineNameProblem } from "./dns-label";

/** What a machine runs; clan's `machineClass`. */
export type MachineClass = "nixos" | "darwin";

export interface MachineProps extends VarsProps, FleetElementProps {
  /** One line on what the machine is for. @default - none */
  readonly description?: string;
  /** The tags that it carries, beside those that clan adds. @default - none */
  readonly tags?: readonly Tag[];
  /**
   * Where clan's command line reaches it, `user@host`: clan's `deploy.targetHost`.
   *
   * @default - NixOS: clan asks its networks, such as zerotier; a Mac: its primary user, at the name that
   * its host certificate is for, `<machine>.<domain of the fleet>`
   */
  readonly targetHost?: string;
  /** Any options, for what has no prop: `{ services: { tailscale: { enable: true } } }`. @default - none */
  readonly settings?: Settings;
}

const SSH_ADDRESS =
  /^([A-Za-z0-9_][A-Za-z0-9_.-]*@)?([A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\])(:(?<port>\d{1,5}))?$/;

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
  readonly tags: readonly Tag[];
  /** Where clan's command line reaches it; see {@link MachineProps.targetHost}. */
  abstract readonly targetHost: string | undefined;
  readonly settings: Settings;
  private readonly given: GivenVars;

  /** @param id - its name, unless `name` is given: an RFC 1123 label in lower case */
  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, "machine", id, props.name ?? id);
    brand(this, MACHINE);
    this.description = props.description;
    this.tags = objectsIn(this, "tags of machine", props.tags, Tag.isTag, TAGS);
    this.settings = props.settings ?? {};
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
    return this.tags.includes(tag);
  }

  protected *check(): Iterable<Finding> {
    const name = machineNameProblem(this.name);
    if (name !== undefined) yield name;
    for (const tag of new Set(this.tags.filter((tag, index) => this.tags.indexOf(tag) !== index))) {
      yield {
        code: "machine-tag-repeated",
        summary: "machine has a tag twice",
        value: tag.name,
        allowed: "each tag once",
        remedy: "remove the second one from `tags`",
      };
    }
    if (this.targetHost !== undefined && !isSshAddress(this.targetHost)) {
      yield {
        code: "target-host-invalid",
        summary: "target host is not an ssh address",
        value: this.targetHost,
        allowed: "host, user@host or user@host:port, an IPv6 address in brackets",
        remedy: "write it as on ssh's command line, without options",
      };
    }
    yield* inputProblems(this.imports, this.fleet.inputNames);
    yield* optionProblems(this.settings, { at: ["settings"] });
    yield* machineVarsProblems(this);
  }
}

function isSshAddress(address: string): boolean {
  const match = SSH_ADDRESS.exec(address);
  const port = Number(match?.groups?.port ?? 22);
  return match !== null && port >= 1 && port <= 65_535;
}
