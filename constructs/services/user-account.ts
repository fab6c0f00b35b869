import type { PartialServiceSettings } from "@nix-fleet/clan-services";
import { nix } from "@nix-fleet/nix-language";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectIn, objectsIn } from "../diagnostics/objects";
import type { Fleet } from "../fleet";
import { ELEMENT_PROPS, type FleetElementProps } from "../fleet-element";
import { ClanService } from "../inventory/clan-service";
import { DarwinMachine } from "../machine/darwin-machine";
import type { Machine, MachineClass } from "../machine/machine";
import { machineFiles } from "../machine/machine-files";
import { MetaReference } from "../meta-reference";
import { moduleName } from "../module/import-problems";
import { importedBy } from "../module/machine-modules";
import {
  type GeneratedModule,
  isHandWritten,
  isModule,
  MODULES,
  type Module,
} from "../module/module";
import { onceLocked } from "../once-locked";
import type { Settings } from "../options/nix-value";
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
  /** The user: a User of the fleet, or User.ROOT, for which only the keys are set on a Mac. */
  readonly user: AnyUser;
  /** The machines with the account. */
  readonly machines: readonly Member[];
  /** Groups of the user on NixOS. @default - none */
  readonly groups?: readonly string[];
  /**
   * Uid of the account on these machines.
   *
   * @default - the user's `uid` on Macs; the next free uid on NixOS
   */
  readonly uid?: number;
  /** Login shell on these machines. @default - the user's `shell` */
  readonly shell?: Shell;
  /** Home folder on these machines. @default - "/Users/<name>" on Macs, "/home/<name>" on NixOS */
  readonly homeFolder?: string;
  /** Whether clan prompts for the password on NixOS instead of generating one. @default false */
  readonly prompt?: boolean;
  /** Whether all NixOS machines share the password. @default false */
  readonly share?: boolean;
  /**
   * Whether NixOS creates a system account, and not only an identity for identity providers: clan's
   * `systemUser`.
   *
   * @default true
   */
  readonly systemUser?: boolean;
  /** Data of the user for identity providers, by provider name: clan's `identity`. @default - none */
  readonly identity?: AccountIdentity;
  /** Users whose SSH keys can log in. @default - the user itself; none for root */
  readonly authorized?: readonly User[];
  /**
   * Modules for the machines of the account, such as a module for its shell. A machine imports those of its
   * class.
   *
   * @default - none
   */
  readonly extraModules?: readonly Module[];
}

/** Data of a user for identity providers, by provider name. */
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
  extraModules: anything,
});

/** Package names of the shells. */
const PACKAGES = { bash: "bashInteractive", fish: "fish", zsh: "zsh" } as const;

/** Props that only clan-core's service supports. */
const NIXOS_ONLY = ["groups", "prompt", "share", "systemUser", "identity"] as const;

/** Props of root that nix-darwin does not manage. */
const NOT_FOR_ROOT = ["uid", "shell", "homeFolder"] as const;

const USER_ACCOUNT = Symbol.for("nix-fleet.UserAccount");

/**
 * An account. On NixOS, clan-core's service creates it with a generated password. On a Mac, nix-darwin manages
 * the home, shell, full name and keys of the existing macOS account with the user's `uid`.
 */
export class UserAccount extends CompositeService {
  /** Whether a value is an account, also from another copy of this library. */
  static isUserAccount(value: unknown): value is UserAccount {
    return hasBrand(value, USER_ACCOUNT);
  }

  /** The user of the account. */
  readonly user: AnyUser;
  private readonly props: UserAccountProps;
  private readonly authorized: readonly User[];
  private readonly given: readonly Member[];
  private readonly extraModules: readonly Module[];

  constructor(scope: Construct, id: string, given: UserAccountProps) {
    const props = readProps(PROPS, given);
    super(scope, "account", id, props);
    brand(this, USER_ACCOUNT);
    const { name } = this;
    this.given = membersIn(this, `machines of account ${name}`, props.machines);
    this.props = props;
    this.extraModules = objectsIn(
      this,
      `extraModules of account ${name}`,
      props.extraModules,
      isModule,
      MODULES,
    );
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
    this.addDarwinService();
    addCheck(this, () => this.check());
    addCheck(this, () => this.homeProblems());
    addCheck(this, () => this.repeatedProblems());
    addCheck(this, () => this.uidProblems());
  }

  /** The machines with the account. */
  get machines(): readonly Machine[] {
    return accountMachines(this);
  }

  protected override get members(): readonly [MembersByClass] {
    return [membersByClass(this.fleet, this.given)];
  }

