import type { OptionNode } from "./option-list";

/** Merges options recursively. If both have an option, the type of the second is used. */
export function overlaid(listed: OptionNode, declared: OptionNode): OptionNode {
  const { c: children = {}, ...own } = declared;
  const sets = Object.entries(children).map(([name, child]) => {
    const below = listed.c?.[name];
    return [name, below === undefined ? child : overlaid(below, child)];
  });
  return withSets({ ...listed, ...own }, Object.fromEntries(sets));
}

/** A set of options with others added. Lazy values are not parsed. */
export function withSets(node: OptionNode, sets: Readonly<Record<string, OptionNode>>): OptionNode {
  const descriptors = {
    ...Object.getOwnPropertyDescriptors(node.c ?? {}),
    ...Object.getOwnPropertyDescriptors(sets),
  };
  return { ...node, c: Object.create(Object.prototype, descriptors) };
}
