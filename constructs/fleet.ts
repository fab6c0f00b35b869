import { Construct, type IConstruct } from "constructs";
import { brand } from "./brand";
import type { Acceptance } from "./diagnostics/acceptance";
import { addCheck, report } from "./diagnostics/check";
import type { Finding } from "./diagnostics/finding";
import { currentSource, recordSource } from "./diagnostics/source";
import type { ElementKind, FleetElement } from "./fleet-element";
import { FLEET, fleetOf, isFleet } from "./fleet-of";
import type { Service } from "./inventory/service";
import type { Machine } from "./machine/machine";
import { DendriticModule } from "./module/dendritic-module";
import { ExternalModule } from "./module/external-module";
import type { FlakeInput } from "./module/flake-input";
import type { FlakeModule, ModuleClass } from "./module/module";
import type { NixFile } from "./module/nix-file";
import { STANDARD_INPUTS } from "./module/standard-inputs";
import { onceLocked } from "./once-locked";
import { clanOptionProblems } from "./options/clan-options";
import type { OptionDeclaration } from "./options/known-options";
import type { Settings } from "./options/nix-value";
import { OWN_FILES, type OwnFile } from "./own-files";
import { idText, plainName, requireScope } from "./props/construct-arguments";
import { isRecord, kind, listOf, object, oneOf, required, text } from "./props/kinds";
import {
  nested,
  propFindings,
  readArgument,
  readProps,
  reportProps,
  shapeOf,
} from "./props/read-props";
import type { AnyTag, Tag } from "./tag";
import type { User } from "./user";
import type { SopsSecret } from "./vars/sops-secret";
import type { VarsGenerator } from "./vars/vars-generator";

/**
 * How the generated tree is laid out. `dendritic`: import-tree imports every file, and modules are below
 * `flake.modules.<class>`. `vanilla`: `flake.nix` imports each file, and modules are the flake's `nixosModules`,
 * `darwinModules` and `homeModules`, to which an `ExternalModule` contributes as well. The machines are the same.
 */
export type Layout = "dendritic" | "vanilla";

export interface FleetProps {
  /** Name of the fleet, and of its clan: letters, digits, `_` and `-`. @default - the id */
  readonly name?: string;
  /** How the generated tree is laid out; use `vanilla` if you do not want dendritic modules. @default "dendritic" */
  readonly layout?: Layout;
  /** Description of the fleet in one line. @default - none */
  readonly description?: string;
  /**
   * Domain of the machines' names inside the fleet, `<machine>.<domain>`: clan's `meta.domain`.
   *
   * @default - the fleet's name, in lower case and with `-` for `_`
   */
  readonly domain?: string;
  /**
   * Packages for `pkgs(…)` that are missing from the list of nixpkgs: of overlays, aliases, newer packages.
   * Write a package in a set as `python3Packages.mine`.
   *
   * @default - none
   */
  readonly packages?: readonly string[];
  /**
   * Lists of options for the versions in `flake.lock`, written by `fleet options update`. The paths are relative
   * to the folder where `fleet` runs: `{ nixos: "options/nixos.json" }`.
   *
   * @default - the lists of the library
   */
  readonly optionLists?: { readonly [C in ModuleClass]?: string };
  /**
   * Files that you write by hand instead of generating them. synth never changes them. Their generated content
   * goes to another file, which yours imports or calls:
   *
   * - `flake.nix`: `flake-module.nix` is a module of flake-parts with all generated ones, and `flake-inputs.nix`
   *   has the inputs to copy
   * - `justfile`: `fleet.just`, for `import 'fleet.just'`
   * - `.github/workflows/ci.yml`: `.github/workflows/fleet.yml`, for `uses: ./.github/workflows/fleet.yml` in a job
   * - `modules/flake-parts/dev-shell.nix`: `devShells.fleet`, for `inputsFrom = [ config.devShells.fleet ]`
   * - `modules/flake-parts/formatter.nix`, `modules/flake-parts/meta.nix` (the options of `flake.meta`),
   *   `.clan-flake`, `terraform/.gitignore` and `README.md`: no other file is generated
   *
   * @default - none; all files are generated
   */
  readonly ownFiles?: readonly OwnFile[];
  /** Icon of the clan, for its user interface: clan's `meta.icon`. @default - none */
  readonly icon?: string;
  /**
   * Options of `clan` without a prop: `{ secrets: { age: { plugins: ["age-plugin-yubikey"] } } }`.
   *
   * @default - none
   */
  readonly clan?: Settings;
}

