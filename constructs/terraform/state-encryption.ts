import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { kind, number, required, secretSource, text, texts } from "../props/kinds";
import { type KindsOf, propFindings, readProps, shapeOf } from "../props/read-props";
import { expression } from "./expression";
import { isObject } from "./json";
import { literal } from "./literal";
import { commandProblems, Passphrase } from "./passphrase";
import type { StackVariable } from "./stack-variable";

type Attributes = Readonly<Record<string, unknown>>;

/** What every way of encryption takes. */
export interface StateEncryptionProps {
  /**
   * OpenTofu's name of the key provider. It is stored beside the encrypted state: under another name that
   * state cannot be read.
   *
   * @default "state_encryption_password" for pbkdf2, otherwise "state_encryption_key"
   */
  readonly name?: string;
  /** OpenTofu's name of the method. @default "encryption_method" */
  readonly methodName?: string;
  /**
   * How an existing state is encrypted until the next apply writes it anew: `"unencrypted"` for one that is
   * not encrypted yet, or the encryption that it had, with other names than this one. Remove it after that
   * apply.
   *
   * @default - as this one
   */
  readonly fallback?: "unencrypted" | StateEncryption;
}

export interface Pbkdf2Props extends StateEncryptionProps {
  /** What the key is derived from. */
  readonly passphrase: Passphrase;
  /** How often it is hashed, 200,000 at least. @default 600000 - OpenTofu's own */
  readonly iterations?: number;
}

export interface AwsKmsProps extends StateEncryptionProps {
  /** Id, ARN or alias of the key at Amazon's key management service. */
  readonly keyId: string;
  /** Region of the key. @default - AWS_REGION of whoever runs OpenTofu */
  readonly region?: string;
}

export interface GcpKmsProps extends StateEncryptionProps {
  /** The key: `projects/…/locations/…/keyRings/…/cryptoKeys/…`. */
  readonly key: string;
}

export interface OpenBaoProps extends StateEncryptionProps {
  /** Name of the key in the transit engine. */
  readonly keyName: string;
  /** Address of the server, `https://…`. @default - BAO_ADDR of whoever runs OpenTofu */
  readonly address?: string;
  /** Path of the transit engine. @default "/transit" - OpenTofu's own */
  readonly transitEnginePath?: string;
}

export interface ExternalKeyProps extends StateEncryptionProps {
  /** The program that prints the key of 16, 24 or 32 bytes, and its arguments. */
  readonly command: readonly string[];
}

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

/** A key provider and what is stated about it. */
interface Key {
  readonly type: string;
  readonly name: string;
  readonly attributes: Attributes;
  readonly minimumVersion: string;
  readonly problems: () => Iterable<Finding>;
  readonly passphrase?: Passphrase;
}

