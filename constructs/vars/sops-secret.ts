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
   * The sops file, relative to the flake: `secrets/github.yaml`. The key in the file is the secret's name; a
   * file other than `.yaml`, `.yml`, `.json`, `.env` or `.ini` contains only the secret. Machines do not evaluate
   * without the file, unless the secret is `optional`.
   */
  readonly file: string;
  /** Whether machines evaluate without the secret until its file exists. @default false */
  readonly optional?: boolean;
  /** Owner: a user or the account of a service. @default "root" */
  readonly owner?: AnyUser | string;
  /** File mode: `0400`, or `u=r,g=r`. @default "0400" */
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
 * A credential from a third party, such as an API token, encrypted with sops in the repository and independent
 * of clan's vars. Add it to `secrets` of machines or modules.
 */
export class SopsSecret extends FleetElement {
  /** Whether a value is a secret of a fleet, also from another copy of this library. */
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
   * The path of the decrypted file, for settings of machines that have the secret; it is not in `/run/secrets`
   * with clan's vars. In a longer string, use `` nix.interpolate`!include ${secret.path}` ``.
   */
  get path(): SecretReference {
    return new SecretReference(this);
  }

  /** File mode, four octal digits. */
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
        allowed:
          "a path with components of letters, digits, '.', '_', '+' and '-', separated by '/'",
        remedy: "use the path relative to flake.nix, such as secrets/github.yaml",
      };
    }
    yield* secretModeProblems("secret", this.givenMode);
  }
}
