import type { Finding } from "../diagnostics/finding";
import { ExternalModule } from "../module/external-module";
import { importedBy, settingsOf } from "../module/machine-modules";
import type { Setting } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import type { DarwinMachine } from "./darwin-machine";

/** Options of nix-darwin that apply to the session of the primary user. */
const OF_PRIMARY_USER = [
  ...[".GlobalPreferences", "ActivityMonitor", "CustomUserPreferences", "LaunchServices"],
  ...["NSGlobalDomain", "WindowManager", "controlcenter", "dock", "finder", "hitoolbox"],
  ...["magicmouse", "menuExtraClock", "screencapture", "screensaver", "spaces", "trackpad"],
  "universalaccess",
].map((domain) => ["system", "defaults", domain]);

/** Options that require, by an assertion, that nix-darwin manages Nix. */
const OF_MANAGED_NIX = [
  ["nix", "gc", "automatic"],
  ["nix", "optimise", "automatic"],
  ["nix", "linux-builder", "enable"],
  ["services", "ofborg", "enable"],
  ["services", "cachix-agent", "enable"],
  ["services", "hercules-ci-agent", "enable"],
  ["services", "lorri", "enable"],
];

/** Options that would fail an assertion of nix-darwin or have no effect. */
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
    summary: "Mac has options that require a primary user, but no primaryUser",
    value: needing,
    allowed: "these options only on a Mac with a `primaryUser`",
    remedy: "set `primaryUser` on the machine, or remove the options",
  };
}

/** On Macs, zerotier is installed with Homebrew. */
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
      summary: "options require that nix-darwin manages Nix, but it does not on this Mac",
      value: needing.map((path) => path.join(".")),
      allowed: "these options only on a Mac with `managesNix: true`",
      remedy: "remove them from this machine; Determinate Nix collects garbage automatically",
    };
  }
  const ignored = ["settings", "extraOptions", "buildMachines", "registry", "package"]
    .map((name) => ["nix", name])
    .filter((path) => isSet(machine, path));
  if (ignored.length > 0) {
    yield {
      code: "mac-nix-settings-ignored",
      summary: "nix-darwin does not manage Nix on the Mac, so Nix settings have no effect",
      value: ignored.map((path) => path.join(".")),
      allowed: "Nix settings only on a Mac with `managesNix: true`",
      remedy: "write them to /etc/nix/nix.custom.conf, for example with `environment.etc`",
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

/** The plain values of an option in the fleet; values of Nix expressions are unknown. */
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