/**
 * How OpenTofu encrypts the state and the plans of a stack, with AES-GCM. Terraform cannot: it refuses such
 * a stack at `init`, before it reads or writes a state. Credentials come from the environment, never from
 * the fleet. Encryption protects neither against the loss of the key nor against two writers.
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
    const { passphrase, iterations } = props;
    return new StateEncryption(props, {
      type: "pbkdf2",
      name: props.name ?? "state_encryption_password",
      attributes: { ...(iterations !== undefined && { iterations }) },
      minimumVersion: passphrase.minimumVersion,
      passphrase,
      *problems() {
        yield* passphrase.problems();
        if (iterations !== undefined && !(iterations >= 200_000)) {
          yield invalid("iterations", iterations, "200,000 or more", "leave it out");
        }
      },
    });
  }

  /** With a key of Amazon's key management service; credentials are those of AWS' own variables. */
  static awsKms(given: AwsKmsProps): StateEncryption {
    const props = readProps(AWS_KMS, given);
    const { keyId, region } = props;
    return new StateEncryption(props, {
      ...withKey("aws_kms", props, "1.7"),
      attributes: {
        kms_key_id: literal(keyId),
        key_spec: "AES_256",
        ...(region !== undefined && { region: literal(region) }),
      },
      problems: () => emptyProblems({ keyId, region }),
    });
  }

  /** With a key of Google's key management service; credentials are GOOGLE_CREDENTIALS or gcloud's own. */
  static gcpKms(given: GcpKmsProps): StateEncryption {
    const props = readProps(GCP_KMS, given);
    const { key } = props;
    return new StateEncryption(props, {
      ...withKey("gcp_kms", props, "1.7"),
      attributes: { kms_encryption_key: literal(key), key_length: 32 },
      *problems() {
        if (/^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/.test(key))
          return;
        yield invalid(
          "key",
          key,
          "projects/PROJECT/locations/PLACE/keyRings/RING/cryptoKeys/KEY",
          "copy its resource name from the console, or from `gcloud kms keys list`",
        );
      },
    });
  }

  /** With a key of OpenBao's transit engine (OpenTofu ≥ 1.8); the token is BAO_TOKEN. */
  static openBao(given: OpenBaoProps): StateEncryption {
    const props = readProps(OPEN_BAO, given);
    const { keyName, address, transitEnginePath } = props;
    return new StateEncryption(props, {
      ...withKey("openbao", props, "1.8"),
      attributes: {
        key_name: literal(keyName),
        ...(address !== undefined && { address: literal(address) }),
        ...(transitEnginePath !== undefined && { transit_engine_path: literal(transitEnginePath) }),
      },
      problems: () => emptyProblems({ keyName, address, transitEnginePath }),
    });
  }

  /**
   * With a key that a program prints, by OpenTofu's protocol for external key providers, which is
   * experimental (OpenTofu ≥ 1.10). The program runs in the folder of the stack.
   */
  static external(given: ExternalKeyProps): StateEncryption {
    const props = readProps(EXTERNAL, given);
    const { command } = props;
    return new StateEncryption(props, {
      ...withKey("external", props, "1.10"),
      attributes: { command: command.map(literal) },
      problems: () => commandProblems(command),
    });
  }

  /**
   * As `TF_ENCRYPTION` of whoever runs OpenTofu says: key provider, method and the blocks `state` and `plan`.
   * Without that variable OpenTofu refuses to run.
   */
  static fromEnvironment(): StateEncryption {
    return new StateEncryption({});
  }

  private constructor(
    private readonly props: StateEncryptionProps,
    private readonly key?: Key,
  ) {
    brand(this, STATE_ENCRYPTION);
  }

  /** What has to be in the environment of OpenTofu. */
  get environment(): readonly StackVariable[] {
    return this.chain.flatMap(({ key }) => key?.passphrase?.environment ?? []);
  }

  /** Whether OpenTofu reads all of it from TF_ENCRYPTION. */
  get isInEnvironment(): boolean {
    return this.key === undefined;
  }

  /** The versions of OpenTofu that have it. */
  get requiredVersion(): string {
    const versions = this.chain.map(({ key }) => key?.minimumVersion ?? "1.7");
    const [newest] = versions.sort((a, b) => minor(b) - minor(a));
    return `>= ${newest}`;
  }

  /** Reference to the method, for the data sources that read a state which is encrypted by it. */
  get method(): string {
    return `method.aes_gcm.${this.methodName}`;
  }

  /** What is wrong with it. */
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
   * Adds what it needs to a stack.
   *
   * @returns the block `encryption`, with references
   */
  bind(scope: Construct): Attributes {
    // OpenTofu merges it with TF_ENCRYPTION, and refuses to write anything in the clear without.
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
        // OpenTofu refuses `enforced` beside a way to read without encryption.
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

  /** It and its fallbacks. */
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

function withKey(
  type: string,
  { name = "state_encryption_key" }: StateEncryptionProps,
  minimumVersion: string,
) {
  return { type, name, minimumVersion };
}

/** Two maps of maps as one. */
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

function* emptyProblems(settings: Readonly<Record<string, string | undefined>>): Iterable<Finding> {
  for (const [name, value] of Object.entries(settings)) {
    if (value?.trim() === "") yield invalid(name, value, "a text that is not empty", "give it");
  }
}

function invalid(setting: string, value: unknown, allowed: string, remedy: string): Finding {
  return {
    code: "encryption-setting-invalid",
    summary: `${setting} of the state encryption is invalid`,
    value,
    allowed,
    remedy,
  };
}

function sharedName(name: string): Finding {
  return {
    code: "encryption-name-duplicate",
    summary: "state encryption and its fallback have one name",
    value: name,
    allowed: "names of their own for the key provider and the method of each",
    remedy:
      "keep the names of the fallback, and give the new encryption another `name` and `methodName`",
  };
}

function fallbackInEnvironment(): Finding {
  return {
    code: "encryption-fallback-in-environment",
    summary: "fallback of the state encryption is in the environment",
    value: "StateEncryption.fromEnvironment()",
    allowed: '"unencrypted", or an encryption that names its key',
    remedy:
      "write the fallback into TF_ENCRYPTION, or describe the earlier encryption in the fleet",
  };
}