  /** The generated module with its NixOS settings outside of clan-core's service, if any. */
  get systemModule(): (GeneratedModule & { readonly settings: Settings }) | undefined {
    const { uid, homeFolder, systemUser = true } = this.props;
    const { user, shell } = this;
    const own = {
      ...(uid !== undefined && { uid }),
      ...this.description(),
      ...(homeFolder !== undefined && { home: homeFolder }),
      ...(shell !== undefined && { shell: nix.ref("pkgs", PACKAGES[shell]) }),
    };
    if (!systemUser || Object.keys(own).length === 0 || isEmpty(this.members[0].nixos))
      return undefined;
    return {
      kind: "generated-module",
      name: `accounts/${this.name}`,
      provides: { nixos: true },
      settings: {
        ...(shell !== undefined && shell !== "bash" && { programs: { [shell]: { enable: true } } }),
        users: { users: { [user.name]: own } },
      },
    };
  }

  /** Its login shell, if the fleet sets one. */
  private get shell(): Shell | undefined {
    return this.props.shell ?? (User.isUser(this.user) ? this.user.shell : undefined);
  }

  /** Uid of the account on a machine, if the fleet sets one. */
  uidOn(machine: Machine): number | undefined {
    const { uid } = this.props;
    if (uid !== undefined || !DarwinMachine.isDarwinMachine(machine)) return uid;
    return User.isUser(this.user) ? this.user.uid : undefined;
  }

  private description(): { readonly description?: MetaReference } {
    const { user } = this;
    if (!User.isUser(user) || user.fullName === undefined) return {};
    return { description: user.fact("fullName") };
  }

