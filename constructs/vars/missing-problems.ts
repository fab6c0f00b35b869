import { partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";
import { settingsBesideSystem, settingsOf } from "../module/machine-modules";
import type { AnySettings } from "../options/nix-value";
import { SecretReference } from "./secret-reference";
import type { SopsSecret } from "./sops-secret";
import type { VarsGenerator } from "./vars-generator";
import { VarsReference } from "./vars-reference";

/**
 * References to generators and secrets that the machine does not have. The evaluation would fail with a missing
 * attribute, or use another generator of the same name; for a secret, it would use the path of a missing file.
 */
export function* missingProblems(
  machine: Machine,
  generators: ReadonlySet<VarsGenerator>,
  secrets: ReadonlySet<SopsSecret>,
): Iterable<Finding> {
  const ofSystem = settingsOf(machine);
  for (const [place, settings] of ofSystem) {
    const { wanted } = referencesIn(settings);
    if (wanted.length === 0) continue;
    yield* missing(machine, [place, "generator", "vars"], wanted, generators);
  }
  for (const [place, settings] of [...ofSystem, ...settingsBesideSystem(machine)]) {
    const { wantedSecrets } = referencesIn(settings);
    if (wantedSecrets.length === 0) continue;
    yield* missing(machine, [place, "secret", "secrets"], wantedSecrets, secrets);
  }
}

function* missing<Kind extends VarsGenerator | SopsSecret>(
  machine: Machine,
  [place, kind, prop]: readonly [place: string, kind: string, prop: string],
  wanted: readonly Kind[],
  given: ReadonlySet<Kind>,
): Iterable<Finding> {
  const present = [...given];
  for (const { name, node } of wanted.filter((one) => !given.has(one))) {
    yield {
      code: "vars-reference-missing",
      summary: `${place} refer to a ${kind} that ${machine.name} does not have`,
      value: node.path, // Not its name, which one of the machine's may have too.
      allowed: present.length === 0 ? "none" : present.map((one) => one.node.path).join(", "),
      remedy: present.some((one) => one.name === name)
        ? `refer to the machine's own ${kind} of that name`
        : `add ${name} to \`${prop}\``,
    };
  }
}

/** The references in settings, without duplicates. */
interface ReferredTo {
  readonly wanted: readonly VarsGenerator[];
  readonly wantedSecrets: readonly SopsSecret[];
}

/** Cached, since the settings of a module are the same object for each machine that imports it. */
const known = new WeakMap<AnySettings, ReferredTo>();

function referencesIn(settings: AnySettings): ReferredTo {
  const remembered = known.get(settings);
  if (remembered !== undefined) return remembered;
  const generators = new Set<VarsGenerator>();
  const secrets = new Set<SopsSecret>();
  for (const { value } of partsOf(settings)) {
    if (VarsReference.isVarsReference(value)) generators.add(value.generator);
    else if (SecretReference.isSecretReference(value)) secrets.add(value.secret);
  }
  const found = { wanted: [...generators], wantedSecrets: [...secrets] };
  known.set(settings, found);
  return found;
}
