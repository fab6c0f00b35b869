import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "../fleet-element";
import { flag, isRecord, kind, required, text, textOr } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import type { AnyUser } from "../user";
import { varsNameProblems } from "./name-problems";
import { octalMode, secretModeProblems } from "./secret-mode";
import { SecretReference } from "./secret-reference";
import { unusedProblem } from "./unused-problem";

export interface SopsSecretProps extends FleetElementProps {
  /**
   * The file that sops encrypts, relative to the flake: `secrets/github.yaml`. Its key is the secret's
   * name; a file that is not `.yaml`, `.yml`, `.json`, `.env` or `.ini` is the secret as a whole. A machine
   * does not evaluate without it, unless the secret is `optional`.
   */
  readonly file: string;
  /** Whether machines do without the secret as long as there is no such file. @default false */
  readonly optional?: boolean;
  /** Who may read it: a person, or the account of a service. @default "root" */
  readonly owner?: AnyUser | string;
  /** Its permissions: `0400`, or `u=r,g=r`. @default "0400" */
  readonly mode?: string;
}

const PROPS = shapeOf<SopsSecretProps>("SopsSecret", {
  ...ELEMENT_PROPS,
  file: required(text, "secrets/unnamed.yaml"),
  optional: flag,
  owner: textOr(
    kind("a User, or User.ROOT", (value) => isRecord(value) && typeof value.name === "string"),
  ),
  mode: text,
});

const FILE = /^(?!\.{1,2}(\/|$))[A-Za-z0-9._+-]+(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._+-]+)*$/;

const SOPS_SECRET = Symbol.for("nix-fleet.SopsSecret");

/**
 * A credential that others issue, such as an API token: encrypted with sops in the repository, apart from
 * what clan generates. Machines get it through `secrets`, of their own or of a module.
 */
export class SopsSecret extends FleetElement {
  /** Whether a value is a secret of a fleet, of another copy of this library included. */
  static isSopsSecret(value: unknown): value is SopsSecret {
    return hasBrand(value, SOPS_SECRET);
  }

  readonly file: string;
  readonly optional: boolean;
  readonly owner: string;
  private readonly givenMode: string;

  /** @param id - name under `sops.secrets`, and of its file in the tree, unless `name` is given */
  constructor(scope: Construct, id: string, given: SopsSecretProps) {
    const props = readProps(PROPS, given);
    super(scope, "secret", id, props);
    brand(this, SOPS_SECRET);
    this.file = props.file;
    this.optional = props.optional ?? false;
    this.owner = typeof props.owner === "object" ? props.owner.name : (props.owner ?? "root");
    this.givenMode = props.mode ?? "0400";
    requireUniqueName(this, "secret");
    addCheck(this, () => this.check());
  }

  /**
   * Where it lies, decrypted, for settings of machines that have it; not among clan's vars in `/run/secrets`.
   * In a longer text it is `` nix.interpolate`!include ${secret.path}` ``.
   */
  get path(): SecretReference {
    return new SecretReference(this);
  }

  /** Its permissions, four octal digits. */
  get mode(): string {
    return octalMode(this.givenMode) ?? this.givenMode;
  }

  private *check(): Iterable<Finding> {
    yield* varsNameProblems("secret", this.name);
    yield* unusedProblem("secret", this);
    if (!FILE.test(this.file)) {
      yield {
        code: "secret-file-invalid",
        summary: "file of secret is not a path in the flake",
        value: this.file,
        allowed: "folders and a name of letters, digits, '.', '_', '+' and '-', joined by '/'",
        remedy: "give the path from flake.nix on, such as secrets/github.yaml",
      };
    }
    yield* secretModeProblems("secret", this.givenMode);
  }
}
