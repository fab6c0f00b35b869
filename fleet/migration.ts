import {
  type AllowedDifference,
  AttestedGate,
  BuildTime,
  CalendarGate,
  CumulativeStability,
  type DarwinMachine,
  type Fleet,
  GoNoGoGate,
  type Machine,
  MeasuredGate,
  Migration,
  type NixosMachine,
  NoRegression,
  Phase,
  StabilityWindow,
} from "../constructs";
import { declareFindings } from "../test-clan/findings";
import type { Machines } from "./machines";

/** How long a machine must be stable: the PRD requires one to two weeks. */
const WINDOW = { days: 14, atLeastDays: 7 };

/** Days on which the primary workstation must not be migrated. */
const BUSY = [{ from: "2026-12-21", to: "2027-01-03", because: "end of the year" }];

/** Logs in only to a machine with a host certificate of the fleet's authority. */
const SSH = "ssh -o BatchMode=yes -o HostKeyAlgorithms=ssh-ed25519-cert-v01@openssh.com";

/** Paths of a secret that every machine with sshd has: of the current clan-core, and of older versions. */
const HOST_KEYS =
  "/run/secrets/vars/per-machine/$MACHINE/openssh/ssh.id_ed25519 /run/secrets/vars/openssh/ssh.id_ed25519";

/** The network uses IPv6 addresses, which need `ping6` on a Mac. */
const PING = "$(command -v ping6 || echo ping)";

/** The intended differences of the Macs from their baselines. */
const ALLOWED: readonly AllowedDifference[] = [];

/** Seconds in a minute, for timeouts. */
const MINUTE = 60;

/** Phases 0 to 6 of the PRD. Each gate is one of its criteria; docs/migration.md lists them. */
export function declareMigration(fleet: Fleet, { cinnabar, macs }: Machines): Migration {
  const secondary = macs.slice(0, -1);
  const [primary] = macs.slice(-1);
  const migration = new Migration(fleet, "migration", {
    goals: {
      acceptableRollbacks: 2,
      neverRolledBack: primary === undefined ? [] : [primary],
      weeks: { from: 13, to: 15 },
      weeksAtBest: { from: 4, to: 6 },
      monthlyEuros: 24,
    },
  });
  let previous = declareVps(migration, declareValidation(migration), cinnabar);
  for (const mac of secondary) previous = declareMac(migration, previous, mac);
  if (primary !== undefined) {
    declareCleanUp(migration, declarePrimary(migration, previous, secondary, primary));
  }
  return migration;
}

function declareValidation(migration: Migration): Phase {
  const phase = new Phase(migration, "validation", {
    title: "Phase 0, validation",
    steps: [
      {
        what: "Generate the test clan and commit it:",
        command: "npx fleet synth --main test-clan/main.ts",
      },
      {
        what: "In the folder test-clan, generate the vars of test-vm, and install it on a virtual machine that runs the NixOS installer: `clan machines install test-vm --target-host root@ADDRESS`. Test the services, and check `/run/secrets`.",
      },
      {
        what: "Add your findings to `test-clan/findings.ts`, one integration point for each. The decision is computed from them:",
        command: "npx fleet synth",
      },
    ],
  });
  new MeasuredGate(phase, "evaluates", {
    criterion: "test-clan evaluates without errors",
    command: "nix flake check --no-build ../test-clan",
    timeout: 10 * MINUTE,
  });
  new MeasuredGate(phase, "builds", {
    criterion: "test-vm builds",
    command:
      "nix build --no-link ../test-clan#nixosConfigurations.test-vm.config.system.build.toplevel",
    timeout: 60 * MINUTE,
  });
  new AttestedGate(phase, "services-and-vars", {
    criterion: "the services of test-vm run, and its vars are in /run/secrets",
  });
  new MeasuredGate(phase, "findings", {
    criterion: "INTEGRATION-FINDINGS.md and PATTERNS.md are written",
    command:
      "test -s ../test-clan/docs/INTEGRATION-FINDINGS.md && test -s ../test-clan/docs/PATTERNS.md",
  });
  new GoNoGoGate(phase, "go", {
    criterion: "the decision is GO or CONDITIONAL GO, with its justification",
    decision: declareFindings(migration),
  });
  return phase;
}

