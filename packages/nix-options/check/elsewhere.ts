import { type ModuleClass, optionsOf } from "../list/class-options";
import { ANY_NAME, type OptionNode } from "../list/option-list";
import { type Path, pathText } from "./path";
import { attributesOf } from "./results";

const SYSTEMS: Readonly<Record<Exclude<ModuleClass, "homeManager">, string>> = {
  nixos: "NixOS",
  darwin: "nix-darwin",
};

/** What to do with an option that modules of another class have; `undefined` if none has it. */
export function hintElsewhere(
  moduleClass: ModuleClass,
  path: Path,
  value: unknown,
): string | undefined {
  const whole = [...path, ...onlyNames(value)];
  if (moduleClass !== "homeManager" && has("homeManager", whole)) {
    return `${pathText(whole)} is an option of home-manager: set it in a home`;
  }
  for (const [other, system] of Object.entries(SYSTEMS)) {
    const otherClass = other as keyof typeof SYSTEMS;
    if (otherClass !== moduleClass && has(otherClass, whole)) {
      return `${pathText(whole)} is an option of ${system}: set it in a module for ${other}`;
    }
  }
  return undefined;
}

/** The names that lead into a set as long as there is but one. */
function onlyNames(value: unknown): readonly string[] {
  const [attribute, ...others] = attributesOf(value) ?? [];
  if (attribute === undefined || others.length > 0) return [];
  const [names, inner] = attribute;
  return [...names, ...onlyNames(inner)];
}

function has(moduleClass: ModuleClass, path: Path): boolean {
  let node: OptionNode | undefined = optionsOf(moduleClass);
  for (const name of path) {
    if (node?.t !== undefined && node.c === undefined) return true;
    node = node?.c?.[name] ?? node?.c?.[ANY_NAME];
  }
  return node !== undefined;
}
