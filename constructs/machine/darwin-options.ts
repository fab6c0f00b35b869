import type { Finding } from "../diagnostics/finding";
import { ExternalModule } from "../module/external-module";
import { importedBy, settingsOf } from "../module/machine-modules";
import type { Setting } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import type { DarwinMachine } from "./darwin-machine";

/** Options of nix-darwin that act on the session of the primary user. */
const OF_PRIMARY_USER = [
  ...[".GlobalPreferences", "ActivityMonitor", "CustomUserPreferences", "LaunchServices"],
  ...["NSGlobalDomain", "WindowManager", "controlcenter", "dock", "finder", "hitoolbox"],
  ...["magicmouse", "menuExtraClock", "screencapture", "screensaver", "spaces", "trackpad"],
  "universalaccess",
].map((domain) => ["system", "defaults", domain]);

/** Options that are on only where nix-darwin manages Nix: it asserts so. */
const OF_MANAGED_NIX = [
  ["nix", "gc", "automatic"],
  ["nix", "optimise", "automatic"],
  ["nix", "linux-builder", "enable"],
  ["services", "ofborg", "enable"],
  ["services", "cachix-agent", "enable"],
  ["services", "hercules-ci-agent", "enable"],
  ["services", "lorri", "enable"],
];

/** What nix-darwin would assert when it evaluates the machine, or leave without effect. */
export function* darwinOptionProblems(machine: DarwinMachine): Iterable<Finding> {
  yield* primaryUserProblems(machine);
  yield* nixProblems(machine);
}

function* primaryUserProblems(machine: DarwinMachine): Iterable<Finding> {
  if (machine.primaryUser !== undefined || isSet(machine, ["system", "primaryUser"])) return;
  if (importedBy(machine).some(ExternalModule.isExternalModule)) return;
  const homebrew = isOn(machine, ["homebrew", "enable"]) && !isSet(machine, ["homebrew", "user"]);
  const needing = [
    ...(homebrew ? ["homebrew.enable"] : []),
    ...[...OF_PRIMARY_USER, ["launchd", "user", "agents"]]
      .filter((path) => isSet(machine, path))
      .map((path) => path.join(".")),
    ...throughServices(machine),
  ];
  if (needing.length === 0) return;
  yield {
    code: "mac-without-primary-user",
    summary: "Mac has no primaryUser, but options that act on the session of one",
    value: needing,
    allowed: "these options on a Mac with a `primaryUser`: nix-darwin does not evaluate without",
    remedy: "set `primaryUser` of the machine, or remove the options",
  };
}

/** The zerotier of Macs comes from Homebrew. */
function throughServices(machine: DarwinMachine): readonly string[] {
  return machine.fleet.services
    .filter(({ module }) => module.name === "zerotier-darwin")
    .filter(({ roles }) => roles.some((role) => role.includes(machine)))
    .map(({ name }) => `homebrew.enable, through ${name}`);
}

function* nixProblems(machine: DarwinMachine): Iterable<Finding> {
  const isManaged = machine.managesNix && !isOff(machine, ["nix", "enable"]);
  if (isManaged) return;
  const needing = OF_MANAGED_NIX.filter((path) => isOn(machine, path));
  if (needing.length > 0) {
    yield {
      code: "mac-nix-unmanaged",
      summary: "nix-darwin does not manage Nix on the Mac, but options are on that need it",
      value: needing.map((path) => path.join(".")),
      allowed: "these options where `managesNix` is true: nix-darwin does not evaluate without",
      remedy: "set them for other machines only; Determinate Nix collects garbage by itself",
    };
  }
  const ignored = ["settings", "extraOptions", "buildMachines", "registry", "package"]
    .map((name) => ["nix", name])
    .filter((path) => isSet(machine, path));
  if (ignored.length > 0) {
    yield {
      code: "mac-nix-settings-ignored",
      summary: "nix-darwin does not manage Nix on the Mac, so settings of Nix do nothing",
      value: ignored.map((path) => path.join(".")),
      allowed: "settings of Nix where `managesNix` is true",
      remedy: "write them into /etc/nix/nix.custom.conf: `environment.etc` of the machine can",
    };
  }
}

function isSet(machine: DarwinMachine, path: readonly string[]): boolean {
  return valuesAt(machine, path).some((value) => value !== undefined && value !== null);
}

function isOn(machine: DarwinMachine, path: readonly string[]): boolean {
  return valuesAt(machine, path).includes(true);
}

function isOff(machine: DarwinMachine, path: readonly string[]): boolean {
  return valuesAt(machine, path).includes(false);
}

/** The plain values that the fleet gives an option; what an expression comes to is not known. */
function valuesAt(machine: DarwinMachine, path: readonly string[]): readonly Setting[] {
  return settingsOf(machine).flatMap(([, settings]) => {
    let value: Setting = settings;
    for (const name of path) {
      const inner: Setting | undefined = isSettings(value) ? value[name] : undefined;
      if (inner === undefined) return [];
      value = inner;
    }
    return [value];
  });
}
