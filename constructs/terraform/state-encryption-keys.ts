import type { Finding } from "../diagnostics/finding";
import { literal } from "./literal";
import { commandProblems, type Passphrase } from "./passphrase";

export interface Pbkdf2Key {
  /** The passphrase from which the key is derived. */
  readonly passphrase: Passphrase;
  /** Number of hash iterations, at least 200,000. @default 600000 - OpenTofu's default */
  readonly iterations?: number;
}

export interface AwsKmsKey {
  /** Id, ARN or alias of the key at Amazon's key management service. */
  readonly keyId: string;
  /** Region of the key. @default - the environment variable AWS_REGION */
  readonly region?: string;
}

export interface GcpKmsKey {
  /** The key: `projects/…/locations/…/keyRings/…/cryptoKeys/…`. */
  readonly key: string;
}

export interface OpenBaoKey {
  /** Name of the key in the transit engine. */
  readonly keyName: string;
  /** Address of the server, `https://…`. @default - the environment variable BAO_ADDR */
  readonly address?: string;
  /** Path of the transit engine. @default "/transit" - OpenTofu's default */
  readonly transitEnginePath?: string;
}

export interface ExternalKey {
  /** The program that prints the key of 16, 24 or 32 bytes, and its arguments. */
  readonly command: readonly string[];
}

/** With OpenTofu's name of the key provider. */
type Named<Key> = Key & { readonly name?: string };

/** A key provider of OpenTofu, with its settings. */
export interface EncryptionKey {
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly minimumVersion: string;
  readonly problems: () => Iterable<Finding>;
  readonly passphrase?: Passphrase;
}

/** A key derived from a passphrase. */
export function pbkdf2Key(props: Named<Pbkdf2Key>): EncryptionKey {
  const { passphrase, iterations } = props;
  return {
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
  };
}

/** A key of Amazon's key management service. */
export function awsKmsKey(props: Named<AwsKmsKey>): EncryptionKey {
  const { keyId, region } = props;
  return {
    ...withKey("aws_kms", props, "1.7"),
    attributes: {
      kms_key_id: literal(keyId),
      key_spec: "AES_256",
      ...(region !== undefined && { region: literal(region) }),
    },
    problems: () => emptyProblems({ keyId, region }),
  };
}

/** A key of Google's key management service. */
export function gcpKmsKey(props: Named<GcpKmsKey>): EncryptionKey {
  const { key } = props;
  return {
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
  };
}

/** A key of OpenBao's transit engine. */
export function openBaoKey(props: Named<OpenBaoKey>): EncryptionKey {
  const { keyName, address, transitEnginePath } = props;
  return {
    ...withKey("openbao", props, "1.8"),
    attributes: {
      key_name: literal(keyName),
      ...(address !== undefined && { address: literal(address) }),
      ...(transitEnginePath !== undefined && { transit_engine_path: literal(transitEnginePath) }),
    },
    problems: () => emptyProblems({ keyName, address, transitEnginePath }),
  };
}

/** A key that a program prints. */
export function externalKey(props: Named<ExternalKey>): EncryptionKey {
  const { command } = props;
  return {
    ...withKey("external", props, "1.10"),
    attributes: { command: command.map(literal) },
    problems: () => commandProblems(command),
  };
}

function withKey(
  type: string,
  { name = "state_encryption_key" }: Named<unknown>,
  minimumVersion: string,
) {
  return { type, name, minimumVersion };
}

function* emptyProblems(settings: Readonly<Record<string, string | undefined>>): Iterable<Finding> {
  for (const [name, value] of Object.entries(settings)) {
    if (value?.trim() === "") yield invalid(name, value, "a non-empty string", "set it");
  }
}

/** An invalid setting of a state encryption. */
export function invalid(setting: string, value: unknown, allowed: string, remedy: string): Finding {
  return {
    code: "encryption-setting-invalid",
    summary: `${setting} of the state encryption is invalid`,
    value,
    allowed,
    remedy,
  };
}