/** Where and why a diagnostic is accepted. */
export interface AcceptProps {
  /** The construct of the diagnostic, or one above it. @default - the whole app */
  readonly at?: IConstruct;
  /** Why the fleet accepts it. `fleet check --accepted` prints it. */
  readonly because: string;
}

const PROPS = shapeOf<FleetProps>("Fleet", {
  name: text,
  description: text,
  domain: text,
  layout: oneOf("dendritic", "vanilla"),
  packages: listOf(text),
  optionLists: nested(
    shapeOf<NonNullable<FleetProps["optionLists"]>>("optionLists", {
      nixos: text,
      darwin: text,
      homeManager: text,
    }),
  ),
  ownFiles: listOf(text),
  icon: text,
  clan: object,
});

const ACCEPT_PROPS = shapeOf<AcceptProps>("accept", {
  at: kind("a construct", (value) => isRecord(value) && Construct.isConstruct(value)),
  because: required(text, "unknown"),
});

/** As clan's `meta.name`. */
const NAME = /^[A-Za-z0-9_-]{1,63}$/;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** All machines, tags, people, services and modules of one nix-config repository. */
export class Fleet extends Construct {
  /** Whether a value is a fleet, also from another copy of this library. */
  static isFleet(value: unknown): value is Fleet {
    return isFleet(value);
  }

  /**
   * The fleet that a construct belongs to: the nearest one above it.
   *
   * @throws FleetError if there is none
   */
  static of(construct: IConstruct): Fleet {
    return fleetOf(construct);
  }

  /** Name of the fleet, and of its clan. */
  readonly name: string;
  readonly description: string | undefined;
  readonly domain: string;
  readonly layout: Layout;
  /** Packages beside those of nixpkgs. */
  readonly packages: readonly string[];
  /** Files with lists of options that replace the library's, by class. */
  readonly optionLists: { readonly [C in ModuleClass]?: string };
  /** Hand-written files that replace generated ones. */
  readonly ownFiles: readonly OwnFile[];
  readonly icon: string | undefined;
  /** Options of `clan` without a prop. */
  readonly clan: Settings;
  private readonly elements: FleetElement[] = [];
  private readonly accepted: Acceptance[] = [];
  private readonly byKind = new Map<ElementKind, readonly FleetElement[]>();
  private readonly byName = new Map<string, FleetElement>();

  constructor(scope: Construct, id: string, given: FleetProps = {}) {
    requireScope(scope, "fleet", id);
    super(scope, idText(id));
    brand(this, FLEET);
    recordSource(this);
    const props = readProps(PROPS, given);
    reportProps(this, props);
    this.name = plainName(this, "fleet", props.name ?? id);
    this.description = props.description;
    this.layout = props.layout ?? "dendritic";
    this.packages = props.packages ?? [];
    this.optionLists = props.optionLists ?? {};
    this.ownFiles = props.ownFiles ?? [];
    this.domain = props.domain ?? this.name.toLowerCase().replaceAll("_", "-");
    this.icon = props.icon;
    this.clan = props.clan ?? {};
    addCheck(this, () => this.check());
    addCheck(this, () => clanOptionProblems(this.clan));
  }

  /** The machines in the order of their declaration. */
  get machines(): readonly Machine[] {
    return this.elementsOf<Machine>("machine");
  }

  /** The tags that the fleet declares, without clan's own (`all`, `nixos`, `darwin`). */
  get tags(): readonly Tag[] {
    return this.elementsOf<Tag>("tag");
  }

