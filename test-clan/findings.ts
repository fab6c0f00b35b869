import type { Construct } from "constructs";
import { GoNoGo, IntegrationPoint } from "../constructs";

/** The findings of test-clan. The evidence of each point is a generated file. */
export function declareFindings(scope: Construct): GoNoGo {
  const decision = new GoNoGo(scope, "go-no-go", {
    question: "How much of the dendritic pattern is compatible with clan?",
  });

  new IntegrationPoint(decision, "flake-module", {
    title: "clan's flake module in a dendritic tree",
    outcome: "works",
    finding:
      "clan-core is a module of flake-parts, so one file of the tree imports it, and every other file defines options below `flake.clan`.",
    evidence: "test-clan/modules/flake-parts/clan.nix",
  });

  new IntegrationPoint(decision, "machines", {
    title: "clan's machines from flake.modules",
    outcome: "works",
    finding:
      "A machine imports its own module of `flake.modules` in `flake.clan.machines`. clan-core makes `nixosConfigurations` and `darwinConfigurations` of it, and nothing else has to.",
    evidence: "test-clan/modules/hosts/test-vm/default.nix",
  });

  new IntegrationPoint(decision, "special-args", {
    title: "no specialArgs",
    outcome: "works",
    finding:
      "Modules take `inputs` and `config.flake` from the file around them. clan passes its own arguments to its own modules; none of ours needs one.",
    evidence: "test-clan/modules/clan/inventory/zerotier.nix",
  });

  new IntegrationPoint(decision, "inventory", {
    title: "one inventory in many files",
    outcome: "compromise",
    finding:
      "The inventory merges machines and instances from several files, but not the settings of one role: clan-core refuses a second definition.",
    evidence: "test-clan/modules/clan/inventory/sshd.nix",
    decision: "Each instance has one file with all of its roles and settings.",
    rationale:
      "A feature cannot add its own settings to a role. Instead, everything about an instance is in one place, which is easier to review.",
  });

  new IntegrationPoint(decision, "module-keys", {
    title: "a module that several others import",
    outcome: "compromise",
    finding:
      "flake-parts gives the modules of `flake.modules` no key. One that two features import is evaluated twice: lists have its entries twice, and its options are declared twice.",
    evidence: "test-clan/modules/flake-parts/modules.nix",
    decision: "The tree declares `flake.modules` itself, with a key for each module.",
    rationale:
      "The option works as before for all users. The file can be removed as soon as flake-parts sets a key.",
  });

  new IntegrationPoint(decision, "public-vars", {
    title: "public vars at evaluation",
    outcome: "compromise",
    finding:
      "A public var is a file that `clan vars generate` writes. Before that it has no value, and an evaluation that reads it fails.",
    evidence: "test-clan/modules/clan/zerotier/network.nix",
    decision: "What reads public vars takes `null` for one that is missing.",
    rationale:
      "The first evaluation must succeed, because the vars are generated from it. The addresses of machines are available in the second one.",
  });

  new IntegrationPoint(decision, "vars", {
    title: "generators of vars in dendritic modules",
    outcome: "works",
    finding:
      "A generator is an option of the machine's module, in a separate file. Any module can define one; clan finds it on each machine that imports the module.",
    evidence: "test-clan/modules/hosts/test-vm/backup.nix",
  });

  return decision;
}
