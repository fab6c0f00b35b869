import type { PartialServiceSettings } from "@nix-fleet/clan-services";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectIn, objectsIn } from "../diagnostics/objects";
import type { Fleet } from "../fleet";
import { ELEMENT_PROPS, type FleetElementProps } from "../fleet-element";
import { ClanService } from "../inventory/clan-service";
import { DarwinMachine } from "../machine/darwin-machine";
import type { Machine } from "../machine/machine";
import { MetaReference } from "../meta-reference";
import { ExternalModule } from "../module/external-module";
import { importedBy } from "../module/machine-modules";
import type { Module } from "../module/module";
import { onceLocked } from "../once-locked";
import {
  anything,
  flag,
  number,
  object,
  oneOf,
  ownCheck,
  required,
  text,
  texts,
} from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import { type AnyUser, type Shell, User } from "../user";
import { CompositeService } from "./composite-service";
import { DarwinService } from "./darwin-service";
import {
  isEmpty,
  type Member,
  type MembersByClass,
  machinesOf,
  membersByClass,
  membersIn,
} from "./members";

export interface UserAccountProps extends FleetElementProps {
  /** Whose account it is: a User of the fleet, or User.ROOT, who has none on Macs. */
  readonly user: AnyUser;
  /** The machines that have the account. */
  readonly machines: readonly Member[];
  /** Groups that the user is in, on NixOS. @default - none */
  readonly groups?: readonly string[];
  /** Id of the account on these Macs, where it differs from the user's. @default - the user's `uid` */
  readonly uid?: number;
  /** Login shell on these machines, where it differs from the user's. @default - the user's `shell` */
  readonly shell?: Shell;
  /** Home folder on these Macs. @default "/Users/<name>" */
  readonly homeFolder?: string;
  /** Whether clan asks for the password on NixOS instead of making one. @default false */
  readonly prompt?: boolean;
  /** Whether all NixOS machines of the account have one password. @default false - each its own */
  readonly share?: boolean;
  /**
   * Whether the account is one of the system, and not only an identity for others, on NixOS: clan's
   * `systemUser`.
   *
   * @default true
   */
  readonly systemUser?: boolean;
  /** What identity providers know of the user, by the provider's name: clan's `identity`. @default - nothing */
  readonly identity?: AccountIdentity;
  /** Whose keys may log in. @default - the user's own; nobody's for root */
  readonly authorized?: readonly User[];
}

/** What identity providers know of a user, by the provider's name. */
export type AccountIdentity = NonNullable<
  PartialServiceSettings<never>["users"]["default"]["identity"]
>;

const PROPS = shapeOf<UserAccountProps>("UserAccount", {
  ...ELEMENT_PROPS,
  user: ownCheck,
  machines: required(anything, []),
  groups: texts,
  uid: number,
  shell: oneOf("bash", "fish", "zsh"),
  homeFolder: text,
  prompt: flag,
  share: flag,
  systemUser: flag,
  identity: object,
  authorized: anything,
});

const USER_ACCOUNT = Symbol.for("nix-fleet.UserAccount");

/**
 * An account. On NixOS clan-core's service makes it, with a generated password; on a Mac nix-darwin takes
 * over the account that macOS made, with the user's `uid`, home, shell and keys.
 */
export class UserAccount extends CompositeService {
  /** Whether a value is an account, of another copy of this library included. */
  static isUserAccount(value: unknown): value is UserAccount {
    return hasBrand(value, USER_ACCOUNT);
  }

  /** Whose account it is. */
  readonly user: AnyUser;
  private readonly props: UserAccountProps;
  private readonly authorized: readonly User[];
  private readonly given: readonly Member[];

