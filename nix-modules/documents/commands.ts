import { ClanInstall, type FleetApp, type Machine, WorkstationStack } from "../../constructs";
import type { GeneratedFile } from "../files/generated-file";

/** The migration command. */
export const MIGRATION = "npx fleet migration";

/** The commands of a repository for its machines. */
export class Commands {
  private readonly recipes: ReadonlySet<string>;

  /** @param files - the generated files, including the justfile */
  constructor(
    private readonly app: FleetApp,
    private readonly files: readonly GeneratedFile[],
  ) {
    const justfiles = files.filter(({ path }) => path === "justfile" || path === "fleet.just");
    this.recipes = new Set(
      justfiles.flatMap(({ text }) =>
        [...text.matchAll(/^([a-z][a-z-]*)[^:\n]*:(?!=)/gm)].map(([, name = ""]) => name),
      ),
    );
  }

  /** The id of the stack that deploys a machine for the first time. */
  stackOf(machine: Machine): string | undefined {
    return this.app.stacks.find((stack) =>
      WorkstationStack.isWorkstationStack(stack)
        ? stack.machine === machine
        : stack.node
            .findAll()
            .some((one) => ClanInstall.isClanInstall(one) && one.machine === machine),
    )?.node.id;
  }

  /** The names of clan's secrets that the stack of a machine reads. */
  secretsOf(machine: Machine): readonly string[] {
    const path = `modules/terranix/${this.stackOf(machine)}.nix`;
    const text = this.files.find((file) => file.path === path)?.text ?? "";
    const names = [...text.matchAll(/clan secrets get ([\w.-]+)/g)].map(([, name = ""]) => name);
    return [...new Set(names)].sort();
  }

  /** A `just` command, if the repository has the recipe. */
  just(recipe: string, ...args: readonly string[]): readonly string[] {
    return this.recipes.has(recipe) ? [["just", recipe, ...args].join(" ")] : [];
  }
}