  /** The people who have accounts on the fleet's machines. */
  get users(): readonly User[] {
    return this.elementsOf<User>("user");
  }

  /** The generated modules. */
  get modules(): readonly DendriticModule<ModuleClass>[] {
    return this.flakeModules.filter(DendriticModule.isDendriticModule);
  }

  /** All modules under `flake.modules`, including hand-written ones. */
  get flakeModules(): readonly FlakeModule[] {
    return this.elementsOf<FlakeModule & FleetElement>("module");
  }

  /** The service instances. An instance without machines in its roles is not part of the output. */
  get services(): readonly Service[] {
    return this.elementsOf<Service>("service");
  }

  /** The flake inputs that the fleet declares itself. */
  get inputs(): readonly FlakeInput[] {
    return this.elementsOf<FlakeInput>("input");
  }

  /** The generators of vars, including those that other constructs declare. */
  get generators(): readonly VarsGenerator[] {
    return this.elementsOf<VarsGenerator>("vars");
  }

  /** The secrets from sops files. */
  get secrets(): readonly SopsSecret[] {
    return this.elementsOf<SopsSecret>("secret");
  }

  /** Options that modules, files and inputs of the fleet declare in addition to the lists. */
  get optionDeclarations(): readonly OptionDeclaration[] {
    const declaring = [
      ...this.inputs,
      ...this.flakeModules.filter(ExternalModule.isExternalModule),
      ...this.elementsOf<NixFile<ModuleClass>>("nix-file"),
    ];
    return declaring.flatMap(({ name, options }) =>
      options === undefined ? [] : [{ name, options }],
    );
  }

  /** Names of all flake inputs that modules may refer to. */
  get inputNames(): readonly string[] {
    return [...inputNames(this)];
  }

  /** Whether modules may refer to a flake input of a name. */
  hasInput(name: string): boolean {
    return inputNames(this).has(name);
  }

  /** The accepted diagnostics. */
  get acceptances(): readonly Acceptance[] {
    return this.accepted;
  }

  /** The machines with a tag, including clan's own tags. */
  machinesWith(tag: AnyTag): readonly Machine[] {
    return machinesByTag(this).get(tag.name) ?? [];
  }

  /** Whether a hand-written file replaces a generated one. */
  isOwnFile(file: OwnFile): boolean {
    return this.ownFiles.includes(file);
  }