  /** The machines and tags in its props. */
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
          return { ...nixos, settings, extraModules: this.modulesFor("nixos") };
        },
      },
    });
  }

  private addDarwinService(): void {
    const { user } = this;
    const { uid, homeFolder } = this.props;
    new DarwinService(this, `${this.name}-darwin`, {
      module: "users-darwin",
      replaces: this.name,
      instanceName: () => (isEmpty(this.members[0].nixos) ? this.name : `${this.name}-darwin`),
      roles: {
        default: () => {
          const [{ darwin }] = this.members;
          if (isEmpty(darwin)) return undefined;
          const account = User.isUser(user) && {
            uid: uid ?? user.uid ?? 0,
            ...this.description(),
            ...(homeFolder !== undefined && { home: homeFolder }),
            shell: this.shell ?? "zsh",
          };
          const settings = { user: user.name, ...account, openssh: this.openssh() };
          return { ...darwin, settings, extraModules: this.modulesFor("darwin") };
        },
      },
    });
  }

  private openssh() {
    const keys = MetaReference.concat(this.authorized.map((person) => person.fact("sshKeys")));
    return { authorizedKeys: { keys } };
  }

  private modulesFor(machineClass: MachineClass): readonly Module[] {
    const home = User.isUser(this.user) ? this.user.homeModule : undefined;
    return [home, this.systemModule, ...this.extraModules].filter(
      (module) => module?.provides[machineClass] === true,
    ) as readonly Module[];
  }

  private *check(): Iterable<Finding> {
    const { user } = this;
    yield* this.effectProblems();
    const withoutUid = this.machines.filter(
      (machine) => DarwinMachine.isDarwinMachine(machine) && this.uidOn(machine) === undefined,
    );
    if (User.isUser(user) && withoutUid.length > 0) {
      yield {
        code: "account-without-uid",
        summary: `account of ${user.name} on a Mac has no uid`,
        value: null,
        allowed: "the uid that macOS assigned: 501 for the first account",
        remedy: `set \`uid\` in new User(…, "${user.name}", …) to the number that \`id -u ${user.name}\` prints on the Mac`,
      };
    }
  }

  /** Props without effect on any machine of the account. */
  private *effectProblems(): Iterable<Finding> {
    const { user } = this;
    const [{ nixos, darwin }] = this.members;
    if (isEmpty(nixos) && isEmpty(darwin)) return;
    if (isEmpty(nixos)) yield* this.withoutEffect(NIXOS_ONLY, "a NixOS machine");
    if (isEmpty(nixos) && !User.isUser(user)) {
      yield* this.withoutEffect(NOT_FOR_ROOT, "a NixOS machine, or an account of a person");
    }
    for (const module of this.extraModules) {
      if (!isEmpty(nixos) && module.provides.nixos) continue;
      if (!isEmpty(darwin) && module.provides.darwin) continue;
      yield {
        code: "role-module-class",
        summary: `extra module of account ${this.name} is for none of its machines`,
        value: moduleName(module),
        allowed: `a module for ${isEmpty(nixos) ? "darwin" : isEmpty(darwin) ? "nixos" : "nixos or darwin"}`,
        remedy: "remove it, or add machines of the module's class to the account",
      };
    }
  }

  private *withoutEffect(
    props: readonly (keyof UserAccountProps)[],
    needed: string,
  ): Iterable<Finding> {
    const given = props.filter((prop) => this.props[prop] !== undefined);
    if (given.length === 0) return;
    yield {
      code: "account-prop-without-effect",
      summary: `account of ${this.user.name} has props without effect on its Macs`,
      value: given,
      allowed: `these props with ${needed}`,
      remedy: "remove them; on a Mac, manage groups in the macOS settings",
    };
  }

  /** Two instances would merge the account and its generator: keys and groups are mixed, the script runs twice. */
  private *repeatedProblems(): Iterable<Finding> {
    for (const [earlier, twice] of this.sharedWithEarlier(ofUser, () => this.user)) {
      yield {
        code: "account-repeated",
        summary: `account of ${this.user.name} is on machines where ${earlier.name} also creates it`,
        value: twice.map(({ name }) => name),
        allowed: "one UserAccount for each user and machine",
        remedy: "remove these machines from one UserAccount",
      };
    }
  }

  /** Every Mac assigns the uid 501 to its first user. */
  private *uidProblems(): Iterable<Finding> {
    const { user } = this;
    for (const [{ user: other }, machines] of this.sharedWithEarlier(ofUid, (machine) =>
      this.uidOn(machine),
    )) {
      if (other === user) continue;
      yield {
        code: "account-uid-shared",
        summary: `duplicate uid of ${user.name} and ${other.name} on the same machine`,
        value: Object.fromEntries(machines.map((machine) => [machine.name, this.uidOn(machine)])),
        allowed: "a unique uid for each user of a machine",
        remedy: "use the number that `id -u` prints for each user",
      };
    }
  }

  /** Accounts declared earlier that share machines with this one, and the shared machines. */
  private sharedWithEarlier<Key>(
    alike: (fleet: Fleet) => AccountGroups<Key>,
    keyOn: (machine: Machine) => Key,
  ): ReadonlyMap<UserAccount, readonly Machine[]> {
    const shared = new Map<UserAccount, Machine[]>();
    for (const machine of this.machines) {
      const key = keyOn(machine);
      if (key === undefined) continue;
      for (const earlier of alike(this.fleet).get(machine)?.get(key) ?? []) {
        if (earlier === this) break;
        const machines = shared.get(earlier);
        if (machines === undefined) shared.set(earlier, [machine]);
        else machines.push(machine);
      }
    }
    return shared;
  }

  /** A home requires home-manager on the machine, which hand-written modules may also import. */
  private *homeProblems(): Iterable<Finding> {
    const { user } = this;
    if (!User.isUser(user) || user.home === undefined) return;
    const without = this.machines.filter((machine) => !hasHomeManager(machine));
    if (without.length === 0) return;
    yield {
      code: "home-without-home-manager",
      summary: `${user.name} has a home on machines without home-manager`,
      value: without.map(({ name }) => name),
      allowed: "machines that import the home-manager module",
      remedy:
        'import inputModule("home-manager", "darwin" or "nixos", "home-manager") in a module of these machines',
    };
  }
}

function hasHomeManager(machine: Machine): boolean {
  return (
    machineFiles(machine).length > 0 ||
    importedBy(machine).some((module) =>
      module.kind === "input-module" ? module.input === "home-manager" : isHandWritten(module),
    )
  );
}

const accountMachines = onceLocked((account: UserAccount) =>
  machinesOf(account.fleet, account.declaredMembers),
);

/** The accounts of each machine, grouped by a common value, in the order of their declaration. */
type AccountGroups<Key> = ReadonlyMap<Machine, ReadonlyMap<Key, readonly UserAccount[]>>;

const ofUser = onceLocked((fleet: Fleet) => accountsBy(fleet, ({ user }) => user));

const ofUid = onceLocked((fleet: Fleet) =>
  accountsBy(fleet, (account, machine) => account.uidOn(machine)),
);

function accountsBy<Key>(
  fleet: Fleet,
  keyOf: (account: UserAccount, machine: Machine) => Key,
): AccountGroups<Key> {
  const groups = new Map<Machine, Map<Key, UserAccount[]>>();
  for (const account of fleet.elementsOf<UserAccount>("account")) {
    for (const machine of account.machines) {
      const key = keyOf(account, machine);
      const ofMachine = groups.get(machine) ?? new Map<Key, UserAccount[]>();
      groups.set(machine, ofMachine);
      const alike = ofMachine.get(key);
      if (alike === undefined) ofMachine.set(key, [account]);
      else alike.push(account);
    }
  }
  return groups;
}
