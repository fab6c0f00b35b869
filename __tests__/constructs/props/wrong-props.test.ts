import { describe, expect, it } from "vitest";
import {
  DendriticModule,
  ExternalModule,
  FlakeInput,
  type Fleet,
  HetznerStack,
  NixosMachine,
  SshdService,
  UserAccount,
  type VarsFiles,
  VarsGenerator,
  WorkstationStack,
  ZerotierNetwork,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith, untypedProps } from "../../support/fleets";

type Nothing = null | undefined;

/** Classes with a prop that is required, by their names. */
const WITH_REQUIRED: Readonly<Record<string, (fleet: Fleet, props: Nothing) => unknown>> = {
  NixosMachine: (fleet, props) => new NixosMachine(fleet, "x", untypedProps(props as never)),
  DendriticModule: (fleet, props) =>
    new DendriticModule<"nixos">(fleet, "x", untypedProps(props as never)),
  ExternalModule: (fleet, props) =>
    new ExternalModule<"nixos">(fleet, "x", untypedProps(props as never)),
  FlakeInput: (fleet, props) => new FlakeInput(fleet, "x", untypedProps(props as never)),
  VarsGenerator: (fleet, props) =>
    new VarsGenerator<VarsFiles>(fleet, "x", untypedProps(props as never)),
  SshdService: (fleet, props) => new SshdService(fleet, "x", untypedProps(props as never)),
  UserAccount: (fleet, props) => new UserAccount(fleet, "x", untypedProps(props as never)),
  ZerotierNetwork: (fleet, props) => new ZerotierNetwork(fleet, "x", untypedProps(props as never)),
  HetznerStack: (fleet, props) => new HetznerStack(fleet, "x", untypedProps(props as never)),
  WorkstationStack: (fleet, props) =>
    new WorkstationStack(fleet, "x", untypedProps(props as never)),
};

function messages(declare: (fleet: Fleet) => void): string {
  return issuesOf(fleetWith(declare).app)
    .map(({ path, code, message }) => `${path} [${code}] ${message}`)
    .join("\n");
}

describe("props that are missing or of another type", () => {
  it.each(
    Object.keys(WITH_REQUIRED).flatMap(
      (name) =>
        [
          [name, null],
          [name, undefined],
        ] as const,
    ),
  )("are reported for new %s(fleet, id, %s)", (name, props) => {
    const found = messages((fleet) => WITH_REQUIRED[name]?.(fleet, props));
    expect(found).toContain(`[wrong-type] props of ${name} is not an object: null`);
  });
});
