import { Attributes } from "../attributes";
import type { ManagedResource } from "../provider";
import type { ResourceState } from "../values";
import { keepAbsent } from "./settle";

export interface AppliedChange {
  readonly state: ResourceState;
  /** Why the change is not, or not wholly, done. */
  readonly error?: unknown;
}

/** Creates, updates or destroys a resource; after a failure the state is what is known of it. */
export async function applyChange(
  resource: ManagedResource,
  prior: ResourceState,
  planned: ResourceState,
): Promise<AppliedChange> {
  let known = prior;
  try {
    if (planned === null) {
      if (prior !== null) await resource.delete(new Attributes(prior));
      return { state: null };
    }
    const attributes = new Attributes(planned);
    const state = await (prior === null
      ? resource.create(attributes, (partial) => {
          known = partial;
        })
      : resource.update?.(attributes, new Attributes(prior)));
    if (state === undefined) throw new Error("a resource that is never updated was to be updated");
    return { state: resource.legacy ? keepAbsent(state, planned) : state };
  } catch (error) {
    return { state: known, error };
  }
}
