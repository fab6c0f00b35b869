import { type RoleName, roleNames, type ServiceName } from "../service";
import { schemas } from "../src/schemas";
import { isAttributeSet, kindOf } from "./kind";
import { didYouMean } from "./names";
import {
  missingSetting,
  type Path,
  refusedValue,
  type SettingsProblem,
  unknownSetting,
} from "./problem";
import type { Schema } from "./schema";

export interface CheckSettingsOptions {
  /**
   * Recognizes values that only Nix can compute. They are allowed everywhere and not checked.
   *
   * @default - none
   */
  readonly isOpaque?: (value: unknown) => boolean;
  /**
   * Allows required settings to be missing: for one of several places that clan-core merges.
   *
   * @default false
   */
  readonly partial?: boolean;
}

/**
 * Checks the settings of a role like clan-core, and refuses settings that clan-core ignores.
 *
 * @returns all problems, in the order of the settings
 * @throws if clan-core has no such service, or the service has no such role
 */
export function checkSettings<S extends ServiceName>(
  service: S,
  role: RoleName<S>,
  settings: unknown,
  options: CheckSettingsOptions = {},
): SettingsProblem[] {
  const roles = roleNames(service);
  if (!roles.includes(role)) {
    throw new Error(
      `${role} is not a role of ${service}${didYouMean(role, roles)} (allowed: ${roles.join(", ")})`,
    );
  }
  return [...problemsOf(schemas[service][role], settings, [], options)];
}

function* problemsOf(
  schema: Schema,
  value: unknown,
  path: Path,
  options: CheckSettingsOptions,
): Iterable<SettingsProblem> {
  if (options.isOpaque?.(value)) return;
  const branch = (schema.oneOf ?? [schema]).find((candidate) => accepts(candidate, value));
  if (branch === undefined) {
    yield refusedValue(path, value, schema);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* problemsOf(branch.items ?? {}, item, [...path, index], options);
    }
  } else if (isAttributeSet(value)) {
    yield* attributeProblems(branch, value, path, options);
  }
}

/** Whether a schema accepts a value, without checking its contents. */
function accepts(schema: Schema, value: unknown): boolean {
  const { type, minimum = -Infinity, maximum = Infinity, pattern = "" } = schema;
  const kind = kindOf(value);
  if (kind === undefined || (type !== undefined && type !== kind)) return false;
  if (schema.enum !== undefined) return schema.enum.some((allowed) => allowed === value);
  if (typeof value === "number") return minimum <= value && value <= maximum;
  return typeof value !== "string" || new RegExp(pattern, "u").test(value);
}

function* attributeProblems(
  { properties = {}, additionalProperties = {}, required = [] }: Schema,
  attributes: Readonly<Record<string, unknown>>,
  path: Path,
  options: CheckSettingsOptions,
): Iterable<SettingsProblem> {
  for (const [name, value] of Object.entries(attributes)) {
    const place = [...path, name];
    const attribute = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (attribute) yield* problemsOf(attribute, value, place, options);
    else yield unknownSetting(place, value, Object.keys(properties));
  }
  if (options.partial) return;
  for (const name of required) {
    if (Object.hasOwn(attributes, name)) continue;
    yield missingSetting([...path, name], properties[name] ?? {});
  }
}
