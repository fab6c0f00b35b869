export { compareFleets, type Files, type FleetChanges, type StackChange } from "./compare";
export { isDestructive, type Loss, losses } from "./losses";
export type { MachineChange, MachinePart } from "./machines";
export { moveCommands, moveNotes } from "./move-commands";
export { type FleetRecord, RECORD_FILE, readRecord, recordJson } from "./record";
export { type ServiceChange, serviceChanges } from "./services";
export type { AttributeChange, ResourceChange } from "./terraform/compare";
export { readConfiguration } from "./terraform/configuration";
export { readState, type State } from "./terraform/state";
