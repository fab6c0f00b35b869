import type { Finding } from "../constructs/diagnostics/finding";
import type { FleetChanges } from "./compare";
import type { MachinePair } from "./machines";
import type { ResourceChange } from "./terraform/compare";
import { ways } from "./ways";

export function removedMachine(
  machine: string,
  resources: readonly ResourceChange[],
  { pairs }: FleetChanges,
): Finding {
  const news = pairs.filter(({ before, after }) => before === undefined && after !== undefined);
  const [candidate] = news;
  const lost =
    resources.length > 0
      ? `the next apply destroys ${listed(resources)}`
      : "nothing would update it any more, and its secrets would remain in sops/ and vars/";
  return {
    code: "machine-removed",
    summary: `machine ${machine} is no longer in the fleet: ${lost}`,
    value: machine,
    allowed: "removal of a retired machine, or a renamed machine",
    remedy: ways([
      `to rename it, set \`movedFrom: ${JSON.stringify(machine)}\` on ${candidate === undefined ? "the machine with the new name" : `machine ${candidate.name}`}`,
      ...retirementWays("restore the machine", "`protection: false` in its `server`", resources),
      neverAppliedWay(machine),
    ]),
  };
}

/** A machine whose name is now that of a machine of another class. */
export function otherClass(
  { name, before, after }: MachinePair,
  resources: readonly ResourceChange[],
): Finding {
  const [old, now] = [before, after].map((one) =>
    one?.machineClass === "darwin" ? "Mac" : "NixOS machine",
  );
  const lost =
    resources.length > 0
      ? `the next apply destroys ${listed(resources)}`
      : `nothing would update the ${old} any more`;
  return {
    code: "machine-class-changed",
    summary: `${name} was a ${old} and is now a ${now}: ${lost}`,
    value: name,
    allowed: "another name, or the name of a retired machine",
    remedy: ways([
      `restore the ${old}, and give the ${now} another name`,
      ...retirementWays(
        `restore the ${old}`,
        "`protection: false` in its `server`",
        resources,
        `declare the ${now}`,
      ),
      neverAppliedWay(name),
    ]),
  };
}

export function movedMachine(
  machine: string,
  resources: readonly ResourceChange[],
  from: string,
  to: string,
): Finding {
  return {
    code: "machine-moved",
    summary: `machine ${machine} is now in stack ${to}: the next apply of ${from} destroys ${listed(resources)}`,
    value: machine,
    allowed: `a machine with \`movedFrom\` that names stack ${from}`,
    remedy: ways([
      `to move it, set \`movedFrom: { stack: ${JSON.stringify(from)} }\` on the machine; synth then prints the commands that move its state`,
      neverAppliedWay(machine),
    ]),
  };
}

export function destroyedResources(
  machine: string,
  resources: readonly ResourceChange[],
  stack: string,
): Finding {
  const replaced = resources.filter(({ action }) => action === "replace");
  const reasons = replaced.flatMap(({ address, attributes }) =>
    attributes.filter(({ replaces }) => replaces).map(({ name }) => `${address}.${name}`),
  );
  const verb = replaced.length === resources.length ? "replaces" : "destroys";
  const why = reasons.length > 0 ? ` (changed: ${reasons.join(", ")})` : "";
  const addresses = resources.map(({ address }) => address);
  return {
    code: "resource-destroyed",
    summary: `the next apply of stack ${stack} ${verb} ${listed(resources)}${why}`,
    value: machine === "" ? addresses.join(", ") : machine,
    allowed: "a loss that the fleet declares with `retire`",
    remedy: ways([
      ...(replaced.length > 0
        ? ["to keep it, revert the change that replaces it"]
        : [
            ...(machine === "" ? [] : volumeWays(addresses)),
            ...(machine === ""
              ? retireWays(addresses)
              : retirementWays("restore it", "`protection: false`", resources)),
          ]),
      neverAppliedWay(machine || stack),
    ]),
  };
}

function volumeWays(addresses: readonly string[]): readonly string[] {
  const volume = addresses.find((address) => address.startsWith("hcloud_volume."));
  if (volume === undefined) return [];
  const logicalId = JSON.stringify(volume.slice("hcloud_volume.".length));
  return [
    "to rename a volume, set `movedFrom` to its old name",
    `to attach it to another machine of the stack, set \`logicalId: ${logicalId}\` on the volume there`,
  ];
}

/** A `removed` block cannot name a single instance of `count` or `for_each`. */
function retireWays(addresses: readonly string[]): readonly string[] {
  const entries = addresses.map((address) => `${JSON.stringify(address)}: true`).join(", ");
  const destroy = `to destroy it, set \`retire: { ${entries} }\` on the stack`;
  const instance = addresses.find((address) => address.endsWith("]"));
  return instance === undefined
    ? [`${destroy}; to only remove it from the state, use \`{ keep: true }\` instead of true`]
    : [destroy, `to keep it outside the fleet, before the apply: terraform state rm '${instance}'`];
}

export function stillProtected(resources: readonly ResourceChange[], stack: string): Finding {
  return {
    code: "retire-protected",
    summary: `retired resources still have delete protection at Hetzner, so the apply would fail halfway: ${listed(resources)}`,
    value: resources.map(({ address }) => address).join(", "),
    allowed: "resources that were applied with `protection: false`",
    remedy: ways([
      "to destroy them, replace `retire` with `protection: false` (for a machine, in its `server`), synth and apply; then set `retire: true`",
      "to keep them outside the fleet, set `retire: { keep: true }`",
      neverAppliedWay(stack),
    ]),
  };
}

function retirementWays(
  start: string,
  unprotected: string,
  resources: readonly ResourceChange[],
  end = "remove it",
): readonly string[] {
  const isProtected = resources.some((resource) => resource.isProtected);
  const destroy = isProtected
    ? `with ${unprotected}, synth and apply; then set \`retire: true\`, synth and apply`
    : "with `retire: true`, synth and apply";
  return [
    `to destroy it, ${start} ${destroy}; then ${end}`,
    `to keep it outside the fleet, ${start} with \`retire: { keep: true }\`, synth and apply; then ${end}`,
  ];
}

export function neverAppliedWay(name: string): string {
  return `if it was never applied, npx fleet synth --never-applied ${name}`;
}

export function listed(resources: readonly ResourceChange[]): string {
  return resources.map(({ address, loses }) => `${address} (${loses})`).join(", ");
}
