import { DeployKey } from "../../../constructs";
import { oneMachine } from "../../support/fleets";
import { ED25519, PRIVATE_KEY } from "../../support/secrets";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong deploy key", [
  {
    mistake: "a deploy key's private key instead of its path",
    declare: () =>
      oneMachine(undefined, {
        deployKey: DeployKey.existing({ publicKey: ED25519, privateKeyPath: PRIVATE_KEY }),
      }),
    path: "hetzner",
    code: "deploy-key-in-clear",
    says: ["is the key itself", "~/.ssh/id_ed25519", "rotate the key"],
  },
  {
    mistake: "an empty path of the deploy key",
    declare: () =>
      oneMachine(undefined, {
        deployKey: DeployKey.existing({ publicKey: ED25519, privateKeyPath: "" }),
      }),
    path: "hetzner",
    code: "deploy-key-path-empty",
    says: ['private key is empty: ""', "~/.ssh/id_ed25519", "DeployKey.generated()"],
  },
  {
    mistake: "the path of a public key instead of the private key",
    declare: () =>
      oneMachine(undefined, {
        deployKey: DeployKey.existing({
          publicKey: ED25519,
          privateKeyPath: "~/.ssh/id_ed25519.pub",
        }),
      }),
    path: "hetzner",
    code: "deploy-key-path-public",
    says: [
      'is the path of the public key: "~/.ssh/id_ed25519.pub"',
      "~/.ssh/id_ed25519",
      "without .pub",
    ],
  },
  ...[
    DeployKey.generated({ name: "" }),
    DeployKey.existing({ name: "", publicKey: ED25519, privateKeyPath: "~/.ssh/id_ed25519" }),
  ].map((deployKey) => ({
    mistake: "an empty name of the deploy key",
    declare: () => oneMachine(undefined, { deployKey }),
    path: "hetzner",
    code: "deploy-key-name-empty",
    says: ['name of the deploy key is empty: ""', "no other key", "leave it out"],
  })),
]);
