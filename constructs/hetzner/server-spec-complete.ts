import { objectIn } from "../diagnostics/objects";
import type { NixosMachine } from "../machine/nixos-machine";
import type { HetznerServerSpec } from "./server-spec";

/**
 * Whether a server has all that it needs to be declared. `ServerType.CX99` is undefined, and so would be
 * the platform of the machine; `Image.DEBIAN_11` would be the default image. What is missing is reported.
 */
export function isComplete(machine: NixosMachine, spec: HetznerServerSpec): boolean {
  const has = (prop: "type" | "location" | "image", allowed: string): boolean =>
    objectIn(machine, `server.${prop} of machine`, spec[prop], isObject, allowed) !== undefined;
  const members = [
    has("type", "a member of ServerType, or ServerType.custom({ … })"),
    has("location", "a member of Location"),
    !("image" in spec) || has("image", "a member of Image, or Image.named(…)"),
  ];
  return members.every((isPresent) => isPresent);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
