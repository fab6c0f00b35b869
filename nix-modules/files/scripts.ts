import type { IConstruct } from "constructs";
import { ClanInstall, DarwinMachine, type FleetApp, WorkstationStack } from "../../constructs";
import { LOCAL_ACTIVATION_SCRIPT } from "../../constructs/activation/local-activation-script";
import { REMOTE_ACTIVATION_SCRIPT } from "../../constructs/activation/remote-activation-script";
import { CLAN_INSTALL_SCRIPT } from "../../constructs/install/clan-install-script";
import type { GeneratedFile } from "./generated-file";

/** The script that activates a Mac on the Mac itself; Terraform and `just activate-darwin` run it. */
export const ACTIVATE_DARWIN = "scripts/activate-darwin.sh";

/** A generated script, and the apps that need it. */
interface Script {
  readonly path: string;
  readonly text: string;
  readonly isUsedIn: (elements: readonly IConstruct[]) => boolean;
}

const SCRIPTS: readonly Script[] = [
  {
    path: "scripts/activate-darwin-remotely.sh",
    text: REMOTE_ACTIVATION_SCRIPT,
    isUsedIn: (elements) =>
      elements
        .filter(WorkstationStack.isWorkstationStack)
        .some(({ activation }) => activation.via === "remote"),
  },
  {
    path: ACTIVATE_DARWIN,
    text: LOCAL_ACTIVATION_SCRIPT,
    isUsedIn: (elements) => elements.some(DarwinMachine.isDarwinMachine),
  },
  {
    path: "scripts/install-nixos.sh",
    text: CLAN_INSTALL_SCRIPT,
    isUsedIn: (elements) => elements.some(ClanInstall.isClanInstall),
  },
];

/** The path of the script with a text; `undefined` if there is none. */
export function scriptPath(text: string): string | undefined {
  return SCRIPTS.find((script) => script.text === text)?.path;
}

/** The scripts that the stacks of an app and the recipes for its Macs run. */
export function scriptFiles(app: FleetApp): readonly GeneratedFile[] {
  const elements = app.node.findAll();
  return SCRIPTS.filter(({ isUsedIn }) => isUsedIn(elements)).map(({ path, text }) => ({
    path,
    text,
    defines: [],
  }));
}
