import {
  HttpBackend,
  LocalBackend,
  PgBackend,
  S3Backend,
  type TerraformBackend,
  type TerraformStack,
} from "cdktf";

export interface S3BackendProps {
  readonly bucket: string;
  /** Object key of the state. */
  readonly key: string;
  readonly region: string;
  /** Endpoint of an S3-compatible store, `https://…`. @default - Amazon's */
  readonly endpoint?: string;
}

export interface PgBackendProps {
  /** @default "terraform_remote_state" */
  readonly schemaName?: string;
}

export interface HttpBackendProps {
  /** Address of the state. */
  readonly address: string;
  /** Address for LOCK and UNLOCK requests. @default - the state's address */
  readonly lockAddress?: string;
}

/**
 * Where Terraform keeps the state of a stack. All but `local` lock it against a second writer on another
 * machine. Credentials come from the environment, never from the fleet.
 */
export class Backend {
  /**
   * A file beside the stack's `cdk.tf.json`.
   *
   * @param path - relative to the stack's folder; an absolute one is a validation error
   */
  static local(path = "terraform.tfstate"): Backend {
    return new Backend((stack) => new LocalBackend(stack, { path }));
  }

  /** An S3 bucket, locked by a file in it (Terraform and OpenTofu ≥ 1.10). */
  static s3({ endpoint, ...props }: S3BackendProps): Backend {
    return new Backend((stack) => {
      const endpoints = endpoint === undefined ? {} : { endpoints: { s3: endpoint } };
      const backend = new S3Backend(stack, { ...props, ...endpoints, encrypt: true });
      backend.addOverride("use_lockfile", true);
      return backend;
    });
  }

  /** A PostgreSQL database, locked by advisory locks; its connection string is PG_CONN_STR. */
  static pg(props: PgBackendProps = {}): Backend {
    return new Backend((stack) => {
      const backend = new PgBackend(stack, { ...props, connStr: "" });
      backend.addOverride("conn_str", undefined); // cdktf insists on one, Terraform takes PG_CONN_STR
      return backend;
    });
  }

  /** An HTTP server; credentials are TF_HTTP_USERNAME and TF_HTTP_PASSWORD. */
  static http({ address, lockAddress = address }: HttpBackendProps): Backend {
    return new Backend(
      (stack) => new HttpBackend(stack, { address, lockAddress, unlockAddress: lockAddress }),
    );
  }

  private constructor(private readonly add: (stack: TerraformStack) => TerraformBackend) {}

  /** Adds the backend block to a stack. */
  addTo(stack: TerraformStack): void {
    this.add(stack);
  }
}
