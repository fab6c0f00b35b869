import { ClanInstall, type FleetApp, type Machine, WorkstationStack } from "../../constructs";
import type { GeneratedFile } from "../files/generated-file";

/** The commands that a repository has for its machines. */
export class Commands {
  private readonly recipes: ReadonlySet<string>;

  /** @param files - those that are generated, the justfile among them */
  constructor(
    private readonly app: FleetApp,
    files: readonly GeneratedFile[],
  ) {
    const justfiles = files.filter(({ path }) => path === "justfile" || path === "fleet.just");
    this.recipes = new Set(
      justfiles.flatMap(({ text }) =>
        [...text.matchAll(/^([a-z][a-z-]*)[^:=\n]*:(?!=)/gm)].map(([, name = ""]) => name),
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

  /** A command of just as a line of its own, if the repository has the recipe. */
  just(recipe: string, ...args: readonly string[]): readonly string[] {
    return this.recipes.has(recipe) ? [["just", recipe, ...args].join(" ")] : [];
  }
}
