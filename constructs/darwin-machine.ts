import type { Fleet } from "./fleet";
import { Machine, type MachineProps } from "./machine";
import { ExternalModule } from "./module/external-module";
import { importedModules, importProblems, moduleName } from "./module/import-problems";
import type { Module } from "./module/module";
import type { Problem } from "./problem";
import type { User } from "./user";

export interface DarwinMachineProps extends MachineProps {
  /** The person whose session nix-darwin configures: `system.primaryUser`. */
  readonly primaryUser: User;
  /**
   * nix-darwin's state version when it was installed, 1 to 7: `system.stateVersion`. It stays what it is
   * when the machine is updated.
   */
  readonly stateVersion: number;
  /**
   * The modules that it imports, each once. What they have for home-manager goes to the primary user's
   * home.
   *
   * @default - none
   */
  readonly imports?: readonly (Module<"darwin"> | Module<"homeManager">)[];
}

/** A Mac with Apple silicon that runs nix-darwin; clan-core supports no other Macs any more. */
export class DarwinMachine extends Machine {
  readonly machineClass = "darwin";
  readonly platform = "aarch64-darwin";
  readonly stateVersion: number;
  readonly primaryUser: User;
  readonly imports: readonly (Module<"darwin"> | Module<"homeManager">)[];

  constructor(fleet: Fleet, name: string, props: DarwinMachineProps) {
    super(fleet, name, props);
    this.stateVersion = props.stateVersion;
    this.primaryUser = props.primaryUser;
    this.imports = props.imports ?? [];
  }

  protected override *problems(): Iterable<Problem> {
    yield* super.problems();
    yield* importProblems(this.imports, "homeManager");
    yield* this.homeProblems();
    if (!Number.isInteger(this.stateVersion) || this.stateVersion < 1 || this.stateVersion > 7) {
      yield {
        what: "state version is not one of nix-darwin",
        value: this.stateVersion,
        allowed: "1 to 7, a whole number",
        remedy: "use 7 for a machine that is new to nix-darwin",
      };
    }
  }

  /** Modules for a home do nothing without home-manager in the system; hand-written ones may bring it. */
  private *homeProblems(): Iterable<Problem> {
    const homes = this.imports.filter(({ provides }) => "homeManager" in provides);
    const system = [...importedModules(this.imports, "darwin")];
    const bringsHomeManager = system.some((module) =>
      module.kind === "input-module"
        ? module.input === "home-manager"
        : module instanceof ExternalModule,
    );
    if (homes.length === 0 || bringsHomeManager) return;
    yield {
      what: "machine has modules for homes, but not home-manager",
      value: homes.map(moduleName),
      allowed: "with home-manager among the machine's modules",
      remedy: 'import inputModule("home-manager", "darwin", "home-manager") in one of them',
    };
  }
}
