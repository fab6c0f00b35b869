import { Machine } from "../machine";
import type { Module } from "../module/module";
import { requireModules } from "../module/require-modules";
import type { Settings } from "../nix-value";
import { requireObjects } from "../require-objects";
import { type AnyTag, requireTags } from "../tag";

/** One machine in a role; bare, or with settings for it alone. */
export type RoleMachine<M extends Machine = Machine, S = Settings> =
  | M
  | { readonly machine: M; readonly settings: S };

/** All machines with a tag in a role; bare, or with settings for them. */
export type RoleTag<S = Settings> = AnyTag | { readonly tag: AnyTag; readonly settings: S };

/** Who has a role of a service, and how it is set up. */
export interface RoleProps<M extends Machine = Machine, S = Settings> {
  /** The machines that have it, each once; bare, or with settings for one alone. @default - none by name */
  readonly machines?: readonly RoleMachine<M, S>[];
  /** The tags whose machines all have it, each once; bare, or with settings for these. @default - none by tag */
  readonly tags?: readonly RoleTag<S>[];
  /** Settings for everybody in the role. @default - the service's own defaults */
  readonly settings?: S;
  /** Modules that everybody in the role imports; all are then of one class. @default - none */
  readonly extraModules?: readonly Module[];
}

/** A role of an instance with its members told apart from their settings. */
export class Role {
  readonly machines: ReadonlyMap<Machine, Settings | undefined>;
  readonly tags: ReadonlyMap<AnyTag, Settings | undefined>;
  /** Machines and tags that are named more than once. */
  readonly repeated: ReadonlySet<Machine | AnyTag>;
  readonly settings: Settings | undefined;
  readonly extraModules: readonly Module[];

  constructor(
    readonly name: string,
    props: RoleProps,
    /** Name of the instance that has the role, for messages. */
    instanceName: string,
  ) {
    const machines = (props.machines ?? []).map((entry) =>
      typeof entry === "object" && "machine" in entry
        ? ([entry.machine, entry.settings] as const)
        : ([entry, undefined] as const),
    );
    const tags = (props.tags ?? []).map((entry) =>
      typeof entry === "object" && "tag" in entry
        ? ([entry.tag, entry.settings] as const)
        : ([entry, undefined] as const),
    );
    this.machines = new Map(machines);
    this.tags = new Map(tags);
    this.repeated = repeatedIn([...machines, ...tags].map(([member]) => member));
    this.settings = props.settings;
    this.extraModules = props.extraModules ?? [];
    const where = `role ${instanceName}.${name}`;
    requireObjects(
      `machines of ${where}: not a machine`,
      [...this.machines.keys()],
      (value) => value instanceof Machine,
      "objects made with new NixosMachine or new DarwinMachine",
    );
    requireTags(`tags of ${where}`, [...this.tags.keys()]);
    requireModules(`extraModules of ${where}`, this.extraModules);
  }

  /** The settings that a machine in the role gets, in the order in which clan merges them. */
  settingsFor(machine: Machine): readonly Settings[] {
    const tags = [...this.tags].filter(([tag]) => machine.carries(tag));
    const places = [
      this.settings,
      ...tags.map(([, settings]) => settings),
      this.machines.get(machine),
    ];
    return places.filter((settings) => settings !== undefined);
  }

  /** All its settings, each with the words that tell a reader where they stand. */
  get allSettings(): readonly (readonly [place: string, settings: Settings])[] {
    const places: readonly (readonly [string, Settings | undefined])[] = [
      ["", this.settings],
      ...[...this.tags].map(([{ name }, settings]) => [` for tag ${name}`, settings] as const),
      ...[...this.machines].map(([{ name }, settings]) => [` for ${name}`, settings] as const),
    ];
    return places.flatMap(([place, settings]) =>
      settings === undefined ? [] : [[place, settings] as const],
    );
  }
}

function repeatedIn<Member>(members: readonly Member[]): ReadonlySet<Member> {
  return new Set(members.filter((member, index) => members.indexOf(member) < index));
}
