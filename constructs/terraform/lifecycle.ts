import type { TerraformResource, TerraformResourceLifecycle } from "cdktf";
import { anything, flag, type PropKind, texts } from "../props/kinds";
import { nested, shapeOf } from "../props/read-props";
import { lifecycleJson } from "./cdktf-internals";
import { overrideForTerranix } from "./terranix-view";

const TEXTS_OR_ALL: PropKind = {
  takes: '"all", or a list of texts',
  read: (value, place) => (value === "all" ? value : texts.read(value, place)),
};

/** Kind of a prop for the lifecycle of a resource. */
export const LIFECYCLE = nested(
  shapeOf<TerraformResourceLifecycle>("lifecycle", {
    createBeforeDestroy: flag,
    preventDestroy: flag,
    ignoreChanges: TEXTS_OR_ALL,
    replaceTriggeredBy: anything,
    precondition: anything,
    postcondition: anything,
  }),
);

/** Lifecycle settings of the library. */
interface Guards {
  readonly preventDestroy?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceTriggeredBy?: readonly string[];
}

/**
 * Merges the library's guards and the fleet's lifecycle of a resource: lists are concatenated, and other settings
 * of the fleet override the guards. Terranix's JSON has only the settings of the fleet.
 */
export function setLifecycle(
  resource: TerraformResource,
  guards: Guards,
  own: TerraformResourceLifecycle | undefined,
): void {
  resource.lifecycle = guarded(own ?? {}, guards);
  overrideForTerranix(resource, {
    lifecycle: own && lifecycleJson(own),
  });
}

function guarded(
  own: TerraformResourceLifecycle,
  { ignoreChanges, replaceTriggeredBy, ...guards }: Guards,
): TerraformResourceLifecycle {
  return {
    ...guards,
    ...own,
    ...(ignoreChanges &&
      own.ignoreChanges !== "all" && { ignoreChanges: joined(ignoreChanges, own.ignoreChanges) }),
    ...(replaceTriggeredBy && {
      replaceTriggeredBy: joined(replaceTriggeredBy, own.replaceTriggeredBy),
    }),
  };
}

function joined<Item>(guards: readonly Item[], own: readonly Item[] = []): Item[] {
  return [...new Set([...guards, ...own])];
}
