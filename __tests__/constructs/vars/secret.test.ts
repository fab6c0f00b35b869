import { CustomService, nix, SopsSecret } from "../../../constructs";
import { fleetWith, personWithHome } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";
import { blackphos, cinnabar } from "./machines";

describeWrongFleets("a wrong secret", [
  {
    mistake: "a secret in a file outside the flake",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "../secrets.yaml" });
        cinnabar(fleet, [], { secrets: [token] });
      }),
    path: "infra/secret:token",
    code: "secret-file-invalid",
    says: ['not a path in the flake: "../secrets.yaml"', "secrets/github.yaml"],
  },
  {
    mistake: "a secret with an invalid mode",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token", mode: "u+r" });
        cinnabar(fleet, [], { secrets: [token] });
      }),
    path: "infra/secret:token",
    code: "secret-mode-invalid",
    says: ['mode of secret is not a file mode: "u+r"', "0400"],
  },
  {
    mistake: "an unused secret",
    declare: () =>
      fleetWith((fleet) => void new SopsSecret(fleet, "token", { file: "secrets/token" })),
    path: "infra/secret:token",
    code: "vars-unused",
    says: ['secret is not used by any machine: "token"', "`secrets`"],
  },
  {
    mistake: "a secret with a name of several words",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "my token", { file: "secrets/token" });
        cinnabar(fleet, [], { secrets: [token] });
      }),
    path: "infra/secret:my token",
    code: "vars-name-invalid",
    says: ['secret name is invalid: "my token"', "rename the secret"],
  },
  {
    mistake: "the path of a secret that the machine does not have",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
        blackphos(fleet, [], { secrets: [token] });
        const extraOptions = nix.interpolate`!include ${token.path}`;
        cinnabar(fleet, [], { settings: { nix: { extraOptions } } });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: [
      'settings refer to a secret that cinnabar does not have: "infra/secret:token"',
      "add token to `secrets`",
    ],
  },
  {
    mistake: "the path of a secret in a home on a machine that does not have it",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
        blackphos(fleet, [], { secrets: [token] });
        personWithHome(fleet, "ada", {
          settings: { home: { sessionVariables: { A: token.path } } },
        });
      }),
    path: "infra/machine:ada-desk",
    code: "vars-reference-missing",
    says: ["settings of ada's home refer to a secret that ada-desk does not have"],
  },
  {
    mistake: "the path of a secret in a role of a machine that does not have it",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
        const machines = [cinnabar(fleet, []), blackphos(fleet, [], { secrets: [token] })];
        const roles = { client: { machines, settings: { token: token.path } } };
        new CustomService(fleet, "backup", { module: "backup", roles });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: ["settings of role backup.client refer to a secret that cinnabar does not have"],
  },
  {
    mistake: "two secrets with the same name on a machine",
    declare: () =>
      fleetWith((fleet) => {
        const one = new SopsSecret(fleet, "token", { file: "secrets/one" });
        const two = new SopsSecret(fleet, "token", { file: "secrets/two" });
        cinnabar(fleet, [], { secrets: [one, two] });
      }),
    path: "infra/secret:token#2",
    code: "secret-duplicate",
    says: ['duplicate secret: "token"', "infra/secret:token is declared first", "rename"],
  },
]);
