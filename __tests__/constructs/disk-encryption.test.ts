import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Disk, DiskEncryption } from "../../constructs";
import { oneMachine, SERVER } from "../support/fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";

const encryption = DiskEncryption.of(
  oneMachine({ server: SERVER, disk: Disk.luks({ filesystem: "ext4" }) }).machine,
);

/** Runs the script of a generator like clan. Returns the folder with its output. */
function run(script = "", path = process.env.PATH): string {
  const out = mkdtempSync(join(tmpdir(), "fleet-vars-"));
  const { status, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", script], {
    encoding: "utf8",
    env: { PATH: path, out },
  });
  expect(status, stderr).toBe(0);
  return out;
}

describeWithTools(["bash", "ssh-keygen"], "the generators of an encrypted disk", () => {
  it("create a passphrase without a line break, which cryptsetup would use as a part of it", () => {
    const standIns = new StandIns();
    standIns.add("xkcdpass", "echo correct-horse-battery-staple");
    const out = run(String(encryption?.passphrase.script), standIns.path);
    expect(readFileSync(join(out, "passphrase"), "utf8")).toBe("correct-horse-battery-staple");
    expect(standIns.calls).toEqual([
      ["xkcdpass", "--numwords", "8", "--delimiter", "-", "--count", "1"],
    ]);
  });

  it("create a host key for the initrd", () => {
    const out = run(String(encryption?.hostKey.script));
    expect(readFileSync(join(out, "id_ed25519"), "utf8")).toContain("OPENSSH PRIVATE KEY");
    expect(readFileSync(join(out, "id_ed25519.pub"), "utf8")).toMatch(/^ssh-ed25519 \S+\s*$/);
  });
});
