import type { NixExpression } from "@nix-fleet/nix-language";
import { report } from "../diagnostics/check";
import { objectsIn } from "../diagnostics/objects";
import { Machine } from "../machine/machine";
import { isModule, MODULES, type Module } from "../module/module";
import type { AnySettings } from "../options/nix-value";
import { anything, listOf, object, type PropKind } from "../props/kinds";
import { type KindsOf, nested, propFindings, readProps, shapeOf } from "../props/read-props";
import { type AnyTag, type PredefinedTag, TAGS, Tag } from "../tag";
import type { Service } from "./service";

/** A machine in a role, optionally with its own settings. */
export type RoleMachine<M extends Machine = Machine, S = AnySettings> =
  | M
  | { readonly machine: M; readonly settings: S | NixExpression };

/** A tag in a role, optionally with settings for its machines. */
export type RoleTag<S = AnySettings> =
  | AnyTag
  | { readonly tag: AnyTag; readonly settings: S | NixExpression };

/** Members and settings of a role. */
export interface RoleProps<M extends Machine = Machine, S = AnySettings> {
  /** Machines in the role, without duplicates, optionally with their own settings. @default - none */
  readonly machines?: readonly RoleMachine<M, S>[];
  /** Tags in the role, without duplicates, optionally with settings for their machines. @default - none */
  readonly tags?: readonly RoleTag<S>[];
  /** Settings for all machines in the role. @default - the defaults of the service */
  readonly settings?: S | NixExpression;
  /** Modules that all machines in the role import; they need the classes of all these machines. @default - none */
  readonly extraModules?: readonly Module[];
}

/** A member: bare, or an object with its settings. */
function memberOf(key: "machine" | "tag"): PropKind {
  const withSettings = nested(
    shapeOf<Record<string, unknown>>(key, { [key]: anything, settings: object }),
  );
  return {
    takes: `a ${key}`,
    read: (value, place) =>
      isPlainObject(value) && key in value ? withSettings.read(value, place) : (value ?? null),
  };
}