function declareVps(migration: Migration, validation: Phase, cinnabar: NixosMachine): Phase {
  const phase = new Phase(migration, "vps", {
    title: "Phase 1, VPS",
    machines: [cinnabar],
    after: [validation],
  });
  new MeasuredGate(phase, "ssh", {
    criterion: "ssh works in the zerotier network, with a host certificate",
    command: `${SSH} root@$MACHINE.infra true`,
  });
  new MeasuredGate(phase, "zerotier-controller", {
    criterion: "the zerotier controller is operational",
    command: "zerotier-cli info",
    expect: { output: /\bONLINE\b/ },
    runs: "machine",
  });
  new MeasuredGate(phase, "secrets", {
    criterion: "vars are in /run/secrets, and not world-readable",
    command:
      'test -n "$(ls -A /run/secrets)" && test -z "$(find -L /run/secrets -type f -perm -o=r)"',
    runs: "machine",
  });
  new MeasuredGate(phase, "disk", {
    criterion: "the disk is encrypted",
    command: "lsblk -no TYPE",
    expect: { output: /\bcrypt\b/ },
    runs: "machine",
  });
  new MeasuredGate(phase, "no-passwords", {
    criterion: "sshd refuses passwords",
    command: "sshd -T",
    expect: { output: /^passwordauthentication no$/m },
    runs: "machine",
  });
  declareStability(phase);
  return phase;
}

function declareMac(migration: Migration, previous: Phase, mac: DarwinMachine): Phase {
  const phase = new Phase(migration, mac.name, {
    title: `Phase ${migration.phases.length}, ${mac.name}`,
    machines: [mac],
    after: [previous],
  });
  declareMacGates(phase);
  new AttestedGate(phase, "patterns", {
    criterion: "the differences from the previous Mac are documented",
  });
  declareStability(phase);
  return phase;
}

function declarePrimary(
  migration: Migration,
  previous: Phase,
  secondary: readonly DarwinMachine[],
  primary: DarwinMachine,
): Phase {
  const phase = new Phase(migration, primary.name, {
    title: `Phase ${migration.phases.length}, ${primary.name}`,
    machines: [primary],
    after: [previous],
  });
  const [first, ...others] = secondary;
  new CumulativeStability(phase, "stable-in-all", {
    criterion: "the other Macs are stable for four weeks in total",
    of: "readiness",
    days: 28,
    atLeastDays: 28,
    machines: secondary,
  });
  new StabilityWindow(phase, "first-mac-stable", {
    criterion: "the first Mac is stable for four weeks",
    of: "readiness",
    days: 28,
    atLeastDays: 28,
    machines: first === undefined ? [] : [first],
  });
  new StabilityWindow(phase, "other-macs-stable", {
    criterion: "the other Macs are stable for two weeks each",
    of: "readiness",
    days: 14,
    atLeastDays: 14,
    machines: others,
  });
  for (const [id, criterion] of [
    ["no-open-issues", "no critical issue with a pattern is open"],
    ["workflows-tested", "all workflows are tested on the other Macs"],
    ["backup", "a full backup of the current configuration exists"],
    ["rollback-tested", "the rollback is documented and tested"],
  ] as const) {
    new AttestedGate(phase, id, { criterion, of: "readiness" });
  }
  new CalendarGate(phase, "low-stakes", {
    criterion: "no important work is due",
    of: "readiness",
    busy: BUSY,
  });
  declareMacGates(phase);
  for (const [id, criterion] of [
    ["workflows", "all daily workflows work"],
    ["productivity", "productivity is the same or better"],
  ] as const) {
    new AttestedGate(phase, id, { criterion });
  }
  declareStability(phase);
  return phase;
}

