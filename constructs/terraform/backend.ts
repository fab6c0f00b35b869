import { HttpBackend, PgBackend, S3Backend, type TerraformBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { required, text } from "../props/kinds";
import { propFindings, readProps, shapeOf } from "../props/read-props";
import { shorten } from "../secrets";
import type { StackVariable } from "./stack-variable";
import { backendScope, DEFAULT_PATH, StateFile } from "./state-file";

export interface S3BackendProps {
  /** Name of the bucket, which has to exist. */
  readonly bucket: string;
  /** Object key of the state: names joined by single slashes, such as `fleet/hetzner.tfstate`. */
  readonly key: string;
  /** Region of the bucket; for an S3-compatible store, its own name of the region. */
  readonly region: string;
  /**
   * Endpoint of an S3-compatible store, `https://…`. It disables features that only Amazon has, including
   * server-side encryption. Terraform ≥ 1.11.2 also needs the environment variable
   * `AWS_REQUEST_CHECKSUM_CALCULATION=when_required`, see {@link Backend.s3}.
   *
   * @default - Amazon's
   */
  readonly endpoint?: string;
}

export interface PgBackendProps {
  /**
   * The schema that Terraform creates for the state. It stores one state for each workspace, so stacks cannot
   * share it.
   *
   * @default - the stack's id
   */
  readonly schemaName?: string;
}

export interface HttpBackendProps {
  /** Address of the state, `https://…`, without user and password. */
  readonly address: string;
  /** Address for LOCK and UNLOCK requests. @default - the state's address */
  readonly lockAddress?: string;
}

const S3_PROPS = shapeOf<S3BackendProps>("Backend.s3", {
  bucket: required(text, "unnamed"),
  key: required(text, "unnamed"),
  region: required(text, "unnamed"),
  endpoint: text,
});

const PG_PROPS = shapeOf<PgBackendProps>("Backend.pg", { schemaName: text });

const HTTP_PROPS = shapeOf<HttpBackendProps>("Backend.http", {
  address: required(text, "https://unnamed"),
  lockAddress: text,
});

const LOCAL_PROPS = shapeOf<{ readonly path: string }>("Backend.local", {
  path: required(text, DEFAULT_PATH),
});

const BACKEND = Symbol.for("nix-fleet.Backend");

const EMPTY_PATH: Finding = {
  code: "backend-path-empty",
  summary: "backend path is empty",
  value: "",
  allowed: "a path relative to the stack's folder",
  remedy: 'use Backend.local("terraform.tfstate"), or leave the backend out',
};

/** Disables requests to Amazon services that other stores lack. */
const NOT_AMAZON = {
  skipCredentialsValidation: true,
  skipMetadataApiCheck: true,
  skipRegionValidation: true,
  skipRequestingAccountId: true,
  skipS3Checksum: true,
  usePathStyle: true,
};

const WITHOUT_CHECKSUMS: StackVariable = {
  name: "AWS_REQUEST_CHECKSUM_CALCULATION",
  value: "when_required",
};

/**
 * Where Terraform stores the state of a stack. All backends except `local` lock it against writers on other
 * machines. Credentials come from the environment, never from the fleet.
 */
export class Backend {
  /** Whether a value is a backend, of another copy of this library included. */
  static isBackend(value: unknown): value is Backend {
    return hasBrand(value, BACKEND);
  }

  /**
   * A file beside the stack's `cdk.tf.json`.
   *
   * @param path - relative to the stack's folder, not above `terraform/`, and ending in `.tfstate`, so that
   *   git ignores it; anything else is a validation error
   */
  static local(path = DEFAULT_PATH): Backend {
    const props = readProps(LOCAL_PROPS, { path });
    return new Backend(
      (scope) => new StateFile(scope, props.path),
      () => [...propFindings(props), ...(path === "" ? [EMPTY_PATH] : [])],
    );
  }

  /**
   * An S3 bucket, locked by a file in it (Terraform and OpenTofu ≥ 1.10).
   *
   * Terraform ≥ 1.11.2 sends checksums over https in a form that most S3-compatible stores reject. No setting of
   * the backend block disables this, only the environment variable
   * `AWS_REQUEST_CHECKSUM_CALCULATION=when_required`. The recipes of the justfile, terranix's wrapper and the
   * development shell, which CI uses too, set it; export it if you run Terraform without them.
   */
  static s3(given: S3BackendProps): Backend {
    const props = readProps(S3_PROPS, given);
    const { endpoint, ...place } = props;
    const store =
      endpoint === undefined ? { encrypt: true } : { endpoints: { s3: endpoint }, ...NOT_AMAZON };
    return new Backend(
      (scope) => {
        const backend = new S3Backend(scope, { ...place, ...store });
        backend.addOverride("use_lockfile", true);
        return backend;
      },
      () => [...propFindings(props), ...bucketProblems(place)],
      ">= 1.10",
      endpoint === undefined ? [] : [WITHOUT_CHECKSUMS],
    );
  }

  /** A PostgreSQL database, locked by advisory locks; its connection string is PG_CONN_STR. */
  static pg(given: PgBackendProps = {}): Backend {
    const props = readProps(PG_PROPS, given);
    return new Backend(
      (scope) => {
        const schemaName = props.schemaName ?? TerraformStack.of(scope).node.id;
        const backend = new PgBackend(scope, { schemaName, connStr: "" });
        backend.addOverride("conn_str", undefined); // cdktf requires it; Terraform reads PG_CONN_STR instead
        return backend;
      },
      () => propFindings(props),
    );
  }

  /** An HTTP server; credentials are TF_HTTP_USERNAME and TF_HTTP_PASSWORD. */
  static http(given: HttpBackendProps): Backend {
    const props = readProps(HTTP_PROPS, given);
    const { address, lockAddress = address } = props;
    return new Backend(
      (scope) => {
        // An invalid address may contain a password; the check reports it.
        const [state = "", lock = ""] = [address, lockAddress].map((given) =>
          addressProblems(given).length === 0 ? given : undefined,
        );
        return new HttpBackend(scope, { address: state, lockAddress: lock, unlockAddress: lock });
      },
      () => [
        ...propFindings(props),
        ...[...new Set([address, lockAddress])].flatMap(addressProblems),
      ],
    );
  }

  private constructor(
    private readonly add: (scope: Construct) => TerraformBackend,
    /** Its problems. */
    readonly problems: () => Iterable<Finding> = () => [],
    /** The versions of Terraform that support it. @default - all versions that the library supports */
    readonly requiredVersion?: string,
    /** Environment variables that Terraform needs. */
    readonly environment: readonly StackVariable[] = [],
  ) {
    brand(this, BACKEND);
  }

  /** Adds the backend block to a stack. */
  addTo(stack: TerraformStack): void {
    this.add(backendScope(stack));
  }
}

function* bucketProblems({ bucket, key, region }: S3BackendProps): Iterable<Finding> {
  for (const [name, value] of Object.entries({ bucket, region })) {
    if (value.trim() !== "") continue;
    yield {
      code: "backend-setting-empty",
      summary: `${name} of the s3 backend is empty`,
      value,
      allowed: `the ${name} of the store`,
      remedy: "set it, or use another backend",
    };
  }
  if (key.split("/").every((name) => name.trim() !== "")) return;
  yield {
    code: "backend-key-invalid",
    summary: "key of the s3 backend is empty, or has a leading, trailing or double slash",
    value: key,
    allowed: "names joined by single slashes, such as fleet/hetzner.tfstate",
    remedy: "correct the key: remove extra slashes",
  };
}

function addressProblems(address: string): readonly Finding[] {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  if (isHttp && url.username === "" && url.password === "") return [];
  return [
    {
      code: "backend-address-invalid",
      summary: "backend address is not an http address, or contains a user or a password",
      value: isHttp ? shorten(address) : address,
      allowed: "http://… or https://…, such as https://state.example.org/hetzner",
      remedy: "correct the address; set user and password as TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
    },
  ];
}