  constructor(scope: Construct, id: string, given: UserAccountProps) {
    const props = readProps(PROPS, given);
    super(scope, "account", id, props);
    brand(this, USER_ACCOUNT);
    const { name } = this;
    this.given = membersIn(this, `machines of account ${name}`, props.machines);
    this.props = props;
    const user = objectIn(
      this,
      `user of account ${name}`,
      props.user,
      User.isAnyUser,
      "new User(…), or User.ROOT",
    );
    this.user = user ?? User.ROOT;
    this.authorized =
      props.authorized === undefined
        ? [this.user].filter(User.isUser)
        : objectsIn(
            this,
            `authorized of account ${name}`,
            props.authorized,
            User.isUser,
            "new User(…)",
          );
    if (user === undefined) return;
    this.addClanService();
    if (User.isUser(user)) this.addDarwinService(user);
    addCheck(this, () => this.check());
    addCheck(this, () => this.homeProblems());
    addCheck(this, () => this.repeatedProblems());
    addCheck(this, () => this.uidProblems());
  }

  /** The machines that have the account. */
  get machines(): readonly Machine[] {
    return accountMachines(this);
  }

  protected override get members(): readonly [MembersByClass] {
    return [membersByClass(this.fleet, this.given)];
  }

  /** Id of the account on its Macs. */
  get uid(): number | undefined {
    return this.props.uid ?? (User.isUser(this.user) ? this.user.uid : undefined);
  }

  /** The machines and tags that it was given. */
  get declaredMembers(): readonly Member[] {
    return this.given;
  }

  private addClanService(): void {
    const { user } = this;
    const { groups, identity, prompt = false, share, systemUser } = this.props;
    new ClanService(this, this.name, {
      service: "users",
      roles: {
        default: () => {
          const [{ nixos }] = this.members;
          if (isEmpty(nixos)) return undefined;
          const settings = {
            user: user.name,
            prompt,
            ...(share !== undefined && { share }),
            ...(systemUser !== undefined && { systemUser }),
            ...(groups && { groups: [...groups] }),
            ...(identity && { identity }),
            openssh: this.openssh(),
          };
          return { ...nixos, settings, extraModules: this.homeModules() };
        },
      },
    });
  }

  private addDarwinService(user: User): void {
    const { homeFolder, shell = user.shell } = this.props;
    new DarwinService(this, `${this.name}-darwin`, {
      module: "users-darwin",
      replaces: this.name,
      instanceName: () => (isEmpty(this.members[0].nixos) ? this.name : `${this.name}-darwin`),
      roles: {
        default: () => {
          const [{ darwin }] = this.members;
          if (isEmpty(darwin)) return undefined;
          const settings = {
            user: user.name,
            uid: this.uid ?? 0,
            ...(homeFolder !== undefined && { home: homeFolder }),
            shell,
            openssh: this.openssh(),
          };
          return { ...darwin, settings, extraModules: this.homeModules() };
        },
      },
    });
  }

  private openssh() {
    const keys = MetaReference.concat(this.authorized.map((person) => person.fact("sshKeys")));
    return { authorizedKeys: { keys } };
  }

  private homeModules(): readonly Module<"nixos" | "darwin">[] {
    const home = User.isUser(this.user) ? this.user.homeModule : undefined;
    return home === undefined ? [] : [home as typeof home & Module<"nixos" | "darwin">];
  }

  private *check(): Iterable<Finding> {
    const { user } = this;
    const { groups } = this.props;
    if (groups !== undefined && isEmpty(this.members[0].nixos)) {
      yield {
        code: "account-groups-on-mac",
        summary: `account of ${user.name} has groups, but no NixOS machine`,
        value: groups,
        allowed: "groups on NixOS: those of a Mac are macOS' own",
        remedy: "remove `groups`, or make the person an administrator in macOS' settings",
      };
    }
    if (!this.machines.some((machine) => DarwinMachine.isDarwinMachine(machine))) return;
    if (!User.isUser(user)) {
      yield {
        code: "account-root-on-mac",
        summary: "account of root on a Mac",
        value: this.given.map(({ name }) => name),
        allowed: "NixOS machines: on macOS root cannot log in, and nix-darwin does not manage it",
        remedy: "name Tag.NIXOS or single machines",
      };
    } else if (this.uid === undefined) {
      yield {
        code: "account-without-uid",
        summary: `account of ${user.name} on a Mac has no uid`,
        value: null,
        allowed: "the id that macOS gave the account: 501 for the first one, `id -u` prints it",
        remedy: `give new User(…, "${user.name}", { uid }) what \`id -u ${user.name}\` prints on the Mac`,
      };
    }
  }

