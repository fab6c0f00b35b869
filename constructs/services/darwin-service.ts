import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import type { DarwinServiceName } from "../inventory/darwin-services";
import { type LazyRole, Role, type RoleProps } from "../inventory/role";
import { type RoleFacts, Service, type ServiceModule } from "../inventory/service";
import type { DarwinMachine } from "../machine/darwin-machine";

export interface DarwinServiceProps {
  /** Name of the service in `modules/clan/services`. */
  readonly module: DarwinServiceName;
  /** The roles that the instance uses. */
  readonly roles: { readonly [role: string]: LazyRole<RoleProps<DarwinMachine>> };
  /** Name of the instance of clan-core's service, of which this does the same on Macs. */
  readonly replaces: string;
  /** Name of the instance in the inventory. */
  readonly instanceName: () => string;
}

const DARWIN_SERVICE = Symbol.for("nix-fleet.DarwinService");

/** An instance of a service that the generated tree defines, `modules/clan/services/<name>.nix`. */
export class DarwinService extends Service {
  /** Whether a value is such an instance, of another copy of this library included. */
  static isDarwinService(value: unknown): value is DarwinService {
    return hasBrand(value, DARWIN_SERVICE);
  }

  readonly module: ServiceModule & { readonly name: DarwinServiceName };
  /** Name of the instance of clan-core's service, of which this does the same on Macs. */
  readonly replaces: string;
  protected readonly declaredRoles: readonly Role[];
  private readonly instanceName: () => string;
  /** The name, once it cannot change any more. */
  private lockedName: string | undefined;

  constructor(scope: Construct, id: string, props: DarwinServiceProps) {
    super(scope, id);
    brand(this, DARWIN_SERVICE);
    this.module = { name: props.module, input: "self" };
    this.replaces = props.replaces;
    this.instanceName = props.instanceName;
    this.declaredRoles = Object.entries(props.roles).map(
      ([role, roleProps]) => new Role(this, role, roleProps),
    );
  }

  override get name(): string {
    if (this.lockedName !== undefined) return this.lockedName;
    const name = this.instanceName();
    if (this.node.locked) this.lockedName = name;
    return name;
  }

  override factsOf(): RoleFacts {
    return { min: 0, max: Number.POSITIVE_INFINITY, classes: ["darwin"] };
  }
}
