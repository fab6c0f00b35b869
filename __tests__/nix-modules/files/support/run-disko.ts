import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What disko calls to lay out disks; in the test they only record it. */
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

/** What asks about disks: none of them has anything on it. */
const EMPTY = ["blkid", "findmnt", "lvdisplay", "pvdisplay", "vgdisplay"];

/** Harmless programs that the scripts need for themselves. */
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

/** What a script calls, one call a line, where it may run nothing but these programs. */
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
