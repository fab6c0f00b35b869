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
 * A state file in its stack's folder. cdktf's own local backend gives the stacks that refer to this one
 * the same relative path, with which each of them would read a file of its own folder.
 */
export class StateFile extends LocalBackend {
  /** @param path - relative to the stack's folder */
  constructor(
    scope: Construct,
    private readonly path: string,
  ) {
    // An empty path, which is refused elsewhere, would become cdktf's absolute default.
    super(scope, { path: path || DEFAULT_PATH });
  }

  override getRemoteStateDataSource(scope: Construct, name: string): DataTerraformRemoteStateLocal {
    const folder = `../${TerraformStack.of(this).node.id}`;
    // Terraform looks for templates in a data source, and for none in a backend block.
    return new DataTerraformRemoteStateLocal(scope, name, {
      path: literal(posix.join(folder, this.path)),
      workspaceDir: `${folder}/terraform.tfstate.d`,
      workspace: "${terraform.workspace}",
    });
  }
}

/** Where a stack's state file is, from the folder of all Terraform JSON. */
export function statePath(stack: TerraformStack, path: string): string {
  return posix.join("stacks", stack.node.id, path);
}

const DEFAULT_STATE_FILE = Symbol.for("nix-fleet.DefaultStateFile");

/** The backend of a stack that names none. */
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
 * A place of its own in a stack for a backend. cdktf gives each the id `backend`, which in the stack itself
 * a machine or a resource may have.
 */
export function backendScope(stack: TerraformStack): Construct {
  return new Construct(stack, "fleet:backend");
}

/**
 * The backend of a stack, after adding the default one if it has none. cdktf's own default is an
 * absolute path, and so another one on every machine.
 */
export function ensureBackend(stack: TerraformStack): TerraformBackend {
  return (
    elementsOf(stack).find(TerraformBackend.isBackend) ?? new DefaultStateFile(backendScope(stack))
  );
}
