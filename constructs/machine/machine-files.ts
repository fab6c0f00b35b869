import { repositoryOf } from "../repository";
import type { Machine } from "./machine";

const FILES = {
  nixos: ["configuration.nix", "disko.nix", "hardware-configuration.nix"],
  darwin: ["configuration.nix"],
} as const;

/** A hand-written file of a machine, or one generated on the machine. */
export interface MachineFile {
  /** Relative to the folder of `flake.nix`. */
  readonly path: string;
  /** Its text without comments. */
  readonly code: string;
}

/**
 * The files in `machines/<name>/` that clan-core imports automatically; empty if the repository is unknown.
 */
export function machineFiles(machine: Machine): readonly MachineFile[] {
  const repository = repositoryOf(machine);
  return FILES[machine.machineClass].flatMap((file) => {
    const path = `machines/${machine.name}/${file}`;
    const text = repository?.textOf(path);
    return text === undefined ? [] : [{ path, code: withoutComments(text) }];
  });
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$|\s#[^"\n]*$/gm, "");
}
