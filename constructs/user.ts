import { Construct } from "constructs";
import type { Fleet } from "./fleet";
import { MetaReference } from "./meta-reference";
import type { Problem } from "./problem";
import { publicKeyProblem } from "./ssh-public-key";
import { addCheck, freeId, isDuplicate } from "./validation";

export interface UserProps {
  /** The person's full name. @default - none */
  readonly fullName?: string;
  /** E-mail address, for git among others. @default - none */
  readonly email?: string;
  /** OpenSSH public keys, one a string, that may log in as this user. @default - none */
  readonly sshKeys?: readonly string[];
}

// What useradd accepts and macOS too: POSIX portable names in lower case.
const LOGIN_NAME = /^[a-z_][a-z0-9_-]{0,31}$/;

/** A person (or root) with an account on some machines. */
export class User extends Construct {
  readonly fullName: string | undefined;
  readonly email: string | undefined;
  readonly sshKeys: readonly string[];

  constructor(
    fleet: Fleet,
    /** Login name: a letter or `_`, then up to 31 of a-z, 0-9, `_` and `-`. */
    readonly name: string,
    props: UserProps = {},
  ) {
    super(fleet, freeId(fleet, `user:${name}`));
    this.fullName = props.fullName;
    this.email = props.email;
    this.sshKeys = props.sshKeys ?? [];
    addCheck(this, () => this.problems());
  }

  /** A fact of this user, for settings: it stands once in the generated tree and is referred to. */
  meta(fact: "fullName" | "email" | "sshKeys"): MetaReference {
    return new MetaReference(["users", this.name, fact]);
  }

  private *problems(): Iterable<Problem> {
    if (!LOGIN_NAME.test(this.name)) {
      yield {
        what: "user name is not a login name",
        value: this.name,
        allowed: "a-z or '_', then up to 31 of a-z, 0-9, '_' and '-'",
        remedy: "use the name that the person logs in with",
      };
    }
    if (isDuplicate(this)) {
      yield {
        what: "user is declared twice",
        value: this.name,
        allowed: "one User for each login name",
        remedy: "pass the first User object around instead of making a second one",
      };
    }
    for (const key of this.sshKeys) {
      const problem = publicKeyProblem(key);
      if (problem !== undefined) yield problem;
    }
  }
}
