import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { kind, number, required, secretSource, text, texts } from "../props/kinds";
import { type KindsOf, propFindings, readProps, shapeOf } from "../props/read-props";
import { expression } from "./expression";
import { isObject } from "./json";
import { Passphrase } from "./passphrase";
import type { StackVariable } from "./stack-variable";
import {
  type AwsKmsKey,
  awsKmsKey,
  type EncryptionKey,
  type ExternalKey,
  externalKey,
  type GcpKmsKey,
  gcpKmsKey,
  invalid,
  type OpenBaoKey,
  openBaoKey,
  type Pbkdf2Key,
  pbkdf2Key,
} from "./state-encryption-keys";

type Attributes = Readonly<Record<string, unknown>>;

/** Props of every kind of encryption. */
export interface StateEncryptionProps {
  /**
   * OpenTofu's name of the key provider. OpenTofu stores it with the encrypted state, and cannot read the state
   * under another name.
   *
   * @default "state_encryption_password" for pbkdf2, otherwise "state_encryption_key"
   */
  readonly name?: string;
  /** OpenTofu's name of the method. @default "encryption_method" */
  readonly methodName?: string;
  /**
   * The current encryption of an existing state, which the next apply replaces: `"unencrypted"`, or the previous
   * encryption, with other names than this one. Remove it after that apply.
   *
   * @default - none: the state already has this encryption
   */
  readonly fallback?: "unencrypted" | StateEncryption;
}

export interface Pbkdf2Props extends StateEncryptionProps, Pbkdf2Key {}

export interface AwsKmsProps extends StateEncryptionProps, AwsKmsKey {}

export interface GcpKmsProps extends StateEncryptionProps, GcpKmsKey {}

export interface OpenBaoProps extends StateEncryptionProps, OpenBaoKey {}

export interface ExternalKeyProps extends StateEncryptionProps, ExternalKey {}

const PASSPHRASE = secretSource(
  "a Passphrase",
  Passphrase.isPassphrase,
  'Passphrase.fromClanSecret("…"), Passphrase.fromEnvironment()',
);

const ENCRYPTION_PROPS: KindsOf<StateEncryptionProps> = {
  name: text,
  methodName: text,
  fallback: kind(
    '"unencrypted", or a StateEncryption',
    (value) => value === "unencrypted" || StateEncryption.isStateEncryption(value),
  ),
};

const PBKDF2 = shapeOf<Pbkdf2Props>("StateEncryption.pbkdf2", {
  ...ENCRYPTION_PROPS,
  passphrase: required(PASSPHRASE, Passphrase.fromEnvironment()),
  iterations: number,
});

const AWS_KMS = shapeOf<AwsKmsProps>("StateEncryption.awsKms", {
  ...ENCRYPTION_PROPS,
  keyId: required(text, "unnamed"),
  region: text,
});

const GCP_KMS = shapeOf<GcpKmsProps>("StateEncryption.gcpKms", {
  ...ENCRYPTION_PROPS,
  key: required(text, "projects/unnamed/locations/unnamed/keyRings/unnamed/cryptoKeys/unnamed"),
});

const OPEN_BAO = shapeOf<OpenBaoProps>("StateEncryption.openBao", {
  ...ENCRYPTION_PROPS,
  keyName: required(text, "unnamed"),
  address: text,
  transitEnginePath: text,
});

const EXTERNAL = shapeOf<ExternalKeyProps>("StateEncryption.external", {
  ...ENCRYPTION_PROPS,
  command: required(texts, ["unnamed"]),
});

const STATE_ENCRYPTION = Symbol.for("nix-fleet.StateEncryption");

/**
 * Encryption of the state and the plans of a stack by OpenTofu, with AES-GCM. Terraform does not support it: its
 * `init` fails before it reads or writes a state. Credentials come from the environment, never from the fleet.
 * Encryption does not protect against the loss of the key or against concurrent writers.
 *
 * Source: https://opentofu.org/docs/language/state/encryption/
 */
export class StateEncryption {
  /** Whether a value is an encryption, of another copy of this library included. */
  static isStateEncryption(value: unknown): value is StateEncryption {
    return hasBrand(value, STATE_ENCRYPTION);
  }

  /** With a key derived from a passphrase. */
  static pbkdf2(given: Pbkdf2Props): StateEncryption {
    const props = readProps(PBKDF2, given);
    return new StateEncryption(props, pbkdf2Key(props));
  }

  /** With a key of Amazon's key management service; credentials come from the AWS environment variables. */
  static awsKms(given: AwsKmsProps): StateEncryption {
    const props = readProps(AWS_KMS, given);
    return new StateEncryption(props, awsKmsKey(props));
  }

  /** With a key of Google's key management service; credentials come from GOOGLE_CREDENTIALS or gcloud. */
  static gcpKms(given: GcpKmsProps): StateEncryption {
    const props = readProps(GCP_KMS, given);
    return new StateEncryption(props, gcpKmsKey(props));
  }

  /** With a key of OpenBao's transit engine (OpenTofu ≥ 1.8); the token is BAO_TOKEN. */
  static openBao(given: OpenBaoProps): StateEncryption {
    const props = readProps(OPEN_BAO, given);
    return new StateEncryption(props, openBaoKey(props));
  }

  /**
   * With a key that a program prints, in OpenTofu's experimental protocol for external key providers
   * (OpenTofu ≥ 1.10). The program runs in the folder of the stack.
   */
  static external(given: ExternalKeyProps): StateEncryption {
    const props = readProps(EXTERNAL, given);
    return new StateEncryption(props, externalKey(props));
  }

