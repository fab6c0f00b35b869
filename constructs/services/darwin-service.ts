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
  /** Name of the corresponding instance of clan-core's service on NixOS. */
  readonly replaces: string;
  /** Name of the instance in the inventory. */
  readonly instanceName: () => string;
}

const DARWIN_SERVICE = Symbol.for("nix-fleet.DarwinService");

/** An instance of a generated service, `modules/clan/services/<name>.nix`. */
export class DarwinService extends Service {
  /** Whether a value is such an instance, also from another copy of this library. */
  static isDarwinService(value: unknown): value is DarwinService {
    return hasBrand(value, DARWIN_SERVICE);
  }

  readonly module: ServiceModule & { readonly name: DarwinServiceName };
  /** Name of the corresponding instance of clan-core's service on NixOS. */
  readonly replaces: string;
  protected readonly declaredRoles: readonly Role[];
  private readonly instanceName: () => string;
  /** The name, once it is final. */
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
