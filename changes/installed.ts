import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../constructs/diagnostics/finding";
import type { FleetChanges } from "./compare";
import { inNameOrder } from "./in-name-order";
import type { Loss } from "./losses";
import { isOtherClass, type MachinePair } from "./machines";
import type { MachineRecord, ServerRecord } from "./record";
import { ways } from "./ways";

/** Changes that are impossible on an installed machine because of its disk. */
export function installedProblems(pair: MachinePair, changes: FleetChanges): readonly Loss[] {
  const { name, before, after } = pair;
  if (before === undefined || after === undefined || after.retire !== undefined) return [];
  if (!isInstalled(pair, changes) || isOtherClass(pair)) return [];
  return [...diskProblems(name, before, after), ...typeProblems(pair, changes)].map((finding) => ({
    machine: name,
    finding,
  }));
}

/** Whether a machine is installed: its server is in the state or, without a state, the last synth had the machine. */
function isInstalled({ before }: MachinePair, { stacks }: FleetChanges): boolean {
  const server = before?.server?.addresses.find((address) => address.startsWith("hcloud_server."));
  const state = stacks.find(({ stack, movedFrom = stack }) => movedFrom === before?.stack)?.state;
  return state === undefined || server === undefined || state.has(server);
}

function* diskProblems(
  machine: string,
  before: MachineRecord,
  after: MachineRecord,
): Iterable<Finding> {
  const differs = (part: "boot" | "disk" | "platform") =>
    before[part] !== undefined &&
    after[part] !== undefined &&
    before.platform !== "unknown" &&
    !isDeepStrictEqual(inNameOrder(before[part]), inNameOrder(after[part]));
  const parts = (["disk", "boot", "platform"] as const).filter(differs);
  // Differences that follow from another server type are reported for the type.
  const isOtherType = before.server?.type !== after.server?.type;
  if (parts.length === 0 || (isOtherType && parts.some((part) => part !== "disk"))) return;
  const names = { disk: "disk layout", boot: "boot mode", platform: "platform" };
  yield {
    code: "installed-disk-changed",
    summary: `${parts.map((part) => names[part]).join(" and ")} of installed machine ${machine} changes: after the next update it would not boot from its existing disk`,
    value: machine,
    allowed: parts
      .map((part) => `${names[part]} as before: ${differences(before[part], after[part])}`)
      .join("; "),
    remedy: ways([
      "restore the configuration that the machine was installed with",
      before.stack === undefined
        ? `to reinstall it and lose its data, npx fleet synth --never-applied ${machine}, then clan machines install ${machine} --target-host ADDRESS`
        : "to reinstall it and lose its data, retire the machine, apply, and declare it again",
      `if it was never installed, or its disk already has the new layout, npx fleet synth --never-applied ${machine}`,
    ]),
  };
}

/** The first differences of two values: `disks.0.partitions.1.content.format: ext4, not btrfs`. */
function differences(before: unknown, after: unknown): string {
  const [old, now] = [leavesOf(inNameOrder(before)), leavesOf(inNameOrder(after))];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter(
    (path) => old.get(path) !== now.get(path),
  );
  const shown = paths.slice(0, 3).map((path) => {
    const change = `${old.get(path) ?? "none"}, not ${now.get(path) ?? "none"}`;
    return path === "" ? change : `${path}: ${change}`;
  });
  return [...shown, ...(paths.length > 3 ? [`and ${paths.length - 3} more`] : [])].join("; ");
}

function leavesOf(value: unknown, path = ""): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null) return new Map([[path, String(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...leavesOf(inner, path === "" ? key : `${path}.${key}`),
    ]),
  );
}

/** Problems that the provider would report only after it has powered the server off. */
function* typeProblems(
  { name, before, after }: MachinePair,
  { stacks }: FleetChanges,
): Iterable<Finding> {
  const [old, now] = [before?.server, after?.server];
  if (old === undefined || now === undefined || old.type === now.type) return;
  const reasons = [
    ...(before?.platform === after?.platform
      ? []
      : [`${now.type} has another CPU architecture, ${after?.platform}`]),
    ...(before?.boot === after?.boot
      ? []
      : [`${now.type} boots with ${after?.boot}, but the disk layout is for ${before?.boot}`]),
    ...(diskOf(old, before?.stack, stacks) > now.diskGb
      ? [`${now.type} has a smaller disk, ${now.diskGb} GB, and a disk cannot shrink`]
      : []),
    ...(now.isSold ? [] : [`${now.type} is no longer sold`]),
  ];
  if (reasons.length === 0) {
    yield typeChange(name, old, now);
    return;
  }
  yield {
    code: "server-type-change-impossible",
    summary: `server of ${name} cannot change from ${old.type} to ${now.type}, and the provider would power it off before the change fails: ${reasons.join("; ")}`,
    value: name,
    allowed:
      "a type that is sold, with the same CPU architecture and boot mode, and a disk that is not smaller",
    remedy: ways([
      `keep ${old.type}`,
      "declare a new machine with the other type, and move the services and data to it",
      `if the server was never created, npx fleet synth --never-applied ${name}`,
    ]),
  };
}

/** The warning for a possible change of the server type. */
function typeChange(machine: string, old: ServerRecord, now: ServerRecord): Finding {
  const disk =
    now.keepDisk || now.diskGb === old.diskGb
      ? `the disk is not enlarged, so a change back to ${old.type} is possible`
      : `the disk grows to ${now.diskGb} GB and cannot shrink, so a change back to ${old.type} is impossible`;
  return {
    code: "server-type-change",
    summary: `the next apply powers the server of ${machine} off to change it from ${old.type} to ${now.type}; ${disk}`,
    value: machine,
    allowed: "an apply at a time when the server may be off",
    remedy: now.keepDisk
      ? "apply at such a time"
      : "apply at such a time; `keepDisk: true` on the server keeps the size of the disk",
  };
}

/** The disk size of a server: from the state, otherwise from its type; 0 if `keepDisk` makes it unknown. */
function diskOf(
  { addresses, diskGb, keepDisk }: ServerRecord,
  stackOfMachine: string | undefined,
  stacks: FleetChanges["stacks"],
): number {
  const state = stacks.find(({ stack, movedFrom = stack }) => movedFrom === stackOfMachine)?.state;
  const sizes = addresses.map((address) => state?.get(address)?.values.primary_disk_size);
  const size = sizes.find((one) => typeof one === "number");
  if (typeof size === "number") return size;
  return keepDisk ? 0 : diskGb;
}
