import type { Construct } from "constructs";
import type { FleetElementProps } from "../fleet-element";
import type { MachineClass } from "../machine/machine";
import type { FlakeInput } from "../module/flake-input";
import { Role, type RoleProps } from "./role";
import { type RoleFacts, Service, type ServiceModule } from "./service";

export interface CustomRoleProps extends RoleProps {
  /** The machine classes on which the role does anything. @default - nixos and darwin */
  readonly classes?: readonly MachineClass[];
}

export interface CustomServiceProps extends FleetElementProps {
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
  protected readonly declaredRoles: readonly Role[];
  private readonly classes: ReadonlyMap<string, readonly MachineClass[]>;

  constructor(scope: Construct, id: string, props: CustomServiceProps) {
    super(scope, id, props.name);
    const { module, input = "self", roles } = props;
    this.module = { name: module, input: input === "self" ? input : input.name };
    this.declaredRoles = Object.entries(roles).map(([name, role]) => new Role(this, name, role));
    this.classes = new Map(
      Object.entries(roles).map(([name, { classes = BOTH }]) => [name, classes]),
    );
  }

  override factsOf({ name }: Role): RoleFacts {
    return { min: 0, max: Number.POSITIVE_INFINITY, classes: this.classes.get(name) ?? [] };
  }
}
