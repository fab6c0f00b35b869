import type { DarwinMachine } from "../machine/darwin-machine";
import type { MachineClass } from "../machine/machine";
import type { NixosMachine } from "../machine/nixos-machine";

/** A machine of one class. With that ahead, the compiler's message for another is about the class. */
export type MachineOf<Class> =
  | (Class extends "nixos" ? OfClass<"nixos"> & NixosMachine : never)
  | (Class extends "darwin" ? OfClass<"darwin"> & DarwinMachine : never);

interface OfClass<Class extends MachineClass> {
  readonly machineClass: Class;
}
