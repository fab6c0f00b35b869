import { Construct, type IConstruct } from "constructs";
import type { FleetApp } from "./fleet-app";
import { Machine } from "./machine";
import { DendriticModule } from "./module/dendritic-module";
import { ExternalModule } from "./module/external-module";
import { FlakeInput } from "./module/flake-input";
import type { FlakeModule, ModuleClass } from "./module/module";
import { STANDARD_INPUTS } from "./module/standard-inputs";
import type { Problem } from "./problem";
import { Service } from "./service/service";
import { UserAccount } from "./services/user-account";
import { type AnyTag, Tag } from "./tag";
import { User } from "./user";
import { addCheck } from "./validation";

export interface FleetProps {
  /** One line on what the fleet is. @default - none */
  readonly description?: string;
  /**
   * Domain of the machines' names inside the fleet, `<machine>.<domain>`: clan's `meta.domain`.
   *
   * @default - the fleet's name
   */
  readonly domain?: string;
}

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

type Class<Kind> = abstract new (...args: never[]) => Kind;

/** All machines, tags, people, services and modules of one nix-config repository. */
export class Fleet extends Construct {
  readonly description: string | undefined;
  readonly domain: string;
  private readonly kinds = new Map<Class<IConstruct>, readonly IConstruct[]>();

  constructor(
    /** The app that it is part of, with the stacks of its machines. */
    readonly app: FleetApp,
    /** Name of the fleet, and of its clan: an RFC 1123 label in lower case, without dots. */
    readonly name: string,
    props: FleetProps = {},
  ) {
    super(app, name);
    this.description = props.description;
    this.domain = props.domain ?? name;
    addCheck(this, () => this.problems());
    addCheck(this, () => this.homeProblems());
  }

  /** The machines in the order of their declaration. */
  get machines(): readonly Machine[] {
    return this.childrenOf(Machine);
  }

  /** The tags that the fleet declares; clan's own (`all`, `nixos`, `darwin`) are not among them. */
  get tags(): readonly Tag[] {
    return this.childrenOf(Tag);
  }

  /** The people who have accounts on the fleet's machines. */
  get users(): readonly User[] {
    return this.childrenOf(User);
  }

  /** The features that are generated. */
  get modules(): readonly DendriticModule<ModuleClass>[] {
    return this.childrenOf<DendriticModule<ModuleClass>>(DendriticModule);
  }

  /** All modules under `flake.modules`, those written by hand included. */
  get flakeModules(): readonly FlakeModule[] {
    return [...this.modules, ...this.childrenOf<ExternalModule<ModuleClass>>(ExternalModule)];
  }

  /** The instances of services. */
  get services(): readonly Service[] {
    return this.childrenOf(Service);
  }

  /** The flake inputs that the fleet declares itself. */
  get inputs(): readonly FlakeInput[] {
    return this.childrenOf(FlakeInput);
  }

  /** Names of all flake inputs that modules may refer to. */
  get inputNames(): readonly string[] {
    return [...Object.keys(STANDARD_INPUTS), ...this.inputs.map(({ name }) => name)];
  }

  /** The machines that a tag reaches, clan's own tags included. */
  machinesWith(tag: AnyTag): readonly Machine[] {
    return this.machines.filter((machine) => machine.carries(tag));
  }

  /** The constructs of one kind in the order of their declaration. */
  childrenOf<Kind extends IConstruct>(Kind: Class<Kind>): readonly Kind[] {
    const known = this.kinds.get(Kind);
    if (known !== undefined) return known as readonly Kind[];
    const children = this.node.children.filter((child): child is Kind => child instanceof Kind);
    // A locked tree gets no more children; asked for each machine, this would take quadratic time.
    if (this.node.locked) this.kinds.set(Kind, children);
    return children;
  }

  /** A home is made with the account that it belongs to. */
  private *homeProblems(): Iterable<Problem> {
    const accounts = this.childrenOf(UserAccount);
    for (const user of this.users) {
      if (user.home === undefined || accounts.some((account) => account.user === user)) continue;
      yield {
        what: "user has a home, but no account on any machine",
        value: user.name,
        allowed: "homes of users with a UserAccount",
        remedy: `add new UserAccount(fleet, "users-${user.name}", …), or remove the home`,
      };
    }
  }

  private *problems(): Iterable<Problem> {
    if (!NAME.test(this.name)) {
      yield {
        what: "name of fleet is not a label of a host name",
        value: this.name,
        allowed: "a-z, 0-9 and '-', up to 63",
        remedy: "use lower case and no dots; a domain with dots is the prop `domain`",
      };
    } else if (!DOMAIN.test(this.domain)) {
      yield {
        what: "domain of fleet is not a host name",
        value: this.domain,
        allowed: "labels of a-z, 0-9 and '-', joined by '.'",
        remedy: "use lower case and no other characters",
      };
    }
  }
}
