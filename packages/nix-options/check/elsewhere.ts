import { type ModuleClass, optionsOf } from "../list/class-options";
import { ANY_NAME, type OptionNode } from "../list/option-list";
import { type Path, pathText } from "./path";
import { attributesOf } from "./results";

const SYSTEMS: Readonly<Record<Exclude<ModuleClass, "homeManager">, string>> = {
  nixos: "NixOS",
  darwin: "nix-darwin",
};

/** The remedy for an option of another module class; `undefined` if no class has it. */
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

/** The path into a set, as long as each level has only one attribute. */
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
