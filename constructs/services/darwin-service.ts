import type { DarwinMachine } from "../darwin-machine";
import type { Fleet } from "../fleet";
import type { DarwinServiceName } from "../service/darwin-services";
import { Role, type RoleProps } from "../service/role";
import { type RoleFacts, Service, type ServiceModule } from "../service/service";

/** An instance of a service that the generated tree defines, `modules/clan/services/<name>.nix`. */
export class DarwinService extends Service {
  readonly module: ServiceModule & { readonly name: DarwinServiceName };
  readonly roles: readonly Role[];

  constructor(
    fleet: Fleet,
    instanceName: string,
    /** Name of the instance of clan-core's service, of which this does the same on Macs. */
    readonly standsInFor: string,
    name: DarwinServiceName,
    roles: { readonly [role: string]: RoleProps<DarwinMachine> },
  ) {
    super(fleet, instanceName);
    this.module = { name, input: "self" };
    this.roles = Object.entries(roles).map(([role, props]) => new Role(role, props, instanceName));
  }

  override factsOf(): RoleFacts {
    return { min: 0, max: Number.POSITIVE_INFINITY, classes: ["darwin"] };
  }
}
