import { Construct } from "constructs";
import { machineNameProblem } from "./dns-label";
import type { Fleet } from "./fleet";
import { importProblems, inputProblems } from "./module/import-problems";
import { extraImportsOf } from "./module/machine-modules";
import type { Module } from "./module/module";
import type { Settings } from "./nix-value";
import type { Problem } from "./problem";
import { optionProblems } from "./settings-problems";
import { type AnyTag, PredefinedTag, requireTags, type Tag } from "./tag";
import { addCheck, freeId, isDuplicate } from "./validation";
import { machineVarsProblems } from "./vars/machine-problems";
import { requireVars } from "./vars/require-vars";
import type { SopsSecret } from "./vars/sops-secret";
import type { VarsGenerator } from "./vars/vars-generator";
import type { VarsProps } from "./vars/vars-props";

/** What a machine runs; clan's `machineClass`. */
export type MachineClass = "nixos" | "darwin";

export interface MachineProps extends VarsProps {
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

/** A computer of the fleet. Use {@link NixosMachine} or {@link DarwinMachine}. */
export abstract class Machine extends Construct {
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
  readonly vars: readonly VarsGenerator[];
  readonly secrets: readonly SopsSecret[];

  constructor(
    readonly fleet: Fleet,
    /** Host name, and the machine's name everywhere else: an RFC 1123 label in lower case. */
    readonly name: string,
    props: MachineProps,
  ) {
    super(fleet, freeId(fleet, `machine:${name}`));
    this.description = props.description;
    this.tags = props.tags ?? [];
    requireTags(`tags of machine ${name}`, this.tags);
    this.settings = props.settings ?? {};
    this.vars = props.vars ?? [];
    this.secrets = props.secrets ?? [];
    requireVars(`machine ${name}`, this.vars, this.secrets);
    addCheck(this, () => this.problems());
  }

  /** All generators that are its own, those of its disk included. */
  get generators(): readonly VarsGenerator[] {
    return this.vars;
  }

  /** Whether a tag reaches it, one of clan's own included. */
  carries(tag: AnyTag): boolean {
    if (tag instanceof PredefinedTag) return tag.name === "all" || tag.name === this.machineClass;
    return this.tags.includes(tag);
  }

  protected *problems(): Iterable<Problem> {
    const name = machineNameProblem(this.name);
    if (name !== undefined) yield name;
    if (isDuplicate(this, this.name)) {
      yield {
        what: "machine name is used twice",
        value: this.name,
        allowed: "one machine for each name",
        remedy: "rename one of the two",
      };
    }
    for (const tag of new Set(this.tags.filter((tag, index) => this.tags.indexOf(tag) !== index))) {
      yield {
        what: "machine carries a tag twice",
        value: tag.name,
        allowed: "each tag once",
        remedy: "remove the second one from `tags`",
      };
    }
    if (this.targetHost !== undefined && !isSshAddress(this.targetHost)) {
      yield {
        what: "target host is not an ssh address",
        value: this.targetHost,
        allowed: "host, user@host or user@host:port, an IPv6 address in brackets",
        remedy: "write it as on ssh's command line, without options",
      };
    }
    yield* importProblems(this.imports, this.machineClass, extraImportsOf(this));
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