function isPlainObject(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** Props of a role. */
export const ROLE_PROPS: KindsOf<RoleProps> = {
  machines: listOf(memberOf("machine")),
  tags: listOf(memberOf("tag")),
  settings: object,
  extraModules: anything,
};

/**
 * A role that is computed after the whole fleet is declared, for members that depend on the fleet. `undefined`
 * removes the role.
 */
export type LazyRole<Props> = Props | (() => Props | undefined);

/** A role with separate members and settings. */
interface ResolvedRole {
  readonly machines: ReadonlyMap<Machine, AnySettings | undefined>;
  readonly tags: ReadonlyMap<AnyTag, AnySettings | undefined>;
  /** The tags that clan adds to machines. */
  readonly predefined: readonly PredefinedTag[];
  /** Settings of the tags that have some, with the place of each in the role. */
  readonly tagSettings: ReadonlyMap<
    AnyTag,
    { readonly order: number; readonly settings: AnySettings }
  >;
  /** Duplicate machines and tags. */
  readonly repeated: ReadonlySet<Machine | AnyTag>;
  readonly settings: AnySettings | undefined;
  readonly extraModules: readonly Module[];
}

const NOBODY: ResolvedRole = {
  machines: new Map(),
  tags: new Map(),
  predefined: [],
  tagSettings: new Map(),
  repeated: new Set(),
  settings: undefined,
  extraModules: [],
};

/** A role of an instance, with its members and settings. */
export class Role {
  /** Undefined if it has no members and is omitted. */
  private resolved: ResolvedRole | undefined;
  private isResolved = false;
  private reached: readonly Machine[] | undefined;
  /** Its name in messages: `sshd.server`. */
  readonly path: string;

  constructor(
    readonly service: Service,
    readonly name: string,
    private readonly props: LazyRole<RoleProps>,
  ) {
    this.path = `${service.name}.${name}`;
    // What is written down in full is looked at once, here.
    if (typeof props !== "function") this.resolved = resolve(service, name, props);
  }

  /** Whether it has no members and is omitted. */
  get isVacant(): boolean {
    return typeof this.props === "function" && this.resolve() === undefined;
  }

  /** The machines in its props, with their own settings. */
  get machines(): ReadonlyMap<Machine, AnySettings | undefined> {
    return this.members.machines;
  }

  /** The tags in its props, with the settings for their machines. */
  get tags(): ReadonlyMap<AnyTag, AnySettings | undefined> {
    return this.members.tags;
  }

  /** Duplicate machines and tags. */
  get repeated(): ReadonlySet<Machine | AnyTag> {
    return this.members.repeated;
  }

  /** Settings for all machines in the role. */
  get settings(): AnySettings | undefined {
    return this.members.settings;
  }

  /** Modules that all machines in the role import. */
  get extraModules(): readonly Module[] {
    return this.members.extraModules;
  }

  /** The machines in the role, directly or by tag, in the order of their declaration. */
  get allMachines(): readonly Machine[] {
    if (this.reached !== undefined) return this.reached;
    const reached = this.findMachines();
    if (this.service.node.locked) this.reached = reached;
    return reached;
  }

  /** Whether a machine is in the role, directly or by tag. */
  includes(machine: Machine): boolean {
    const { machines, tags, predefined } = this.members;
    return (
      machines.has(machine) ||
      predefined.some((tag) => machine.hasTag(tag)) ||
      machine.tags.some((tag) => tags.has(tag))
    );
  }

  /** The settings of a machine in the role, in the order in which clan merges them. */
  settingsFor(machine: Machine): readonly AnySettings[] {
    const { settings, machines, predefined, tagSettings } = this.members;
    const places = [settings];
    if (tagSettings.size > 0) {
      const reaching = [...predefined, ...new Set(machine.tags)]
        .filter((tag) => machine.hasTag(tag))
        .flatMap((tag) => tagSettings.get(tag) ?? [])
        .sort((one, other) => one.order - other.order);
      places.push(...reaching.map((tag) => tag.settings));
    }
    places.push(machines.get(machine));
    return places.filter((place) => place !== undefined);
  }

  /** All its settings, with their places for messages. */
  get allSettings(): readonly (readonly [place: string, settings: AnySettings])[] {
    const places: readonly (readonly [string, AnySettings | undefined])[] = [
      ["", this.settings],
      ...[...this.tags].map(([{ name }, settings]) => [` for tag ${name}`, settings] as const),
      ...[...this.machines].map(([{ name }, settings]) => [` for ${name}`, settings] as const),
    ];
    return places.flatMap(([place, settings]) =>
      settings === undefined ? [] : [[place, settings] as const],
    );
  }

  /** Tags that share most of their machines are not walked one after the other. */
  private findMachines(): readonly Machine[] {
    const { fleet } = this.service;
    const { machines, tags } = this;
    const groups = [...tags.keys()].map((tag) => fleet.machinesWith(tag));
    const reached = groups.reduce((sum, group) => sum + group.length, machines.size);
    if (reached <= fleet.machines.length) {
      return fleet.inOrder(new Set([...machines.keys(), ...groups.flat()]));
    }
    return fleet.machines.filter((machine) => this.includes(machine));
  }

  private get members(): ResolvedRole {
    return this.resolve() ?? NOBODY;
  }

  private resolve(): ResolvedRole | undefined {
    if (this.isResolved || typeof this.props !== "function") return this.resolved;
    const props = this.props();
    const resolved = props && resolve(this.service, this.name, props);
    if (this.service.node.locked) {
      this.resolved = resolved;
      this.isResolved = true;
    }
    return resolved;
  }
}

type Entry<Member> = readonly [member: Member, settings: AnySettings | undefined];

function resolve(service: Service, name: string, given: RoleProps): ResolvedRole {
  const where = `${service.name}.${name}`;
  const props = readProps(shapeOf<RoleProps>(`role ${where}`, ROLE_PROPS), given);
  for (const finding of propFindings(props)) report(service, finding);
  const machines = entriesIn(
    service,
    `machines of role ${where}`,
    (props.machines ?? []).map((entry) => split<Machine>(entry, "machine")),
    Machine.isMachine,
    "new NixosMachine(…) or new DarwinMachine(…)",
  );
  const tags = entriesIn(
    service,
    `tags of role ${where}`,
    (props.tags ?? []).map((entry) => split<AnyTag>(entry, "tag")),
    Tag.isAnyTag,
    TAGS,
  );
  return {
    machines: new Map(machines),
    tags: new Map(tags),
    predefined: tags.map(([tag]) => tag).filter(Tag.isPredefinedTag),
    tagSettings: new Map(
      tags.flatMap(([tag, settings], order) =>
        settings === undefined ? [] : [[tag, { order, settings }] as const],
      ),
    ),
    repeated: repeatedIn([...machines, ...tags].map(([member]) => member)),
    settings: props.settings,
    extraModules: objectsIn(
      service,
      `extraModules of role ${where}`,
      props.extraModules,
      isModule,
      MODULES,
    ),
  };
}

/** A member with or without settings. */
function split<Member extends object>(
  entry: Member | { readonly settings: AnySettings },
  key: "machine" | "tag",
): Entry<Member> {
  if (typeof entry !== "object" || entry === null || !(key in entry)) {
    return [entry as Member, undefined];
  }
  return [Reflect.get(entry, key), Reflect.get<object, string>(entry, "settings")];
}

function entriesIn<Member>(
  service: Service,
  place: string,
  entries: readonly Entry<Member>[],
  isRight: (value: unknown) => value is Member,
  allowed: string,
): readonly Entry<Member>[] {
  const right = new Set(
    objectsIn(
      service,
      place,
      entries.map(([member]) => member),
      isRight,
      allowed,
    ),
  );
  return entries.filter(([member]) => right.has(member));
}

function repeatedIn<Member>(members: readonly Member[]): ReadonlySet<Member> {
  const seen = new Set<Member>();
  return new Set(members.filter((member) => seen.has(member) || !seen.add(member)));
}