  /** Two instances define one account and one generator: keys and groups mix, its script runs twice. */
  private *repeatedProblems(): Iterable<Finding> {
    for (const [earlier, twice] of this.sharedWithEarlier(ofUser, this.user)) {
      yield {
        code: "account-repeated",
        summary: `account of ${this.user.name} is given to machines that ${earlier.name} gives it to`,
        value: twice.map(({ name }) => name),
        allowed: "one account of a user on each machine",
        remedy: "name these machines in one UserAccount only",
      };
    }
  }

  /** Macs number their people alike: the first one of each is 501. */
  private *uidProblems(): Iterable<Finding> {
    const { user } = this;
    if (this.uid === undefined) return;
    for (const [{ user: other }, machines] of this.sharedWithEarlier(ofUid, this.uid)) {
      if (other === user) continue;
      const shared = machines.filter((machine) => DarwinMachine.isDarwinMachine(machine));
      if (shared.length === 0) continue;
      yield {
        code: "account-uid-shared",
        summary: `uid of ${user.name} is also that of ${other.name} on the same Mac`,
        value: { uid: this.uid, macs: shared.map(({ name }) => name) },
        allowed: "one user for each uid: nix-darwin stops an activation that finds another owner",
        remedy: "give each what `id -u` prints for them",
      };
    }
  }

  /** The accounts declared before this one that are on some of its machines, and these machines. */
  private sharedWithEarlier<Key>(
    alike: (fleet: Fleet) => AccountGroups<Key>,
    key: Key,
  ): ReadonlyMap<UserAccount, readonly Machine[]> {
    const shared = new Map<UserAccount, Machine[]>();
    for (const machine of this.machines) {
      for (const earlier of alike(this.fleet).get(machine)?.get(key) ?? []) {
        if (earlier === this) break;
        const machines = shared.get(earlier);
        if (machines === undefined) shared.set(earlier, [machine]);
        else machines.push(machine);
      }
    }
    return shared;
  }

  /** A home does nothing without home-manager in the system; hand-written modules may bring it. */
  private *homeProblems(): Iterable<Finding> {
    const { user } = this;
    if (!User.isUser(user) || user.home === undefined) return;
    const without = this.machines.filter((machine) => !hasHomeManager(machine));
    if (without.length === 0) return;
    yield {
      code: "home-without-home-manager",
      summary: `${user.name} has a home on machines without home-manager`,
      value: without.map(({ name }) => name),
      allowed: "machines that import home-manager's module",
      remedy:
        'add inputModule("home-manager", "darwin" or "nixos", "home-manager") to a module of theirs',
    };
  }
}

function hasHomeManager(machine: Machine): boolean {
  return importedBy(machine).some((module) =>
    module.kind === "input-module"
      ? module.input === "home-manager"
      : ExternalModule.isExternalModule(module),
  );
}

const accountMachines = onceLocked((account: UserAccount) =>
  machinesOf(account.fleet, account.declaredMembers),
);

/** The accounts of each machine that have something in common, in the order of their declaration. */
type AccountGroups<Key> = ReadonlyMap<Machine, ReadonlyMap<Key, readonly UserAccount[]>>;

const ofUser = onceLocked((fleet: Fleet) => accountsBy(fleet, ({ user }) => user));

const ofUid = onceLocked((fleet: Fleet) => accountsBy(fleet, ({ uid }) => uid));

function accountsBy<Key>(fleet: Fleet, keyOf: (account: UserAccount) => Key): AccountGroups<Key> {
  const groups = new Map<Machine, Map<Key, UserAccount[]>>();
  for (const account of fleet.elementsOf<UserAccount>("account")) {
    const key = keyOf(account);
    for (const machine of account.machines) {
      const ofMachine = groups.get(machine) ?? new Map<Key, UserAccount[]>();
      groups.set(machine, ofMachine);
      const alike = ofMachine.get(key);
      if (alike === undefined) ofMachine.set(key, [account]);
      else alike.push(account);
    }
  }
  return groups;
}
