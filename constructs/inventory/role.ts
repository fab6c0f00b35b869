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

/** One machine in a role; bare, or with settings for it alone. */
export type RoleMachine<M extends Machine = Machine, S = AnySettings> =
  | M
  | { readonly machine: M; readonly settings: S | NixExpression };

/** All machines with a tag in a role; bare, or with settings for them. */
export type RoleTag<S = AnySettings> =
  | AnyTag
  | { readonly tag: AnyTag; readonly settings: S | NixExpression };

/** Who has a role of a service, and how it is set up. */
export interface RoleProps<M extends Machine = Machine, S = AnySettings> {
  /** The machines that have it, each once; bare, or with settings for one alone. @default - none by name */
  readonly machines?: readonly RoleMachine<M, S>[];
  /** The tags whose machines all have it, each once; bare, or with settings for these. @default - none by tag */
  readonly tags?: readonly RoleTag<S>[];
  /** Settings for everybody in the role. @default - the service's own defaults */
  readonly settings?: S | NixExpression;
  /** Modules that everybody in the role imports; where it has machines of both classes, modules of both. @default - none */
  readonly extraModules?: readonly Module[];
}

/** A member: bare, or an object with its settings. */
function memberOf(key: "machine" | "tag"): PropKind {
  const withSettings = nested({ owner: key, kinds: { [key]: anything, settings: object } });
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

/** What a role takes. */
export const ROLE_PROPS: KindsOf<RoleProps> = {
  machines: listOf(memberOf("machine")),
  tags: listOf(memberOf("tag")),
  settings: object,
  extraModules: anything,
};

/**
 * A role that is worked out when the whole fleet is declared, for members that depend on all of it.
 * `undefined` leaves the role out.
 */
export type LazyRole<Props> = Props | (() => Props | undefined);

/** A role with its members told apart from their settings. */
interface ResolvedRole {
  readonly machines: ReadonlyMap<Machine, AnySettings | undefined>;
  readonly tags: ReadonlyMap<AnyTag, AnySettings | undefined>;
  /** Those of the tags that clan puts on machines by itself. */
  readonly predefined: readonly PredefinedTag[];
  /** Settings of the tags that have some, with the place of each in the role. */
  readonly tagSettings: ReadonlyMap<
    AnyTag,
    { readonly order: number; readonly settings: AnySettings }
  >;
  /** Machines and tags that are named more than once. */
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

/** A role of an instance: which machines have it, and how it is set up. */
export class Role {
  /** None: it has no members, and is left out. */
  private resolved: ResolvedRole | undefined;
  private isResolved = false;
  private reached: readonly Machine[] | undefined;

  constructor(
    readonly service: Service,
    readonly name: string,
    private readonly props: LazyRole<RoleProps>,
  ) {
    // What is written down in full is looked at once, here.
    if (typeof props !== "function") this.resolved = resolve(service, name, props);
  }

  /** How messages call it: `sshd.server`. */
  get path(): string {
    return `${this.service.name}.${this.name}`;
  }

  /** Whether it has no members, now that all are known, and so is left out. */
  get isVacant(): boolean {
    return typeof this.props === "function" && this.resolve() === undefined;
  }

  /** The machines that it names, with the settings for each alone. */
  get machines(): ReadonlyMap<Machine, AnySettings | undefined> {
    return this.members.machines;
  }

  /** The tags that it names, with the settings for the machines of each. */
  get tags(): ReadonlyMap<AnyTag, AnySettings | undefined> {
    return this.members.tags;
  }

  /** Machines and tags that are named more than once. */
  get repeated(): ReadonlySet<Machine | AnyTag> {
    return this.members.repeated;
  }

  /** Settings for everybody in the role. */
  get settings(): AnySettings | undefined {
    return this.members.settings;
  }

  /** Modules that everybody in the role imports. */
  get extraModules(): readonly Module[] {
    return this.members.extraModules;
  }

  /** The machines in the role, by name or by tag, in the order of their declaration. */
  get allMachines(): readonly Machine[] {
    if (this.reached !== undefined) return this.reached;
    const reached = this.findMachines();
    if (this.service.node.locked) this.reached = reached;
    return reached;
  }

  /** Whether a machine is in the role, by name or by tag. */
  includes(machine: Machine): boolean {
    const { machines, tags, predefined } = this.members;
    return (
      machines.has(machine) ||
      predefined.some((tag) => machine.hasTag(tag)) ||
      machine.tags.some((tag) => tags.has(tag))
    );
  }

  /** The settings that a machine in the role gets, in the order in which clan merges them. */
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

  /** All its settings, each with the words that tell a reader where they stand. */
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

/** A bare member, or one with settings. */
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
