import type { DarwinMachine } from "../machine/darwin-machine";
import type { MachineClass } from "../machine/machine";
import type { NixosMachine } from "../machine/nixos-machine";

/** A machine of one class. The class is checked first, so that the compiler's message is about it. */
export type MachineOf<Class> =
  | (Class extends "nixos" ? OfClass<"nixos"> & NixosMachine : never)
  | (Class extends "darwin" ? OfClass<"darwin"> & DarwinMachine : never);

interface OfClass<Class extends MachineClass> {
  readonly machineClass: Class;
}