  /** Machines in the order of their declaration, without machines of another fleet. */
  inOrder(machines: ReadonlySet<Machine>): readonly Machine[] {
    const order = orderOfMachines(this);
    return [...machines]
      .filter((machine) => order.has(machine))
      .sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0));
  }

  /**
   * Accepts a warning or a policy error. `fleet explain CODE` shows whether a code can be accepted.
   *
   * @param code - the code in brackets after `error` or `warning`: `password-login`
   */
  accept(code: string, props: AcceptProps): void {
    const known = readArgument(this, "accept", "code", text, code);
    const read = readProps(ACCEPT_PROPS, props);
    for (const finding of propFindings(read)) report(this, finding);
    const isRead = propFindings(read).every((finding) => finding.code === "prop-unknown");
    if (known === undefined || !isRead) return;
    const { at, because } = read;
    const source = currentSource();
    this.accepted.push({ code: known, path: at?.node.path ?? "", because, source });
  }

  /** The elements of one kind in the order of their declaration. */
  elementsOf<Element extends FleetElement>(kind: ElementKind): readonly Element[] {
    const known = this.byKind.get(kind);
    if (known !== undefined) return known as readonly Element[];
    const elements = this.elements.filter(
      (element) => element.elementKind === kind && isAttached(element),
    );
    // A locked tree gets no more elements. Without the cache, one call for each machine takes quadratic time.
    if (this.node.locked) this.byKind.set(kind, elements);
    return elements as FleetElement[] as Element[];
  }

  /** The first element of a kind with a name. */
  firstNamed(kind: ElementKind, name: string): FleetElement | undefined {
    if (!this.node.locked) {
      return this.elementsOf(kind).find((element) => element.isInOutput && element.name === name);
    }
    if (this.byName.size === 0) {
      for (const element of this.elements.filter((one) => one.isInOutput && isAttached(one))) {
        const key = `${element.elementKind} ${element.name}`;
        if (!this.byName.has(key)) this.byName.set(key, element);
      }
    }
    return this.byName.get(`${kind} ${name}`);
  }

  /** The module with a file below `modules/`; on macOS, names that differ only in case are the same file. */
  ownerOf(path: string): FlakeModule | undefined {
    return ownersOfFiles(this).get(path.toLowerCase());
  }

  /** The generators that are declared below a machine, such as those of its disk. */
  generatorsBelow(machine: Machine): readonly VarsGenerator[] {
    return generatorsByMachine(this).get(machine) ?? [];
  }

  /** Called by each element that is declared below the fleet. */
  register(element: FleetElement): void {
    this.elements.push(element);
  }

  private *check(): Iterable<Finding> {
    if (!NAME.test(this.name)) {
      yield {
        code: "fleet-name-invalid",
        summary: "fleet name is not a valid clan name",
        value: this.name,
        allowed: "letters, digits, '_' and '-', up to 63",
        remedy: "remove dots and spaces; set a domain with the prop `domain`",
      };
    } else if (!DOMAIN.test(this.domain)) {
      yield {
        code: "fleet-domain-invalid",
        summary: "fleet domain is not a host name",
        value: this.domain,
        allowed: "labels of a-z, 0-9 and '-', separated by '.'",
        remedy: "use lower-case letters and remove other characters",
      };
    }
    for (const file of this.ownFiles) {
      if (OWN_FILES.includes(file)) continue;
      yield {
        code: "own-file-unknown",
        summary: "file in ownFiles cannot be replaced by a hand-written one",
        value: file,
        allowed: OWN_FILES.join(", "),
        remedy: "remove it from `ownFiles`; synth never changes files that it does not generate",
      };
    }
  }
}

const inputNames = onceLocked(
  (fleet: Fleet): ReadonlySet<string> =>
    new Set([...Object.keys(STANDARD_INPUTS), ...fleet.inputs.map(({ name }) => name)]),
);

const orderOfMachines = onceLocked(
  (fleet: Fleet): ReadonlyMap<Machine, number> =>
    new Map(fleet.machines.map((machine, index) => [machine, index])),
);

const machinesByTag = onceLocked((fleet: Fleet): ReadonlyMap<string, readonly Machine[]> => {
  const groups = new Map<string, Machine[]>([["all", [...fleet.machines]]]);
  for (const machine of fleet.machines) {
    for (const name of new Set([machine.machineClass, ...machine.tags.map((tag) => tag.name)])) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [machine]);
      else group.push(machine);
    }
  }
  return groups;
});

const ownersOfFiles = onceLocked((fleet: Fleet): ReadonlyMap<string, FlakeModule> => {
  const owners = new Map<string, FlakeModule>();
  for (const module of fleet.flakeModules) {
    for (const path of module.paths) {
      if (!owners.has(path.toLowerCase())) owners.set(path.toLowerCase(), module);
    }
  }
  return owners;
});

const generatorsByMachine = onceLocked(
  (fleet: Fleet): ReadonlyMap<Machine, readonly VarsGenerator[]> => {
    const groups = new Map<Machine, VarsGenerator[]>();
    for (const generator of fleet.generators) {
      const { machine } = generator;
      if (machine === undefined) continue;
      const group = groups.get(machine);
      if (group === undefined) groups.set(machine, [generator]);
      else group.push(generator);
    }
    return groups;
  },
);

/** Whether an element is still in the tree: `node.tryRemoveChild` removes constructs. */
function isAttached({ node }: IConstruct): boolean {
  const { scope } = node;
  if (scope === undefined) return true;
  return scope.node.tryFindChild(node.id) !== undefined && isAttached(scope);
}
