import { Construct } from "constructs";
import type { Fleet } from "./fleet";
import { FleetError } from "./fleet-error";
import { MetaReference } from "./meta-reference";
import { importProblems, inputProblems } from "./module/import-problems";
import type { GeneratedModule, Module } from "./module/module";
import { requireModules } from "./module/require-modules";
import type { Settings } from "./nix-value";
import { formatProblem, type Problem } from "./problem";
import { isSettings } from "./setting-kinds";
import { HOME_VARS, optionProblems } from "./settings-problems";
import { publicKeyProblem } from "./ssh-public-key";
import { addCheck, duplicateProblems, freeId } from "./validation";

/** The login shells that a Mac's account can have. */
export type Shell = "bash" | "fish" | "zsh";

/** What home-manager makes of a person's home, on every machine where the person has an account. */
export interface HomeSpec {
  /** The home-manager release that the home was made with, such as `25.11`: `home.stateVersion`. */
  readonly stateVersion: string;
  /** The modules that the home imports, each once. @default - none */
  readonly modules?: readonly Module<"homeManager">[];
  /** Any options of home-manager; as a function they can refer to facts of the person. @default - none */
  readonly settings?: Settings | ((user: User) => Settings);
}

/** A person's home with all that was left out. */
export interface Home {
  readonly stateVersion: string;
  readonly modules: readonly Module<"homeManager">[];
  readonly settings: Settings;
}

export interface UserProps {
  /** The person's full name. @default - none */
  readonly fullName?: string;
  /** E-mail address, for git among others. @default - none */
  readonly email?: string;
  /** OpenSSH public keys that may log in as this user, each the text of a `.pub` file. @default - none */
  readonly sshKeys?: readonly string[];
  /** Id of the account on Macs, as macOS gave it: 501 for the first person. @default - not on a Mac */
  readonly uid?: number;
  /** Login shell on Macs. @default "zsh" - that of macOS */
  readonly shell?: Shell;
  /** What home-manager makes of the person's home, wherever there is an account. @default - nothing */
  readonly home?: HomeSpec;
}

/** An account that every system has by itself. */
export class PredefinedUser {
  constructor(readonly name: "root") {}
}

/** Anyone who can have an account. */
export type AnyUser = User | PredefinedUser;

// POSIX portable names in lower case. import-tree would skip the file of one that starts with `_`.
const LOGIN_NAME = /^[a-z][a-z0-9_-]{0,31}$/;

/** A person (or root) with an account on some machines. */
export class User extends Construct {
  /** The administrator of a NixOS machine. */
  static readonly ROOT = new PredefinedUser("root");

  readonly fullName: string | undefined;
  readonly email: string | undefined;
  readonly sshKeys: readonly string[];
  readonly uid: number | undefined;
  readonly shell: Shell;
  readonly home: Home | undefined;

  constructor(
    private readonly fleet: Fleet,
    /** Login name: a letter, then up to 31 of a-z, 0-9, `_` and `-`. */
    readonly name: string,
    props: UserProps = {},
  ) {
    super(fleet, freeId(fleet, `user:${name}`));
    this.fullName = props.fullName;
    this.email = props.email;
    this.sshKeys = (props.sshKeys ?? []).map((key) => key.trim());
    this.uid = props.uid;
    this.shell = props.shell ?? "zsh";
    requireModules(`modules of ${name}'s home`, props.home?.modules ?? []);
    this.home = props.home && this.homeOf(props.home);
    addCheck(this, () => this.problems());
  }

  /** The module that sets up the person's home on a machine. */
  get homeModule(): GeneratedModule | undefined {
    if (this.home === undefined) return undefined;
    const provides = { nixos: true, darwin: true } as const;
    return { kind: "generated-module", name: `users/${this.name}`, provides };
  }

  /** A fact of this user, for settings: it stands once in the generated tree and is referred to. */
  meta(fact: "fullName" | "email" | "sshKeys"): MetaReference {
    if (this[fact] === undefined) {
      throw new FleetError(
        formatProblem({
          what: `${this.node.path} is referred to by a fact that it does not have`,
          value: fact,
          allowed: "a fact that the user's props give",
          remedy: `give new User(fleet, "${this.name}", { ${fact}: … })`,
        }),
      );
    }
    return new MetaReference(["users", this.name, fact]);
  }

  private homeOf({ stateVersion, modules = [], settings = {} }: HomeSpec): Home {
    return {
      stateVersion,
      modules,
      settings: typeof settings === "function" ? settings(this) : settings,
    };
  }

  private *problems(): Iterable<Problem> {
    if (!LOGIN_NAME.test(this.name)) {
      yield {
        what: "user name is not a login name",
        value: this.name,
        allowed: "a-z, then up to 31 of a-z, 0-9, '_' and '-'",
        remedy: "use the name that the person logs in with",
      };
    }
    yield* duplicateProblems(this, "user", this.name);
    if (this.name === User.ROOT.name) {
      yield {
        what: "user exists on every machine by itself",
        value: this.name,
        allowed: "the login names of people",
        remedy: "use User.ROOT",
      };
    }
    yield* this.uidProblems();
    yield* this.homeProblems();
    for (const key of this.sshKeys) {
      const problem = publicKeyProblem(key);
      if (problem !== undefined) yield problem;
    }
  }

  private *uidProblems(): Iterable<Problem> {
    const { uid } = this;
    if (uid === undefined) return;
    if (!Number.isInteger(uid) || uid < 501 || uid > 599) {
      yield {
        what: `uid of ${this.name} is not one of a person on macOS`,
        value: uid,
        allowed: "501 to 599, a whole number",
        remedy: "give what `id -u` prints on the Mac",
      };
    }
  }

  private *homeProblems(): Iterable<Problem> {
    if (this.home === undefined) return;
    const { stateVersion, modules, settings } = this.home;
    if (!/^\d\d\.(05|11)$/.test(stateVersion)) {
      yield {
        what: `state version of ${this.name}'s home is not a home-manager release`,
        value: stateVersion,
        allowed: "YY.05 or YY.11, such as 25.11",
        remedy: "give the release that the home was made with",
      };
    }
    const { home: beside = {} } = settings;
    if (!isSettings(beside) || "stateVersion" in beside) {
      yield {
        what: `home.stateVersion in the settings of ${this.name}'s home is the prop stateVersion`,
        value: isSettings(beside) ? beside.stateVersion : "home as one expression",
        allowed: "settings below `home` beside stateVersion",
        remedy: "set the prop, and the other options of `home` one by one",
      };
    }
    yield* importProblems(modules, "homeManager");
    yield* inputProblems(modules, this.fleet.inputNames);
    yield* optionProblems(settings, { at: ["home", "settings"], withoutVars: HOME_VARS });
  }
}
