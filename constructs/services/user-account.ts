import { DarwinMachine } from "../darwin-machine";
import type { Fleet } from "../fleet";
import type { Machine } from "../machine";
import { MetaReference } from "../meta-reference";
import { ExternalModule } from "../module/external-module";
import { importedBy } from "../module/machine-modules";
import type { Problem } from "../problem";
import { requireObjects } from "../require-objects";
import { ClanService } from "../service/clan-service";
import { type AnyUser, User } from "../user";
import { addCheck } from "../validation";
import { CompositeService } from "./composite-service";
import { DarwinService } from "./darwin-service";
import {
  isEmpty,
  type Member,
  type MembersByClass,
  machinesOf,
  membersByClass,
  requireMembers,
} from "./members";

export interface UserAccountProps {
  /** Whose account it is: a User of the fleet, or User.ROOT, who has none on Macs. */
  readonly user: AnyUser;
  /** The machines that have the account. */
  readonly on: readonly Member[];
  /** Groups that the user is in, on NixOS. @default - none */
  readonly groups?: readonly string[];
  /** Whose keys may log in. @default - the user's own; nobody's for root */
  readonly authorized?: readonly User[];
}

/**
 * An account. On NixOS clan-core's service makes it, with a generated password; on a Mac nix-darwin takes
 * over the account that macOS made, with the user's `uid`, home, shell and keys.
 */
export class UserAccount extends CompositeService {
  constructor(
    fleet: Fleet,
    instanceName: string,
    private readonly props: UserAccountProps,
  ) {
    super(fleet, "account", instanceName);
    requireMembers(`machines of account ${instanceName}`, props.on);
    requireObjects(
      `user of account ${instanceName}: not a user`,
      [props.user],
      (value) => value instanceof User || value === User.ROOT,
      "an object made with new User, or User.ROOT",
    );
    requireObjects(
      `authorized of account ${instanceName}: not a user`,
      props.authorized ?? [],
      (value) => value instanceof User,
      "objects made with new User",
    );
    addCheck(this, () => this.problems());
    addCheck(this, () => this.homeProblems());
    addCheck(this, () => this.repeatedProblems());
    addCheck(this, () => this.uidProblems());
  }

  override declareInstances(): void {
    const { fleet, instanceName } = this;
    const { user, groups } = this.props;
    const { authorized = user instanceof User ? [user] : [] } = this.props;
    const [{ nixos, darwin }] = this.members;
    const keys = MetaReference.concat(authorized.map((person) => person.meta("sshKeys")));
    const openssh = { authorizedKeys: { keys } };
    const home = user instanceof User && user.homeModule;
    const extraModules = home ? [home] : [];
    if (!isEmpty(nixos)) {
      const settings = { user: user.name, prompt: false, ...(groups && { groups }), openssh };
      new ClanService(fleet, instanceName, {
        service: "users",
        roles: { default: { ...nixos, settings, extraModules } },
      });
    }
    if (isEmpty(darwin) || !(user instanceof User)) return;
    const { name, uid = 0, shell } = user;
    const darwinName = isEmpty(nixos) ? instanceName : `${instanceName}-darwin`;
    new DarwinService(fleet, darwinName, instanceName, "users-darwin", {
      default: { ...darwin, settings: { user: name, uid, shell, openssh }, extraModules },
    });
  }

  get user(): AnyUser {
    return this.props.user;
  }

  /** The machines that have the account. */
  get machines(): readonly Machine[] {
    return machinesOf(this.fleet, this.props.on);
  }

  protected override get members(): readonly [MembersByClass] {
    return [membersByClass(this.fleet, this.props.on)];
  }

  private *problems(): Iterable<Problem> {
    const { user, groups } = this.props;
    if (groups !== undefined && isEmpty(this.members[0].nixos)) {
      yield {
        what: `account of ${user.name} has groups, but no NixOS machine`,
        value: groups,
        allowed: "groups on NixOS: those of a Mac are macOS' own",
        remedy: "remove `groups`, or make the person an administrator in macOS' settings",
      };
    }
    if (!this.machines.some((machine) => machine instanceof DarwinMachine)) return;
    if (!(user instanceof User)) {
      yield {
        what: "account of root on a Mac",
        value: this.props.on.map(({ name }) => name),
        allowed: "NixOS machines: on macOS root cannot log in, and nix-darwin does not manage it",
        remedy: "name Tag.NIXOS or single machines",
      };
    } else if (user.uid === undefined) {
      yield {
        what: `account of ${user.name} on a Mac has no uid`,
        value: null,
        allowed: "the id that macOS gave the account: 501 for the first one, `id -u` prints it",
        remedy: `give new User(fleet, "${user.name}", { uid: 501 }) the id`,
      };
    }
  }

  /** Two instances define one account and one generator: keys and groups mix, its script runs twice. */
  private *repeatedProblems(): Iterable<Problem> {
    for (const earlier of this.earlierAccounts()) {
      if (earlier.user !== this.user) continue;
      const twice = this.machinesSharedWith(earlier);
      if (twice.length === 0) continue;
      yield {
        what: `account of ${this.user.name} is given to machines that ${earlier.instanceName} gives it to`,
        value: twice.map(({ name }) => name),
        allowed: "one account of a user on each machine",
        remedy: "name these machines in one UserAccount only",
      };
    }
  }

  /** Macs number their people alike: the first one of each is 501. */
  private *uidProblems(): Iterable<Problem> {
    const { user } = this;
    if (!(user instanceof User) || user.uid === undefined) return;
    for (const earlier of this.earlierAccounts()) {
      const other = earlier.user;
      if (!(other instanceof User) || other === user || other.uid !== user.uid) continue;
      const shared = this.machinesSharedWith(earlier).filter(
        (machine) => machine instanceof DarwinMachine,
      );
      if (shared.length === 0) continue;
      yield {
        what: `uid of ${user.name} is also that of ${other.name} on the same Mac`,
        value: { uid: user.uid, macs: shared.map(({ name }) => name) },
        allowed: "one user for each uid: nix-darwin stops an activation that finds another owner",
        remedy: "give each what `id -u` prints for them",
      };
    }
  }

  private earlierAccounts(): readonly UserAccount[] {
    const accounts = this.fleet.childrenOf(UserAccount);
    return accounts.slice(0, accounts.indexOf(this));
  }

  private machinesSharedWith(other: UserAccount): readonly Machine[] {
    const theirs = new Set(other.machines);
    return this.machines.filter((machine) => theirs.has(machine));
  }

  /** A home does nothing without home-manager in the system; hand-written modules may bring it. */
  private *homeProblems(): Iterable<Problem> {
    const { user } = this.props;
    if (!(user instanceof User) || user.home === undefined) return;
    const without = this.machines.filter((machine) => !hasHomeManager(machine));
    if (without.length === 0) return;
    yield {
      what: `${user.name} has a home on machines without home-manager`,
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
      : module instanceof ExternalModule,
  );
}
