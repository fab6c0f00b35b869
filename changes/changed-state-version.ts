import type { Finding } from "../constructs/diagnostics/finding";
import { isOtherClass, type MachinePair } from "./machines";

/** Warns of another state version: services then look for their data in other places and formats. */
export function changedStateVersion(pair: MachinePair): readonly Finding[] {
  const { name, before, after } = pair;
  const [old, now] = [before?.stateVersion, after?.stateVersion];
  if (old === undefined || now === undefined || old === now || isOtherClass(pair)) return [];
  return [
    {
      code: "state-version-changed",
      summary: `state version of ${name} changes from ${old} to ${now}: services may not find their data, such as a database of an older version`,
      value: now,
      allowed: `${old}, with which the machine was installed; an upgrade of the system does not need another one`,
      remedy: `restore ${old}, unless the data of all services of ${name} is migrated`,
    },
  ];
}
