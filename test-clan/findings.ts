import type { Construct } from "constructs";
import { GoNoGo, IntegrationPoint } from "../constructs";

/** The findings of test-clan. The evidence of each point is a file of its output. */
export function declareFindings(scope: Construct): GoNoGo {
  const decision = new GoNoGo(scope, "go-no-go", {
    question: "How much of the dendritic pattern is compatible with clan?",
  });

  new IntegrationPoint(decision, "flake-module", {
    title: "clan's flake module in a dendritic tree",
    outcome: "works",
    finding:
      "clan-core is a flake-parts module, so one file of the tree imports it, and the other files set options below `flake.clan`.",
    evidence: "test-clan/modules/flake-parts/clan.nix",
  });

  new IntegrationPoint(decision, "machines", {
    title: "clan's machines from flake.modules",
    outcome: "works",
    finding:
      "A machine imports its own module from `flake.modules` in `flake.clan.machines`. clan-core builds `nixosConfigurations` and `darwinConfigurations` from it, so no other file is necessary.",
    evidence: "test-clan/modules/hosts/test-vm/default.nix",
  });

  new IntegrationPoint(decision, "special-args", {
    title: "no specialArgs",
    outcome: "works",
    finding:
      "Modules read `inputs` and `config.flake` from the surrounding flake-parts module. clan passes arguments only to its own modules; ours do not need any.",
    evidence: "test-clan/modules/clan/inventory/zerotier.nix",
  });

  new IntegrationPoint(decision, "inventory", {
    title: "one inventory in many files",
    outcome: "compromise",
    finding:
      "The inventory merges machines and instances from several files, but not the settings of a role: clan-core rejects a second definition.",
    evidence: "test-clan/modules/clan/inventory/sshd.nix",
    decision: "Each instance has one file with all of its roles and settings.",
    rationale:
      "A feature cannot add its own settings to a role. In return, one file contains the whole instance, which is easier to review.",
  });

  new IntegrationPoint(decision, "module-keys", {
    title: "a module that several modules import",
    outcome: "compromise",
    finding:
      "flake-parts sets no key on the modules in `flake.modules`. If two features import the same module, it is evaluated twice: its list entries are duplicated, and its options are declared twice.",
    evidence: "test-clan/modules/flake-parts/modules.nix",
    decision: "The tree declares `flake.modules` itself, with a key for each module.",
    rationale:
      "The option works the same for all users. The file can be removed when flake-parts sets a key.",
  });

  new IntegrationPoint(decision, "public-vars", {
    title: "public vars at evaluation",
    outcome: "compromise",
    finding:
      "`clan vars generate` writes a public var to a file. Before that, the var has no value, and an evaluation that reads it fails.",
    evidence: "test-clan/modules/clan/zerotier/network.nix",
    decision: "Code that reads public vars uses `null` for a missing one.",
    rationale:
      "The first evaluation must succeed, because the vars are generated from it. The second evaluation has the addresses of the machines.",
  });

  new IntegrationPoint(decision, "vars", {
    title: "vars generators in dendritic modules",
    outcome: "works",
    finding:
      "A generator is an option of the machine's module, in a separate file. Any module can define one; clan finds it on each machine that imports the module.",
    evidence: "test-clan/modules/hosts/test-vm/backup.nix",
  });

  return decision;
}
