import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import type { Content, DiskPlan } from "./plan";

/** Rules for one kind of name. */
interface Kind {
  readonly pattern: RegExp;
  readonly allowed: string;
  readonly isReserved?: (name: string) => boolean;
}

const SIMPLE = "a letter, then letters, digits, '_' and '-'";
const LABEL = { pattern: /^[A-Za-z][A-Za-z0-9_-]*$/, allowed: SIMPLE };
/** Folders in /dev, where each volume group is also a folder. */
const DEV = ["block", "bus", "char", "cpu", "disk", "dri", "fd", "input", "loop", "mapper", "md"];
const LVM_PARTS =
  /_(mlog|mimage|rimage|rmeta|tdata|tmeta|cdata|cmeta|corig|cvol|pmspare|vdata|vorigin)/;
const POOL_WORDS = /^(mirror|raidz|draid|spare|c[0-9])|^(log|cache|special|dedup)$/;

const KINDS = {
  disk: {
    pattern: /^[a-z][a-z0-9-]*$/,
    allowed: "a lower-case letter, then lower-case letters, digits and '-'",
  },
  partition: LABEL,
  array: LABEL,
  unlocked: { ...LABEL, isReserved: (name) => name === "control" },
  group: { ...LABEL, isReserved: (name) => DEV.includes(name) },
  volume: {
    ...LABEL,
    isReserved: (name) => /^(snapshot|pvmove)/.test(name) || LVM_PARTS.test(name),
  },
  pool: { ...LABEL, isReserved: (name) => POOL_WORDS.test(name) },
  dataset: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.:-]*(\/[A-Za-z0-9][A-Za-z0-9_.:-]*)*$/,
    allowed: "letters, digits, '_', '-', '.' and ':', with '/' before the name of a child dataset",
  },
  subvolume: {
    pattern: /^[A-Za-z0-9@_./-]+$/,
    allowed: "letters, digits, '@', '_', '-', '.' and '/'",
  },
} satisfies { readonly [kind: string]: Kind };

type KindName = keyof typeof KINDS;

/** GPT limits partition names to 36 characters. */
const LONGEST_LABEL = 36;

/** Checks the names in a layout. */
export function* nameProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const reported = new Set<string>();
  for (const finding of allNameProblems(disk.planOf(machine))) {
    // Parts on several disks have the same name with a number.
    const cause = `${finding.code} ${String(finding.value).replace(/\d+$/, "")}`;
    if (reported.size < reported.add(cause).size) yield finding;
  }
}

function* allNameProblems(plan: DiskPlan): Iterable<Finding> {
  for (const [kind, names] of namesIn(plan)) {
    for (const name of new Set(names)) yield* nameProblem(kind, name);
    yield* repeatedProblems(kind, names);
  }
  for (const { name, partitions } of plan.disks) {
    for (const partition of partitions) {
      const label = `disk-${name}-${partition.name}`;
      if (label.length <= LONGEST_LABEL) continue;
      yield {
        code: "disk-label-long",
        summary: "label of a partition is too long",
        value: label,
        allowed: `up to ${LONGEST_LABEL} characters, the limit of GPT`,
        remedy: "shorten the name of the data disk or of the partition",
      };
    }
  }
}

function namesIn(plan: DiskPlan): readonly (readonly [KindName, readonly string[]])[] {
  const { disks, arrays, groups, pools } = plan;
  const parts = [...disks.flatMap(({ partitions }) => partitions), ...arrays];
  const contents = [...parts, ...groups.flatMap(({ volumes }) => volumes)].flatMap(
    ({ content }) => content ?? [],
  );
  return [
    ["disk", disks.map(({ name }) => name)],
    ...disks.map(({ partitions }) => ["partition", partitions.map(({ name }) => name)] as const),
    ["array", arrays.map(({ name }) => name)],
    ["unlocked", contents.flatMap((one) => (one.type === "luks" ? [one.name] : []))],
    ["group", groups.map(({ name }) => name)],
    ...groups.map(({ volumes }) => ["volume", volumes.map(({ name }) => name)] as const),
    ["pool", pools.map(({ name }) => name)],
    ...pools.map(({ datasets }) => ["dataset", datasets.map(({ name }) => name)] as const),
    ...contents.map((content) => ["subvolume", subvolumesIn(content)] as const),
  ];
}

function subvolumesIn(content: Content): readonly string[] {
  if (content.type === "luks") {
    return content.content === undefined ? [] : subvolumesIn(content.content);
  }
  return content.type === "btrfs" ? content.subvolumes.map(({ name }) => name) : [];
}

function* nameProblem(kind: KindName, name: string): Iterable<Finding> {
  const { pattern, allowed, isReserved = () => false }: Kind = KINDS[kind];
  if (!pattern.test(name)) {
    yield {
      code: "disk-name-invalid",
      summary: `name of ${described(kind)} is invalid`,
      value: name,
      allowed,
      remedy: "rename it",
    };
  } else if (isReserved(name)) {
    yield {
      code: "disk-name-reserved",
      summary: `name of ${described(kind)} is reserved`,
      value: name,
      allowed: "a name that is not reserved by LVM, ZFS or /dev",
      remedy: "rename it",
    };
  }
}

function* repeatedProblems(kind: KindName, names: readonly string[]): Iterable<Finding> {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.size !== seen.add(name).size) continue;
    yield {
      code: "disk-name-duplicate",
      summary: `duplicate name in the layout: ${described(kind)}`,
      value: name,
      allowed:
        "unique names; the layout itself uses grub, ESP, boot, swap, root, lvm, zfs and main",
      remedy: "rename the data disk or the partition",
    };
  }
}

function described(kind: KindName): string {
  return kind === "unlocked" ? "unlocked device" : kind;
}
