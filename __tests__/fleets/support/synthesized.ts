import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { FleetRun } from "../../support/fleet-runs";
import { REPOSITORY, runFleet, writeMain } from "../../support/run-fleet";

/** The packages that the fleets import, and the compiler with the types that it needs. */
const PACKAGES = ["@nix-fleet", "@cdktf", "cdktf", "constructs", "typescript", "@types"];

/** One of the fleets of this folder: `main.ts`, the author's own files, and the hand-written inventory. */
export class WrittenFleet {
  /** The output folder, which also contains copies of the author's own files. */
  readonly tree = mkdtempSync(join(tmpdir(), "fleet-"));
  /** A copy of `main.ts`, with the packages of its project. */
  private readonly folder = mkdtempSync(join(tmpdir(), "fleet-project-"));
  private run: FleetRun | undefined;

  constructor(readonly name: string) {
    mkdirSync(join(this.tree, ".git"));
    cpSync(join(this.source, "nix-config"), this.tree, { recursive: true });
    const main = readFileSync(join(this.source, "main.ts"), "utf8");
    writeMain(this.folder, main.replace('"../../../constructs"', "CONSTRUCTS"));
    mkdirSync(join(this.folder, "node_modules"));
    for (const name of PACKAGES) {
      const path = join("node_modules", name);
      symlinkSync(join(REPOSITORY, path), join(this.folder, path));
    }
  }

  /** The hand-written inventory. */
  get inventory(): string {
    return join(this.source, "inventory.nix");
  }

  private get source(): string {
    return join(__dirname, "..", this.name);
  }

  /** Compiles and synthesizes it, once. */
  synth(): FleetRun {
    this.run ??= runFleet(this.folder, "synth", "--typecheck", "--out", this.tree);
    return this.run;
  }

  /** Synthesizes it again to the same folder. */
  synthAgain(): FleetRun {
    return runFleet(this.folder, "synth", "--out", this.tree);
  }

  /** Its stacks as terranix modules. */
  terranixModules(): readonly { readonly stack: string; readonly file: string }[] {
    const folder = join(this.tree, "modules/terranix");
    if (!existsSync(folder)) return [];
    return readdirSync(folder).map((file) => ({
      stack: basename(file, ".nix"),
      file: join(folder, file),
    }));
  }

  /** The Terraform JSON of a stack. */
  terraformJson(stack: string): RenderedStack {
    return JSON.parse(
      readFileSync(join(this.tree, "terraform/stacks", stack, "cdk.tf.json"), "utf8"),
    );
  }
}

/** A stack in one of the two renderings. */
export interface RenderedStack {
  readonly resource: Readonly<Record<string, object>>;
  /** Backend, encryption and providers. */
  readonly terraform: object;
}

/** The parts that must be equal in both renderings of a stack: its resources, and the storage of its state. */
export function essenceOf({ resource, terraform }: RenderedStack): object {
  const addresses = Object.entries(resource).flatMap(([type, named]) =>
    Object.keys(named)
      .filter((name) => name !== "//")
      .map((name) => `${type}.${name}`),
  );
  return { terraform, addresses: addresses.sort() };
}
