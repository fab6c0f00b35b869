import { posix } from "node:path";
import {
  DataTerraformRemoteStateLocal,
  LocalBackend,
  TerraformBackend,
  TerraformStack,
} from "cdktf";
import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { elementsOf } from "./elements";
import { literal } from "./literal";

export const DEFAULT_PATH = "terraform.tfstate";

/**
 * A state file in its stack's folder. cdktf's local backend passes the same relative path to the stacks that read
 * this state, so each of them would read a file in its own folder.
 */
export class StateFile extends LocalBackend {
  /** @param path - relative to the stack's folder */
  constructor(
    scope: Construct,
    private readonly path: string,
  ) {
    // cdktf would replace an empty path, which a check reports, by its absolute default.
    super(scope, { path: path || DEFAULT_PATH });
  }

  override getRemoteStateDataSource(scope: Construct, name: string): DataTerraformRemoteStateLocal {
    const folder = `../${TerraformStack.of(this).node.id}`;
    // Terraform evaluates templates in a data source, but not in a backend block.
    return new DataTerraformRemoteStateLocal(scope, name, {
      path: literal(posix.join(folder, this.path)),
      workspaceDir: `${folder}/terraform.tfstate.d`,
      workspace: "${terraform.workspace}",
    });
  }
}

/** Path of a stack's state file, relative to `terraform/`. */
export function statePath(stack: TerraformStack, path: string): string {
  return posix.join("stacks", stack.node.id, path);
}

const DEFAULT_STATE_FILE = Symbol.for("nix-fleet.DefaultStateFile");

/** The default backend of a stack. */
export class DefaultStateFile extends StateFile {
  /** Whether a value is such a backend, of another copy of this library included. */
  static isDefaultStateFile(value: unknown): value is DefaultStateFile {
    return hasBrand(value, DEFAULT_STATE_FILE);
  }

  constructor(scope: Construct) {
    super(scope, DEFAULT_PATH);
    brand(this, DEFAULT_STATE_FILE);
  }
}

/**
 * A separate scope for the backend of a stack. cdktf gives backends the id `backend`, which another construct in
 * the stack may have.
 */
export function backendScope(stack: TerraformStack): Construct {
  return new Construct(stack, "fleet:backend");
}

/**
 * The backend of a stack; adds the default one if it has none. cdktf's own default is an absolute path, which
 * differs on every machine.
 */
export function ensureBackend(stack: TerraformStack): TerraformBackend {
  return (
    elementsOf(stack).find(TerraformBackend.isBackend) ?? new DefaultStateFile(backendScope(stack))
  );
}
