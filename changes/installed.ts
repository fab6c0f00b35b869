import type { Finding } from "../constructs/diagnostics/finding";
import type { FleetChanges } from "./compare";
import type { Loss } from "./losses";
import type { MachinePair } from "./machines";
import type { MachineRecord, ServerRecord } from "./record";
import { ways } from "./ways";

/** What an installed machine cannot change: what its disk was made for. */
export function installedProblems(pair: MachinePair, changes: FleetChanges): readonly Loss[] {
  const { name, before, after } = pair;
  if (before === undefined || after === undefined || after.retire !== undefined) return [];
  if (!isInstalled(pair, changes)) return [];
  return [...diskProblems(name, before, after), ...typeProblems(pair, changes)].map((finding) => ({
    machine: name,
    finding,
  }));
}

/** Whether a machine is installed: as the state at hand says, or else because the last synth had it. */
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
    JSON.stringify(before[part]) !== JSON.stringify(after[part]);
  // What another type of the server brings along, its boot partitions included, is said of the type.
  const isOtherType = before.server?.type !== after.server?.type;
  if (isOtherType && before.boot !== after.boot) return;
  const all = isOtherType ? (["disk"] as const) : (["disk", "boot", "platform"] as const);
  const parts = all.filter(differs);
  if (parts.length === 0) return;
  const words = { disk: "disk layout", boot: "boot mode", platform: "platform" };
  yield {
    code: "installed-disk-changed",
    summary: `${parts.map((part) => words[part]).join(" and ")} of ${machine}, an installed machine, changes: the next update would not start from the disk as it is`,
    value: machine,
    allowed: parts
      .map((part) => `${words[part]} as before: ${differences(before[part], after[part])}`)
      .join("; "),
    remedy: ways([
      "put back what the machine was installed with",
      "to install it anew with its data lost, retire the machine, apply, and declare it again",
      `if it was never installed, or its disk is laid out anew already, npx fleet synth --never-applied ${machine}`,
    ]),
  };
}

/** The first differences of two values: `disks.0.partitions.1.content.format: ext4, not btrfs`. */
function differences(before: unknown, after: unknown): string {
  const [old, now] = [leavesOf(before), leavesOf(after)];
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

/** What the provider would find out only after it has powered the server off. */
function* typeProblems(
  { name, before, after }: MachinePair,
  { stacks }: FleetChanges,
): Iterable<Finding> {
  const [old, now] = [before?.server, after?.server];
  if (old === undefined || now === undefined || old.type === now.type) return;
  const reasons = [
    ...(before?.platform === after?.platform
      ? []
      : [`${now.type} has another processor, ${after?.platform}`]),
    ...(before?.boot === after?.boot
      ? []
      : [`${now.type} starts with ${after?.boot}, and the disk is laid out for ${before?.boot}`]),
    ...(diskOf(old, before?.stack, stacks) > now.diskGb
      ? [`${now.type} has a smaller disk, ${now.diskGb} GB, and a disk never shrinks`]
      : []),
    ...(now.isSold ? [] : [`${now.type} is not sold any more`]),
  ];
  if (reasons.length === 0) {
    yield typeChange(name, old, now);
    return;
  }
  yield {
    code: "server-type-change-impossible",
    summary: `server of ${name} cannot change from ${old.type} to ${now.type}, and the provider would power it off before it finds out: ${reasons.join("; ")}`,
    value: name,
    allowed:
      "a type that is sold, with the same processor and boot mode, and a disk that is not smaller",
    remedy: ways([
      `leave it at ${old.type}`,
      "make a new machine of the other type beside it, and move what it does",
      `if the server was never created, npx fleet synth --never-applied ${name}`,
    ]),
  };
}

/** What a possible change of the type does. */
function typeChange(machine: string, old: ServerRecord, now: ServerRecord): Finding {
  const disk =
    now.keepDisk || now.diskGb === old.diskGb
      ? `the disk stays as it is, so a change back to ${old.type} stays possible`
      : `the disk grows to ${now.diskGb} GB and never shrinks again, so there is no way back to ${old.type}`;
  return {
    code: "server-type-change",
    summary: `the next apply powers the server of ${machine} off to change it from ${old.type} to ${now.type}; ${disk}`,
    value: machine,
    allowed: "a time at which the server may be off",
    remedy: now.keepDisk
      ? "apply it at such a time"
      : "apply it at such a time; `keepDisk: true` on the server leaves the disk as it is",
  };
}

/** The size of a server's disk: as the state says, or else at least that of its type, if that is known. */
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
