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

/** The login shells that an account can have; another one is a setting of the machine: `users.users`. */
export type Shell = "bash" | "fish" | "zsh";

/** What home-manager makes of a person's home, on every machine where the person has an account. */
export interface HomeSpec {
  /** The home-manager release that the home was made with, such as `25.11`: `home.stateVersion`. */
  readonly stateVersion: string;
  /** The modules that the home imports, each once. @default - none */
  readonly modules?: readonly Module<"homeManager">[];
  /** Any options of home-manager; as a function they can refer to facts of the person. @default - none */
  readonly settings?: HomeOptions | ((user: User) => HomeOptions);
}

/** A person's home with all that was left out. */
export interface Home {
  readonly stateVersion: string;
  readonly modules: readonly Module<"homeManager">[];
  readonly settings: AnySettings;
}

export interface UserProps extends FleetElementProps {
  /** The person's full name; the description of each account. @default - none */
  readonly fullName?: string;
  /** E-mail address, for git among others. @default - none */
  readonly email?: string;
  /**
   * OpenSSH public keys that may log in as this user, each the text of a `.pub` file, perhaps with options of
   * sshd before it as in `authorized_keys`: `restrict,from="10.0.0.0/8" ssh-ed25519 …`.
   *
   * @default - none
   */
  readonly sshKeys?: readonly string[];
  /**
   * Id of the account on Macs, as macOS gave it: 501 for the first person. NixOS numbers its accounts itself.
   *
   * @default - not on a Mac
   */
  readonly uid?: number;
  /**
   * Login shell of each account; the machine enables it.
   *
   * @default - "zsh" on Macs, as on macOS; that of the system, bash, on NixOS
   */
  readonly shell?: Shell;
  /** What home-manager makes of the person's home, wherever there is an account. @default - nothing */
  readonly home?: HomeSpec;
}

/** What settings can refer to of a person. */
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

/** An account that every system has by itself. */
export class PredefinedUser {
  constructor(readonly name: "root") {
    brand(this, PREDEFINED);
  }
}

/** Anyone who can have an account. */
export type AnyUser = User | PredefinedUser;

// What NixOS and macOS take; NixOS stops at a name of more than 31 characters, and systemd takes digits for a uid.
const LOGIN_NAME = /^(?!\d+$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,30}$/;

/** A person with an account on some machines. */
export class User extends FleetElement {
  /** The administrator of a NixOS machine. */
  static readonly ROOT = new PredefinedUser("root");

  /** Whether a value is a person of a fleet, of another copy of this library included. */
  static isUser(value: unknown): value is User {
    return hasBrand(value, USER);
  }

  /** Whether a value is a person, or root. */
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

  /** The module that sets up the person's home on a machine. */
  get homeModule(): GeneratedModule | undefined {
    if (this.home === undefined) return undefined;
    const provides = { nixos: true, darwin: true } as const;
    return { kind: "generated-module", name: `users/${this.name}`, provides };
  }

  /** A fact of this user, for settings: it stands once in the generated tree and is referred to. */
  fact<Name extends keyof UserFacts>(name: Name): MetaReference<UserFacts[Name]> {
    if (this[name] === undefined) {
      report(this, {
        code: "user-fact-missing",
        summary: "settings refer to a fact that the user does not have",
        value: name,
        allowed: "a fact that the user's props give",
        remedy: `give new User(…, "${this.name}", { ${name}: … })`,
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
        summary: "user name is not a login name",
        value: this.name,
        allowed:
          "up to 31 letters, digits, '_', '.' and '-', not digits alone, and not starting with '.' or '-'",
        remedy: "use the name that the person logs in with",
      };
    }
    if (this.name === User.ROOT.name) {
      yield {
        code: "user-predefined",
        summary: "user exists on every machine by itself",
        value: this.name,
        allowed: "the login names of people",
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
        summary: `uid of ${this.name} is not the id of an account`,
        value: uid,
        allowed: "a whole number, 0 or more",
        remedy: "give what `id -u` prints on the Mac",
      };
    } else if (uid < 500) {
      yield {
        code: "user-uid-unusual",
        summary: `uid of ${this.name} is not one of a person on macOS`,
        value: uid,
        allowed: "501 or more, unless macOS gave the account another one",
        remedy: "give what `id -u` prints on the Mac",
      };
    }
  }

  /** A home is made with the account that it belongs to: the role of the account imports it. */
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
        remedy: "give the release that the home was made with",
      };
    }
    const { home: beside = {} } = isSettings(settings) ? settings : {};
    if (!isSettings(beside) || "stateVersion" in beside) {
      yield {
        code: "home-state-version-in-settings",
        summary: `home.stateVersion in the settings of ${this.name}'s home is the prop stateVersion`,
        value: isSettings(beside) ? beside.stateVersion : "home as one expression",
        allowed: "settings below `home` beside stateVersion",
        remedy: "set the prop, and the other options of `home` one by one",
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

/** Names of the generated modules that roles of services import. */
const modulesOfRoles = onceLocked(
  (fleet: Fleet): ReadonlySet<string> =>
    new Set(
      fleet.services
        .flatMap(({ roles }) => roles.flatMap(({ extraModules }) => extraModules))
        .flatMap((module) => (module.kind === "generated-module" ? [module.name] : [])),
    ),
);
