import { isObject } from "./json";

/**
 * Replaces the short sources and exact versions of prebuilt providers: `null` with `3.2.4` becomes
 * `hashicorp/null` with `~> 3.2`, so that the lock file determines the version.
 */
export function withProviderRanges(providers: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(providers ?? {}).map(([name, requirement]) => [name, range(requirement)]),
  );
}

/** Only the full sources, for terranix's JSON. */
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
