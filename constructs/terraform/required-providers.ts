import { isObject } from "./json";

/**
 * Full sources and version ranges in place of what prebuilt providers write: `null` at exactly `3.2.4`
 * becomes `hashicorp/null` at `~> 3.2`, so that a lock file decides on the version.
 */
export function withProviderRanges(providers: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(providers ?? {}).map(([name, requirement]) => [name, range(requirement)]),
  );
}

/** Full sources only, as terranix's JSON has them. */
export function withProviderSources(providers: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(providers ?? {}).map(([name, requirement]) => [
      name,
      isObject(requirement) ? { source: requirement.source } : requirement,
    ]),
  );
}

function range(requirement: unknown): unknown {
  if (!isObject(requirement)) return requirement;
  const { source, version } = requirement;
  return {
    ...requirement,
    source: typeof source === "string" && !source.includes("/") ? `hashicorp/${source}` : source,
    version: typeof version === "string" ? version.replace(/^(\d+\.\d+)\.\d+$/, "~> $1") : version,
  };
}
