import type { HomeOptions } from "@nix-fleet/nix-options";
import type { Construct } from "constructs";
import { brand, hasBrand } from "./brand";
import { addCheck, report } from "./diagnostics/check";
import type { Finding } from "./diagnostics/finding";
import { objectsIn } from "./diagnostics/objects";
import type { Fleet } from "./fleet";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "./fleet-element";
import { isHomeManagerRelease } from "./machine/releases";
import { MetaReference } from "./meta-reference";
import { inputProblems } from "./module/import-problems";
import { type GeneratedModule, isModule, MODULES, type Module } from "./module/module";
import { unlistedInHome } from "./module/unlisted-modules";
import { onceLocked } from "./once-locked";
import { type AnySettings, settingsOfOptions } from "./options/nix-value";
import { isSettings } from "./options/setting-kinds";
import { HOME_VARS, optionProblems } from "./options/settings-problems";
import {
  anything,
  listOf,
  number,
  object,
  objectOrFunction,
  oneOf,
  required,
  text,
} from "./props/kinds";
import { nested, readArgument, readProps, shapeOf } from "./props/read-props";
import { publicKeyProblem } from "./ssh-public-key";

/** The login shells of accounts; set another shell in the machine's settings, in `users.users`. */
export type Shell = "bash" | "fish" | "zsh";

/** The home-manager configuration of a user, on every machine where the user has an account. */
export interface HomeSpec {
  /** The home-manager release with which the home was first created, such as `25.11`: `home.stateVersion`. */
  readonly stateVersion: string;
  /** Imported modules, without duplicates. @default - none */
  readonly modules?: readonly Module<"homeManager">[];
  /** Options of home-manager, or a function that returns them and can use facts of the user. @default - none */
  readonly settings?: HomeOptions | ((user: User) => HomeOptions);
}

/** The home of a user with all defaults. */
export interface Home {
  readonly stateVersion: string;
  readonly modules: readonly Module<"homeManager">[];
  readonly settings: AnySettings;
}

export interface UserProps extends FleetElementProps {
  /** Full name, used as the description of each account. @default - none */
  readonly fullName?: string;
  /** E-mail address, for example for git. @default - none */
  readonly email?: string;
  /**
   * OpenSSH public keys for logins as this user. Each is the text of a `.pub` file, optionally with sshd options
   * before it as in `authorized_keys`: `restrict,from="10.0.0.0/8" ssh-ed25519 …`.
   *
   * @default - none
   */
  readonly sshKeys?: readonly string[];
  /**
   * The uid that macOS assigned to the account on Macs: 501 for the first user. Required for an account on a
   * Mac; NixOS assigns uids automatically.
   *
   * @default - none
   */
  readonly uid?: number;
  /**
   * Login shell of each account. It is enabled on each machine with an account.
   *
   * @default - "zsh" on Macs, the default of macOS; bash on NixOS, its default shell
   */
  readonly shell?: Shell;
  /** The home-manager configuration for every machine with an account of the user. @default - none */
  readonly home?: HomeSpec;
}

/** The facts of a user that settings can refer to. */
export interface UserFacts {
  readonly fullName: string;
  readonly email: string;
  readonly sshKeys: readonly string[];
}

const HOME_PROPS = shapeOf<HomeSpec>("HomeSpec", {
  stateVersion: required(text, "25.11"),
  modules: anything,
  settings: objectOrFunction,
});

const PROPS = shapeOf<UserProps>("User", {
  ...ELEMENT_PROPS,
  fullName: text,
  email: text,
  sshKeys: listOf(text),
  uid: number,
  shell: oneOf("bash", "fish", "zsh"),
  home: nested(HOME_PROPS),
});

const USER = Symbol.for("nix-fleet.User");
const PREDEFINED = Symbol.for("nix-fleet.PredefinedUser");

/** A predefined account of every system. */
export class PredefinedUser {
  constructor(readonly name: "root") {
    brand(this, PREDEFINED);
  }
}

/** A user, or the predefined root. */
export type AnyUser = User | PredefinedUser;

// Valid on NixOS and macOS. NixOS rejects names of more than 31 characters, and systemd reads digits alone as a uid.
const LOGIN_NAME = /^(?!\d+$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,30}$/;

/** A user with accounts on machines. */
export class User extends FleetElement {
  /** The predefined root user. */
  static readonly ROOT = new PredefinedUser("root");

  /** Whether a value is a user of a fleet, also from another copy of this library. */
  static isUser(value: unknown): value is User {
    return hasBrand(value, USER);
  }

  /** Whether a value is a user, including root. */
  static isAnyUser(value: unknown): value is AnyUser {
    return User.isUser(value) || hasBrand(value, PREDEFINED);
  }

  readonly fullName: string | undefined;
  readonly email: string | undefined;
  readonly sshKeys: readonly string[];
  readonly uid: number | undefined;
  readonly shell: Shell | undefined;
  readonly home: Home | undefined;

  /**
   * @param id - login name, unless `name` is given: a letter or `_`, then up to 30 letters,
   *   digits, `_`, `.` and `-`
   */
  constructor(scope: Construct, id: string, given: UserProps = {}) {
    const props = readProps(PROPS, given);
    super(scope, "user", id, props);
    brand(this, USER);
    this.fullName = props.fullName;
    this.email = props.email;
    this.sshKeys = (props.sshKeys ?? []).map((key) => key.trim());
    this.uid = props.uid;
    this.shell = props.shell;
    this.home = props.home && this.homeOf(props.home);
    requireUniqueName(this, "user");
    addCheck(this, () => this.check());
  }

