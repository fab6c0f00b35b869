import { partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";
import { type PlacedSettings, settingsBesideSystem, settingsOf } from "../module/machine-modules";
import { SecretReference } from "./secret-reference";
import type { SopsSecret } from "./sops-secret";
import type { VarsGenerator } from "./vars-generator";
import { VarsReference } from "./vars-reference";

/**
 * References to what the machine lacks. Of a generator Nix would miss an attribute, or take another
 * machine's generator for its own of the same name; of a secret it would take the path of no file.
 */
export function* missingProblems(
  machine: Machine,
  generators: readonly VarsGenerator[],
  secrets: readonly SopsSecret[],
): Iterable<Finding> {
  const ofSystem = settingsOf(machine);
  for (const [place, settings] of ofSystem) {
    const wanted = wantedIn(settings, VarsReference.isVarsReference).map(
      ({ generator }) => generator,
    );
    yield* missing(machine, [place, "generator", "vars"], wanted, generators);
  }
  const all: readonly PlacedSettings[] = [...ofSystem, ...settingsBesideSystem(machine)];
  for (const [place, settings] of all) {
    const wanted = wantedIn(settings, SecretReference.isSecretReference).map(
      ({ secret }) => secret,
    );
    yield* missing(machine, [place, "secret", "secrets"], wanted, secrets);
  }
}

function* missing<Kind extends VarsGenerator | SopsSecret>(
  machine: Machine,
  [place, kind, prop]: readonly [place: string, kind: string, prop: string],
  wanted: readonly Kind[],
  present: readonly Kind[],
): Iterable<Finding> {
  for (const { name, node } of new Set(wanted.filter((one) => !present.includes(one)))) {
    yield {
      code: "vars-reference-missing",
      summary: `${place} refer to a ${kind} that ${machine.name} does not have`,
      value: node.path, // Not its name, which one of the machine's may have too.
      allowed: present.length === 0 ? "none" : present.map((one) => one.node.path).join(", "),
      remedy: present.some((one) => one.name === name)
        ? `refer to the ${kind} of that name that the machine has`
        : `add ${name} to \`${prop}\``,
    };
  }
}

function wantedIn<Reference>(
  settings: PlacedSettings[1],
  isWanted: (value: unknown) => value is Reference,
): readonly Reference[] {
  return [...partsOf(settings)].flatMap(({ value }) => (isWanted(value) ? [value] : []));
}
