import type { Construct } from "constructs";
import { ELEMENT_PROPS, type FleetElementProps } from "../fleet-element";
import type { MachineClass } from "../machine/machine";
import { FlakeInput } from "../module/flake-input";
import { kind, listOf, object, oneOf, recordOf, required, text } from "../props/kinds";
import { readArgument, readProps, shapeOf } from "../props/read-props";
import { Role, type RoleProps } from "./role";
import { type RoleFacts, Service, type ServiceModule } from "./service";

export interface CustomRoleProps extends RoleProps {
  /** The machine classes on which the role has an effect. @default - nixos and darwin */
  readonly classes?: readonly MachineClass[];
}

export interface CustomServiceProps extends FleetElementProps {
  /** Name of the service in `clan.modules` of its flake. */
  readonly module: string;
  /** The flake input of the service. @default "self" - a hand-written file of this flake */
  readonly input?: "self" | FlakeInput;
  /** The roles of the instance. Their settings are not checked. */
  readonly roles: { readonly [role: string]: CustomRoleProps };
}

const PROPS = shapeOf<CustomServiceProps>("CustomService", {
  ...ELEMENT_PROPS,
  module: required(text, "unnamed"),
  input: kind('"self", or a FlakeInput', isInput),
  roles: required(recordOf(object), {}),
});

function isInput(value: unknown): boolean {
  return value === "self" || FlakeInput.isFlakeInput(value);
}

const CLASSES = listOf(oneOf("nixos", "darwin"));

const BOTH: readonly MachineClass[] = ["nixos", "darwin"];

/** An instance of a clan service outside clan-core: of this flake, or of an input. */
export class CustomService extends Service {
  readonly module: ServiceModule;
  protected readonly declaredRoles: readonly Role[];
  private readonly classes: ReadonlyMap<string, readonly MachineClass[]>;

  constructor(scope: Construct, id: string, given: CustomServiceProps) {
    const props = readProps(PROPS, given);
    super(scope, id, props);
    const { module, input = "self" } = props;
    this.module = { name: module, input: input === "self" ? input : input.name };
    const roles = Object.entries(props.roles);
    this.declaredRoles = roles.map(([name, { classes: _, ...role }]) => new Role(this, name, role));
    this.classes = new Map(
      roles.map(([name, { classes = BOTH }]) => {
        const where = `role ${this.name}.${name}`;
        return [name, readArgument(this, where, "classes", CLASSES, classes) ?? BOTH];
      }),
    );
  }

  override factsOf({ name }: Role): RoleFacts {
    return { min: 0, max: Number.POSITIVE_INFINITY, classes: this.classes.get(name) ?? [] };
  }
}
