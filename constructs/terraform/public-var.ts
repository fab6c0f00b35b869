import { addCheck, report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { FleetError } from "../diagnostics/fleet-error";
import { formatFinding } from "../diagnostics/format";
import { Machine } from "../machine/machine";
import { kind, required, text } from "../props/kinds";
import { propFindings, readProps, shapeOf } from "../props/read-props";
import { ClanGenerator } from "../vars/clan-generator";
import type { PublicFileName, VarsFiles } from "../vars/vars-file";
import { VarsGenerator } from "../vars/vars-generator";
import { expression } from "./expression";
import { hclText } from "./hcl";

interface PublicVarPlace {
  /** The machine that the file belongs to. @default - the machine of the generator; none for a shared generator */
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
  /** Name of a file with `secret: false`. */
  readonly file: PublicFileName<Files>;
}

/** A public file of a generator that a clan service or a hand-written module defines. */
export interface PublicClanVarProps extends PublicVarPlace {
  readonly generator: ClanGenerator;
  /** Name of the file. */
  readonly file: string;
}

const PROPS = shapeOf<PublicClanVarProps>("publicVar", {
  generator: required(kind("a VarsGenerator or a ClanGenerator", isGenerator), undefined),
  file: required(text, "unnamed"),
  machine: kind("a machine", Machine.isMachine),
  flake: text,
});

/**
 * The content of a public file of clan's vars as a Terraform value, for example the zerotier address of a machine in
 * a DNS record. Terraform reads the file from the repository during each plan and trims white space. A plan before
 * `clan vars generate` fails and prints the path. Secret files are not available.
 */
export function publicVar<const Files extends VarsFiles>(
  given: PublicVarProps<Files> | PublicClanVarProps,
): string {
  const props = readProps(PROPS, given);
  const { generator, file, flake = "../../.." } = props;
  const own = VarsGenerator.isVarsGenerator(generator) ? generator : undefined;
  for (const finding of propFindings(props)) {
    if (own === undefined) throw new FleetError(formatFinding(finding));
    report(own, finding);
  }
  const machine = own?.share ? undefined : (props.machine ?? own?.machine);
  if (own !== undefined) addCheck(own, () => varProblems(own, file, machine));
  const place = machine === undefined ? ["shared"] : ["per-machine", machine.name];
  const path = [flake, "vars", ...place, generator.name, file, "value"].join("/");
  return expression(`trimspace(file("\${path.module}/${hclText(path)}"))`);
}

function isGenerator(value: unknown): boolean {
  return VarsGenerator.isVarsGenerator(value) || ClanGenerator.isClanGenerator(value);
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
      allowed: publicFiles.join(", ") || "a file with `secret: false`; the generator has none",
      remedy:
        "use a public file; to read a secret, use a data source such as ApiToken.fromClanSecret",
    };
  }
  if (!share && machine === undefined) {
    yield {
      code: "terraform-var-machine-missing",
      summary: `Terraform reads a per-machine file of generator ${name} without a machine`,
      value: file,
      allowed: "the machine that the file belongs to, as `machine`",
      remedy: "set `machine`, or share the generator",
    };
  }
}
