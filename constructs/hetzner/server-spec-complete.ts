import { objectIn } from "../diagnostics/objects";
import type { NixosMachine } from "../machine/nixos-machine";
import { valueAt } from "../terraform/json";
import type { HetznerServerSpec } from "./server-spec";

/**
 * Whether a server has all required props, and reports missing ones. For example, `ServerType.CX99` is undefined,
 * and the machine would have no platform; `Image.DEBIAN_11` is undefined, and would be the default image.
 */
export function isComplete(machine: NixosMachine, spec: HetznerServerSpec): boolean {
  const has = (prop: "type" | "location" | "image", key: string, allowed: string): boolean => {
    const isMember = (value: unknown): value is object => typeof valueAt(value, [key]) === "string";
    return (
      objectIn(machine, `server.${prop} of machine`, spec[prop], isMember, allowed) !== undefined
    );
  };
  const members = [
    has("type", "name", "a member of ServerType, or ServerType.custom({ … })"),
    has("location", "name", "a member of Location"),
    !("image" in spec) || has("image", "reference", "a member of Image, or Image.named(…)"),
  ];
  return members.every((isPresent) => isPresent);
}
