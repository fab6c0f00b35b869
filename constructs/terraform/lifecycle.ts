import type { TerraformResource, TerraformResourceLifecycle } from "cdktf";
import { anything, flag, type PropKind, texts } from "../props/kinds";
import { nested, shapeOf } from "../props/read-props";
import { lifecycleJson } from "./cdktf-internals";
import { overrideForTerranix } from "./terranix-view";

const TEXTS_OR_ALL: PropKind = {
  takes: '"all", or a list of texts',
  read: (value, place) => (value === "all" ? value : texts.read(value, place)),
};

/** What takes the lifecycle of a resource. */
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

/** What the library sets by itself. */
interface Guards {
  readonly preventDestroy?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceTriggeredBy?: readonly string[];
}

/**
 * Gives a resource the library's guards and what the fleet sets: their lists are joined, and of the rest
 * the fleet's word counts. Terranix's JSON has only what the fleet sets.
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
