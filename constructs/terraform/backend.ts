import {
  HttpBackend,
  PgBackend,
  S3Backend,
  type TerraformBackend,
  type TerraformStack,
} from "cdktf";
import type { Problem } from "../problem";
import { shorten } from "../secret-literals";
import { StateFile } from "./state-file";

export interface S3BackendProps {
  readonly bucket: string;
  /** Object key of the state. */
  readonly key: string;
  readonly region: string;
  /** Endpoint of an S3-compatible store, `https://…`. @default - Amazon's */
  readonly endpoint?: string;
}

export interface PgBackendProps {
  /**
   * The schema that Terraform makes for the state. Of each workspace it holds one state only, so no two
   * stacks can have the same one.
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

const EMPTY_PATH: Problem = {
  what: "backend path is empty",
  value: "",
  allowed: "a path relative to the stack's folder",
  remedy: 'use Backend.local("terraform.tfstate"), or leave the backend out',
};

/**
 * Where Terraform keeps the state of a stack. All but `local` lock it against a second writer on another
 * machine. Credentials come from the environment, never from the fleet.
 */
export class Backend {
  /**
   * A file beside the stack's `cdk.tf.json`.
   *
   * @param path - relative to the stack's folder, not above `terraform/`, and ending in `.tfstate`, so that
   *   git ignores it; anything else is a validation error
   */
  static local(path = "terraform.tfstate"): Backend {
    return new Backend(
      (stack) => new StateFile(stack, path),
      () => (path === "" ? [EMPTY_PATH] : []),
    );
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
  static pg({ schemaName }: PgBackendProps = {}): Backend {
    return new Backend((stack) => {
      const schema = schemaName ?? stack.node.id;
      const backend = new PgBackend(stack, { schemaName: schema, connStr: "" });
      backend.addOverride("conn_str", undefined); // cdktf insists on one, Terraform takes PG_CONN_STR
      return backend;
    });
  }

  /** An HTTP server; credentials are TF_HTTP_USERNAME and TF_HTTP_PASSWORD. */
  static http({ address, lockAddress = address }: HttpBackendProps): Backend {
    return new Backend(
      (stack) => new HttpBackend(stack, { address, lockAddress, unlockAddress: lockAddress }),
      () => [...new Set([address, lockAddress])].flatMap(addressProblems),
    );
  }

  private constructor(
    private readonly add: (stack: TerraformStack) => TerraformBackend,
    /** What is wrong with it. */
    readonly problems: () => Iterable<Problem> = () => [],
  ) {}

  /** Adds the backend block to a stack. */
  addTo(stack: TerraformStack): void {
    this.add(stack);
  }
}

function addressProblems(address: string): readonly Problem[] {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  if (isHttp && url.username === "" && url.password === "") return [];
  return [
    {
      what: "backend address is not an http address without user and password",
      value: isHttp ? shorten(address) : address,
      allowed: "http://… or https://…, such as https://state.example.org/hetzner",
      remedy: "correct the address; user and password are TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
    },
  ];
}
