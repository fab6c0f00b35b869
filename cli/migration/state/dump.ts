import { FleetError } from "../../../constructs";
import type { MachineState, ServiceState, Versions } from "./machine-state";
import { isOlder, packageOf } from "./versions";

const SECTIONS = [
  "system",
  "host",
  "packages",
  "formulae",
  "leaves",
  "casks",
  "taps",
  "services",
  "shell",
  "preferences",
  "end",
] as const;

type Section = (typeof SECTIONS)[number];

/**
 * Reads the output of `stateScript`.
 *
 * @param source - the origin of the text, for error messages
 * @throws FleetError if it is incomplete, or one of the commands failed
 */
export function readDump(text: string, source: string): MachineState {
  const sections = sectionsOf(text);
  const missing = SECTIONS.find((name) => !sections.has(name));
  if (missing !== undefined) {
    throw new FleetError(
      `${source} is an incomplete dump of a machine: section ${missing} is missing\n  allowed: the output of the script that \`fleet migration baseline HOST --commands\` prints\n  remedy: run the script again on the machine, and save its complete output`,
    );
  }
  const lines = (name: Section) => sections.get(name) ?? [];
  for (const name of SECTIONS) {
    const failed = lines(name).find((line) => line.startsWith("!! "));
    if (failed === undefined) continue;
    throw new FleetError(
      `${source}: the command for ${name} failed on the machine: ${failed.slice(3)}\n  remedy: run the script that \`fleet migration baseline HOST --commands\` prints there, and fix the failed command`,
    );
  }
  const system = lines("system")[0] ?? "";
  return {
    system,
    host: lines("host")[0] ?? "",
    packages: packages(lines("packages")),
    formulae: versions(lines("formulae")),
    leaves: lines("leaves").map(shortName),
    casks: versions(lines("casks")),
    taps: lines("taps"),
    services: system === "Darwin" ? launchdServices(lines("services")) : units(lines("services")),
    shell: loginShell(lines("shell").join(" ")),
    preferences: preferences(lines("preferences")),
  };
}

function sectionsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const name = /^== (\S+)$/.exec(line)?.[1];
    if (name === undefined) {
      if (line.trim() !== "") lines.push(line);
    } else {
      lines = [];
      sections.set(name, lines);
    }
  }
  return sections;
}

/** References of profiles that are not packages. */
const PROFILES = ["home-manager-path", "user-environment"];

function packages(paths: readonly string[]): Versions {
  const found: Record<string, string> = {};
  for (const path of paths) {
    const one = packageOf(path.trim());
    if (one === undefined || PROFILES.includes(one.name)) continue;
    const known = found[one.name];
    if (known === undefined || isOlder(known, one.version)) found[one.name] = one.version;
  }
  return found;
}

/** Lines of Homebrew such as `ripgrep 14.1.1`. Several versions are unsorted; the newest counts. */
function versions(lines: readonly string[]): Versions {
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...all] = line.trim().split(/\s+/);
      const newest = all.reduce((known, one) => (isOlder(known, one) ? one : known), "");
      return [name, newest];
    }),
  );
}

/** `brew leaves` names the tap of a formula, `koekeishiya/formulae/yabai`; `brew list --versions` does not. */
function shortName(formula: string): string {
  return formula.trim().split("/").at(-1) ?? "";
}

/**
 * Services that are not compared: Apple's own change with macOS versions, others exist only while an application runs.
 * Instances, with a UUID at the end of the label, are temporary, for example for an ssh connection.
 */
const NOT_KEPT =
  /^(?:com\.apple\.|application\.|\[)|\.[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i;

/** Exit statuses of services that launchd stopped, with SIGKILL or SIGTERM. */
const STOPPED = ["-9", "-15"];

/** `launchctl print DOMAIN` has a block `services = {` with lines: process id, last exit status, label. */
function launchdServices(lines: readonly string[]): Readonly<Record<string, ServiceState>> {
  const services: Record<string, ServiceState> = {};
  let isInside = false;
  for (const line of lines) {
    if (/^\s*services = \{$/.test(line)) isInside = true;
    else if (/^\s*\}/.test(line)) isInside = false;
    const [, process, status = "", label = ""] =
      /^\s+(\d+|-)\s+(\S+)\s+(\S.*)$/.exec(line.trimEnd()) ?? [];
    if (!isInside || process === undefined || NOT_KEPT.test(label)) continue;
    const isFailed = /^-?[1-9]\d*$/.test(status) && !STOPPED.includes(status);
    services[label] = Number(process) > 0 ? "running" : isFailed ? "failed" : "idle";
  }
  return services;
}

/** Services that exist only during a login. */
const OF_LOGINS = /^(?:user|user-runtime-dir|sshd)@/;

/** `systemctl list-units`: UNIT LOAD ACTIVE SUB DESCRIPTION. */
function units(lines: readonly string[]): Readonly<Record<string, ServiceState>> {
  const services: Record<string, ServiceState> = {};
  for (const line of lines) {
    const [unit = "", load, active, sub] = line.replace(/^[●*\s]+/, "").split(/\s+/);
    if (load !== "loaded" || OF_LOGINS.test(unit)) continue;
    const isRunning = active === "active" && sub === "running";
    services[unit] = active === "failed" ? "failed" : isRunning ? "running" : "idle";
  }
  return services;
}

/** `UserShell: /bin/zsh`, or a line of `getent passwd`. */
function loginShell(text: string): string {
  return text.split(/[/:\s]+/).at(-1) ?? "";
}

/** `-- DOMAIN KEY`, then the output of `defaults read`: one line, or several for lists. */
function preferences(lines: readonly string[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  let name: string | undefined;
  for (const line of lines) {
    if (line.startsWith("-- ")) {
      name = line.slice(3);
      values[name] = "";
    } else if (name !== undefined) {
      values[name] = `${values[name]} ${line.trim()}`.trim();
    }
  }
  return values;
}
