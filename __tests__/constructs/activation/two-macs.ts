import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ActivationSpec,
  DarwinMachine,
  type DarwinMachineProps,
  Fleet,
  FleetApp,
  User,
  WorkstationStack,
  type WorkstationStackProps,
} from "../../../constructs";
import { renderedFiles } from "../../support/diagnostics";

/** What a test may change of {@link twoMacs}. */
export interface TwoMacsProps {
  readonly blackphos?: Partial<DarwinMachineProps>;
  readonly stibnite?: Partial<DarwinMachineProps>;
  /** Of the stack of blackphos. */
  readonly stack?: Partial<WorkstationStackProps> & ActivationSpec;
  /** Declares more, before the stacks. */
  readonly declare?: (macs: Omit<TwoMacs, "stacks">) => void;
}

export interface TwoMacs {
  readonly app: FleetApp;
  readonly fleet: Fleet;
  readonly user: User;
  readonly blackphos: DarwinMachine;
  readonly stibnite: DarwinMachine;
  readonly stacks: { readonly blackphos: WorkstationStack; readonly stibnite: WorkstationStack };
}

/** An app that writes nothing. */
export function fullApp(): FleetApp {
  const outdir = join(mkdtempSync(join(tmpdir(), "fleet-test-")), "terraform");
  return new FleetApp({ outdir });
}

/** Two Macs with a stack each, stibnite's after that of blackphos. */
export function twoMacs({ blackphos, stibnite, stack, declare }: TwoMacsProps = {}): TwoMacs {
  const app = fullApp();
  const fleet = new Fleet(app, "infra");
  const user = new User(fleet, "crs58", { uid: 501 });
  const mac = { primaryUser: user, stateVersion: 6 };
  const macs = {
    app,
    fleet,
    user,
    blackphos: new DarwinMachine(fleet, "blackphos", { ...mac, ...blackphos }),
    stibnite: new DarwinMachine(fleet, "stibnite", { ...mac, ...stibnite }),
  };
  declare?.(macs);
  const first = new WorkstationStack(app, "blackphos", { machine: macs.blackphos, ...stack });
  const second = new WorkstationStack(app, "stibnite", { machine: macs.stibnite, after: [first] });
  return { ...macs, stacks: { blackphos: first, stibnite: second } };
}

/** The default rendering of the stack of blackphos. */
export function jsonOf({ app }: { readonly app: FleetApp }, stack = "blackphos") {
  const path = `terraform/stacks/${stack}/cdk.tf.json`;
  return JSON.parse(renderedFiles(app).find((file) => file.path === path)?.text ?? "");
}