  /** The module that imports the user's home on a machine. */
  get homeModule(): GeneratedModule | undefined {
    if (this.home === undefined) return undefined;
    const provides = { nixos: true, darwin: true } as const;
    return { kind: "generated-module", name: `users/${this.name}`, provides };
  }

  /** A reference to a fact of this user, for settings; the generated tree defines it once. */
  fact<Name extends keyof UserFacts>(name: Name): MetaReference<UserFacts[Name]> {
    if (this[name] === undefined) {
      report(this, {
        code: "user-fact-missing",
        summary: "settings refer to a fact that the user does not define",
        value: name,
        allowed: "facts that are set in the user's props",
        remedy: `set it: new User(…, "${this.name}", { ${name}: … })`,
      });
    }
    return new MetaReference(["users", this.name, name]);
  }

  private homeOf({ stateVersion, modules, settings = {} }: HomeSpec): Home {
    return {
      stateVersion,
      modules: objectsIn(this, "modules of the home", modules, isModule<"homeManager">, MODULES),
      settings:
        typeof settings === "function" ? this.settingsOf(settings) : settingsOfOptions(settings),
    };
  }

  private settingsOf(settings: (user: User) => HomeOptions): AnySettings {
    return settingsOfOptions(readArgument(this, "User", "home.settings", object, settings(this)));
  }

  private *check(): Iterable<Finding> {
    if (!LOGIN_NAME.test(this.name)) {
      yield {
        code: "user-name-invalid",
        summary: "user name is not a valid login name",
        value: this.name,
        allowed:
          "up to 31 letters, digits, '_', '.' and '-', not digits alone, and not starting with '.' or '-'",
        remedy: "use the user's login name",
      };
    }
    if (this.name === User.ROOT.name) {
      yield {
        code: "user-predefined",
        summary: "user is predefined on every machine",
        value: this.name,
        allowed: "any login name except root",
        remedy: "use User.ROOT",
      };
    }
    yield* this.uidProblems();
    yield* this.homeProblems();
    yield* this.homeWithoutAccount();
    for (const key of this.sshKeys) {
      const problem = publicKeyProblem(key, { withOptions: true });
      if (problem !== undefined) yield problem;
    }
  }

  private *uidProblems(): Iterable<Finding> {
    const { uid } = this;
    if (uid === undefined) return;
    if (!Number.isInteger(uid) || uid < 0) {
      yield {
        code: "user-uid-invalid",
        summary: `uid of ${this.name} is not a valid uid`,
        value: uid,
        allowed: "an integer, 0 or more",
        remedy: "use the number that `id -u` prints on the Mac",
      };
    } else if (uid < 500) {
      yield {
        code: "user-uid-unusual",
        summary: `uid of ${this.name} is below the range of users on macOS`,
        value: uid,
        allowed: "501 or more, unless macOS assigned another uid to the account",
        remedy: "use the number that `id -u` prints on the Mac",
      };
    }
  }

  /** The role of the account imports the home, so a home without an account is unused. */
  private *homeWithoutAccount(): Iterable<Finding> {
    const name = this.homeModule?.name;
    if (name === undefined) return;
    if (modulesOfRoles(this.fleet).has(name)) return;
    yield {
      code: "home-without-account",
      summary: "user has a home, but no account on any machine",
      value: this.name,
      allowed: "homes of users with a UserAccount",
      remedy: `add new UserAccount(fleet, "users-${this.name}", …), or remove the home`,
    };
  }

  private *homeProblems(): Iterable<Finding> {
    if (this.home === undefined) return;
    const { stateVersion, modules, settings } = this.home;
    if (!isHomeManagerRelease(stateVersion)) {
      yield {
        code: "home-state-version-invalid",
        summary: `state version of ${this.name}'s home is not a home-manager release`,
        value: stateVersion,
        allowed:
          "YY.05 or YY.11 from 21.05 on, such as 25.11, and the releases from 18.09 to 21.03",
        remedy: "use the release with which the home was first created",
      };
    }
    const { home: beside = {} } = isSettings(settings) ? settings : {};
    if (!isSettings(beside) || "stateVersion" in beside) {
      yield {
        code: "home-state-version-in-settings",
        summary: `settings of ${this.name}'s home set home.stateVersion, which is the prop stateVersion`,
        value: isSettings(beside) ? beside.stateVersion : "home as one expression",
        allowed: "other settings below `home`",
        remedy: "set the prop `stateVersion`, and write `home` as an object with its other options",
      };
    }
    yield* inputProblems(modules, this.fleet);
    yield* optionProblems(settings, {
      at: ["home", "settings"],
      fleet: this.fleet,
      moduleClass: "homeManager",
      unlisted: () => unlistedInHome(this),
      withoutVars: HOME_VARS,
    });
  }
}

/** Names of the generated modules that service roles import. */
const modulesOfRoles = onceLocked(
  (fleet: Fleet): ReadonlySet<string> =>
    new Set(
      fleet.services
        .flatMap(({ roles }) => roles.flatMap(({ extraModules }) => extraModules))
        .flatMap((module) => (module.kind === "generated-module" ? [module.name] : [])),
    ),
);
