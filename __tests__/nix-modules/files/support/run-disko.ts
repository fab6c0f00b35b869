import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The programs with which disko changes disks; in the test they only record their calls. */
const TOOLS = [
  "btrfs",
  "mdadm",
  "mkfs.btrfs",
  "mkfs.ext4",
  "mkfs.vfat",
  "mkfs.xfs",
  "mkswap",
  "modprobe",
  "mount",
  "partprobe",
  "pvcreate",
  "sgdisk",
  "swapon",
  "udevadm",
  "umount",
  "vgchange",
  "vgcreate",
  "lvcreate",
];

/** The programs that query disks: all disks are empty. */
const EMPTY = ["blkid", "findmnt", "lvdisplay", "pvdisplay", "vgdisplay"];

/** Harmless programs that the scripts need. */
const REAL = [
  "cat",
  "cut",
  "dirname",
  "grep",
  "mkdir",
  "mktemp",
  "readlink",
  "rm",
  "sort",
  "tr",
  "wc",
];

/** The calls of a script, one per line; it can run only these programs. */
export function callsOf(script: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "fleet-disko-"));
  const log = join(folder, "calls.log");
  const add = (name: string, body: string) => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/bash\n${body}\n`);
    chmodSync(file, 0o755);
  };
  const record = `printf '%s\\n' "\${0##*/} $*" >> "${log}"`;
  for (const tool of TOOLS) add(tool, record);
  for (const tool of EMPTY) add(tool, "exit 1");
  const pool = `${folder}/pool-`;
  add(
    "zpool",
    `case $1 in create) ${record}; : > "${pool}$3" ;; list) test -e "${pool}$2" ;; *) exit 1 ;; esac`,
  );
  add("zfs", `case $1 in create | snapshot) ${record} ;; *) exit 1 ;; esac`);
  add("cryptsetup", `case $* in *luksFormat* | open*) ${record} ;; *) exit 1 ;; esac`);
  for (const tool of REAL) symlinkSync(join(realFolderOf(tool), tool), join(folder, tool));
  const { status, stderr } = spawnSync("/bin/bash", ["-c", script], {
    encoding: "utf8",
    env: { PATH: folder },
  });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(log, "utf8")
    .split("\n")
    .map((call) => call.replaceAll(/\s+/g, " ").trim())
    .filter((call) => call !== "");
}

function realFolderOf(tool: string): string {
  return spawnSync("sh", ["-c", `dirname "$(command -v ${tool})"`], {
    encoding: "utf8",
  }).stdout.trim();
}
