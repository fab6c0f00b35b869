import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";
import type { ClanGenerator } from "../vars/clan-generator";
import type { PublicFileName, VarsFiles } from "../vars/vars-file";
import { VarsGenerator } from "../vars/vars-generator";
import { expression } from "./expression";
import { hclText } from "./hcl";

interface PublicVarPlace {
  /**
   * The machine whose file it is.
   *
   * @default - the one that the generator belongs to, or none: the generator is shared
   */
  readonly machine?: Machine;
  /**
   * Folder that holds `vars/`, relative to the stack's folder.
   *
   * @default "../../.." - the folder that holds `terraform/stacks/<stack>`
   */
  readonly flake?: string;
}

/** A public file of a generator of the fleet. */
export interface PublicVarProps<Files extends VarsFiles> extends PublicVarPlace {
  readonly generator: VarsGenerator<Files>;
  /** Name of the file, which is one with `secret: false`. */
  readonly file: PublicFileName<Files>;
}

/** A public file of a generator that one of clan's services or a hand-written module defines. */
export interface PublicClanVarProps extends PublicVarPlace {
  readonly generator: ClanGenerator;
  /** Name of the file. */
  readonly file: string;
}

/**
 * What is in a public file of clan's vars, in a Terraform value: the address of a machine in zerotier in a DNS
 * record. Terraform reads the file in the repository at each plan, without white space around it; a plan
 * before `clan vars generate` has made it fails and names the path. Of a secret there is no such file.
 */
export function publicVar<const Files extends VarsFiles>(
  props: PublicVarProps<Files> | PublicClanVarProps,
): string {
  const { generator, file, flake = "../../.." } = props;
  const own = VarsGenerator.isVarsGenerator(generator) ? generator : undefined;
  const machine = own?.share ? undefined : (props.machine ?? own?.machine);
  if (own !== undefined) addCheck(own, () => varProblems(own, file, machine));
  const place = machine === undefined ? ["shared"] : ["per-machine", machine.name];
  const path = [flake, "vars", ...place, generator.name, file, "value"].join("/");
  return expression(`trimspace(file("\${path.module}/${hclText(path)}"))`);
}

function* varProblems(
  { name, files, share }: VarsGenerator,
  file: string,
  machine: Machine | undefined,
): Iterable<Finding> {
  const publicFiles = Object.keys(files).filter((other) => files[other]?.secret === false);
  if (!publicFiles.includes(file)) {
    yield {
      code: "terraform-var-not-public",
      summary: `Terraform reads a file of generator ${name} that is not public`,
      value: file,
      allowed: publicFiles.join(", ") || "a file with `secret: false`, of which it has none",
      remedy:
        "name a public file; a secret is read by a data source, such as ApiToken.fromClanSecret",
    };
  }
  if (!share && machine === undefined) {
    yield {
      code: "terraform-var-machine-missing",
      summary: `Terraform reads a file of generator ${name}, of which each machine has its own`,
      value: file,
      allowed: "`machine`, the one whose file it is",
      remedy: "name the machine, or share the generator",
    };
  }
}
