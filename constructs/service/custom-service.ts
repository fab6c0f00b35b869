import type { Fleet } from "../fleet";
import type { MachineClass } from "../machine";
import type { FlakeInput } from "../module/flake-input";
import { Role, type RoleProps } from "./role";
import { type RoleFacts, Service, type ServiceModule } from "./service";

export interface CustomRoleProps extends RoleProps {
  /** The machine classes on which the role does anything. @default - nixos and darwin */
  readonly classes?: readonly MachineClass[];
}

export interface CustomServiceProps {
  /** Name of the service in `clan.modules` of the flake that has it. */
  readonly module: string;
  /** The flake input that has it. @default "self" - this flake: a file written by hand */
  readonly input?: "self" | FlakeInput;
  /** The roles of the service that the instance uses. Their settings are not checked here. */
  readonly roles: { readonly [role: string]: CustomRoleProps };
}

const BOTH: readonly MachineClass[] = ["nixos", "darwin"];

/** An instance of a clan service that is not one of clan-core's: of this flake, or of an input. */
export class CustomService extends Service {
  readonly module: ServiceModule;
  readonly roles: readonly Role[];
  private readonly classes: ReadonlyMap<string, readonly MachineClass[]>;

  constructor(fleet: Fleet, instanceName: string, props: CustomServiceProps) {
    super(fleet, instanceName);
    const { module, input = "self", roles } = props;
    this.module = { name: module, input: input === "self" ? input : input.name };
    this.roles = Object.entries(roles).map(([name, role]) => new Role(name, role, instanceName));
    this.classes = new Map(
      Object.entries(roles).map(([name, { classes = BOTH }]) => [name, classes]),
    );
  }

  override factsOf({ name }: Role): RoleFacts {
    return { min: 0, max: Number.POSITIVE_INFINITY, classes: this.classes.get(name) ?? [] };
  }
}