function declareCleanUp(migration: Migration, primary: Phase): void {
  const phase = new Phase(migration, "clean-up", {
    title: `Phase ${migration.phases.length}, clean-up`,
    after: [primary],
    steps: [
      {
        what: "List the remaining parts of the legacy configuration, and the files that still need them:",
        command: "npx fleet migration cleanup-report nix-config",
      },
      {
        what: "Remove the parts that are listed as not blocked, one commit for each part. Build every machine after each commit, and repeat the list:",
        command: "just verify",
      },
    ],
  });
  new MeasuredGate(phase, "nixos-unified", {
    criterion: "nixos-unified is completely removed",
    command: "npx fleet migration cleanup-report .",
  });
  for (const [id, criterion] of [
    ["secrets", "it is decided which secrets stay in sops-nix"],
    ["documentation", "the documentation is accurate"],
    ["operational", "all machines work without the legacy configuration"],
    ["velocity", "debugging takes 20 to 30 % less time than before"],
    ["errors", "configuration errors at run time are reduced by half"],
    ["maintainability", "dependencies of modules are significantly easier to understand"],
  ] as const) {
    new AttestedGate(phase, id, { criterion });
  }
}

/** The PRD's criteria for every Mac. */
function declareMacGates(phase: Phase): void {
  new MeasuredGate(phase, "builds", {
    criterion: "the configuration builds",
    command: 'nix build --no-link ".#darwinConfigurations.$MACHINE.system"',
    of: "readiness",
    timeout: 60 * MINUTE,
  });
  new MeasuredGate(phase, "ssh", {
    criterion: "ssh works in the zerotier network, with a host certificate",
    command: `${SSH} crs58@$MACHINE.infra true`,
  });
  new MeasuredGate(phase, "zerotier", {
    criterion: "the Mac is in the zerotier network",
    // zerotier-cli needs root on a Mac. Members have an RFC 4193 address with 99 93 after the network id.
    command: "/sbin/ifconfig",
    expect: { output: /\binet6 fd[0-9a-f:]*99:93[0-9a-f:]/ },
    runs: "machine",
  });
  declareMesh(phase);
  new MeasuredGate(phase, "secrets", {
    criterion: "vars are in /run/secrets, and not world-readable",
    // Only root can list the folder. Other users can see that the host key exists, but cannot read it.
    command: `for key in ${HOST_KEYS}; do test -e $key && ! test -r $key && exit 0; done; exit 1`,
    runs: "machine",
  });
  new MeasuredGate(phase, "latency", {
    criterion: "the round trip in the zerotier network takes less than 100 ms",
    command: `${PING} -c 5 -q $MACHINE.infra | sed -n 's|.* = [^/]*/\\([^/]*\\)/.*|\\1|p'`,
    expect: { below: 100 },
  });
  new NoRegression(phase, "no-regression", {
    criterion: "packages, services, Homebrew, shell and preferences are the same as before",
    allowed: ALLOWED,
  });
  new BuildTime(phase, "build-time", {
    criterion: "the build time of the configuration increases by at most 20 %",
    command:
      'nix build --no-link --option eval-cache false ".#darwinConfigurations.$MACHINE.system"',
    timeout: 60 * MINUTE,
  });
  new AttestedGate(phase, "coordination", {
    criterion: "services and shared vars work with the other machines",
  });
}

/** Every previously migrated machine answers in the zerotier network. */
function declareMesh(phase: Phase): void {
  const names = migratedBefore(phase).map(({ name, fleet }) => `${name}.${fleet.domain}`);
  new MeasuredGate(phase, "mesh", {
    criterion: "the Mac reaches all previously migrated machines",
    command: `for host in ${names.join(" ")}; do ${PING} -c 1 "$host" || exit 1; done`,
    runs: "machine",
  });
}

function migratedBefore({ after }: Phase): readonly Machine[] {
  return after.flatMap((phase) => [...migratedBefore(phase), ...phase.machines]);
}

function declareStability(phase: Phase): void {
  new StabilityWindow(phase, "stable", {
    criterion: "stable for one to two weeks",
    ...WINDOW,
  });
}