  /**
   * Settings from the environment variable `TF_ENCRYPTION`: key provider, method and the blocks `state` and `plan`.
   * Without that variable OpenTofu refuses to run.
   */
  static fromEnvironment(): StateEncryption {
    return new StateEncryption({});
  }

  private constructor(
    private readonly props: StateEncryptionProps,
    private readonly key?: EncryptionKey,
  ) {
    brand(this, STATE_ENCRYPTION);
  }

  /** Environment variables that OpenTofu needs. */
  get environment(): readonly StackVariable[] {
    return this.chain.flatMap(({ key }) => key?.passphrase?.environment ?? []);
  }

  /** Whether OpenTofu reads all settings from TF_ENCRYPTION. */
  get isInEnvironment(): boolean {
    return this.key === undefined;
  }

  /** The versions of OpenTofu that support it. */
  get requiredVersion(): string {
    const versions = this.chain.map(({ key }) => key?.minimumVersion ?? "1.7");
    const [newest] = versions.sort((a, b) => minor(b) - minor(a));
    return `>= ${newest}`;
  }

  /** Reference to the method, for data sources that read a state with this encryption. */
  get method(): string {
    return `method.aes_gcm.${this.methodName}`;
  }

  /** Its problems. */
  *problems(): Iterable<Finding> {
    const names = new Set<string>();
    for (const { key, methodName, props } of this.chain) {
      yield* propFindings(props);
      yield* key?.problems() ?? [];
      if (key === undefined) {
        if (this.chain.length > 1) yield fallbackInEnvironment();
        continue;
      }
      for (const name of [`key_provider.${key.type}.${key.name}`, `method.aes_gcm.${methodName}`]) {
        if (names.has(name)) yield sharedName(name);
        names.add(name);
      }
      for (const name of [key.name, methodName]) {
        if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
          yield invalid(
            "name",
            name,
            "a letter or '_', then letters, digits, '_' and '-'",
            "rename it",
          );
        }
      }
    }
  }

  /**
   * Adds its variables to a stack.
   *
   * @returns the block `encryption`, with references
   */
  bind(scope: Construct): Attributes {
    // OpenTofu merges this with TF_ENCRYPTION; without that variable it refuses to write unencrypted data.
    if (this.key === undefined) return { plan: { enforced: true }, state: { enforced: true } };
    const blocks = this.chain.map((encryption) => encryption.blocks(scope));
    const unencrypted = this.chain.some(({ props }) => props.fallback === "unencrypted");
    return {
      key_provider: blocks.map((block) => block.keyProviders).reduce(merged),
      method: blocks
        .map((block) => block.method)
        .concat(unencrypted ? [{ unencrypted: { migration: {} } }] : [])
        .reduce(merged),
      plan: { enforced: true, method: this.method },
      state: {
        // OpenTofu rejects `enforced` together with an unencrypted fallback.
        ...(!unencrypted && { enforced: true }),
        ...this.reading,
      },
    };
  }

  /** The method and the fallback of a state. */
  private get reading(): Attributes {
    const { fallback } = this.props;
    if (fallback === undefined) return { method: this.method };
    return {
      method: this.method,
      fallback:
        fallback === "unencrypted" ? { method: "method.unencrypted.migration" } : fallback.reading,
    };
  }

  private get methodName(): string {
    return this.props.methodName ?? "encryption_method";
  }

  /** This encryption and its fallbacks. */
  private get chain(): readonly StateEncryption[] {
    const { fallback } = this.props;
    return fallback === undefined || fallback === "unencrypted"
      ? [this]
      : [this, ...fallback.chain];
  }

  private blocks(scope: Construct): {
    readonly keyProviders: Attributes;
    readonly method: Attributes;
  } {
    const { key, methodName } = this;
    if (key === undefined) return { keyProviders: {}, method: {} };
    const { type, name, attributes, passphrase } = key;
    const bound = passphrase?.bind(scope, name);
    return {
      keyProviders: merged(bound?.keyProviders ?? {}, {
        [type]: { [name]: { ...attributes, ...bound?.attributes } },
      }),
      method: { aes_gcm: { [methodName]: { keys: expression(`key_provider.${type}.${name}`) } } },
    };
  }
}

/** Merges two nested maps, two levels deep. */
function merged(one: Attributes, other: Attributes): Attributes {
  const result: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const present = result[name];
    result[name] = isObject(present) && isObject(value) ? { ...present, ...value } : value;
  }
  return result;
}

/** `1.10` comes after `1.7`. */
function minor(version: string): number {
  return Number(version.split(".")[1]);
}

function sharedName(name: string): Finding {
  return {
    code: "encryption-name-duplicate",
    summary: "state encryption and its fallback have the same name",
    value: name,
    allowed: "unique names for the key providers and the methods",
    remedy:
      "keep the names of the fallback, and change `name` and `methodName` of the new encryption",
  };
}

function fallbackInEnvironment(): Finding {
  return {
    code: "encryption-fallback-in-environment",
    summary: "fallback of the state encryption is StateEncryption.fromEnvironment()",
    value: "StateEncryption.fromEnvironment()",
    allowed: '"unencrypted", or an encryption with its settings in the fleet',
    remedy: "move the fallback into TF_ENCRYPTION, or declare the previous encryption in the fleet",
  };
}
