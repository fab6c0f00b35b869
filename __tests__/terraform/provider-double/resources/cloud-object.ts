import type { Attributes } from "../attributes";
import type { CloudObject, Collection } from "../hetzner/collection";
import type { ManagedResource } from "../provider";
import { ProviderError } from "../provider-error";
import { isAbsent, type ObjectValue } from "../values";

const WORD = "[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?";
const LABEL_KEY = new RegExp(`^([-.a-z0-9]{1,253}/)?${WORD}$`);
const LABEL_VALUE = new RegExp(`^(${WORD})?$`);

/** What all resource types that stand for one object of the API have in common. */
export function cloudObject<Item extends CloudObject>(
  collection: Collection<Item>,
  stateOf: (item: Item, known: ObjectValue) => ObjectValue,
): Pick<ManagedResource, "read" | "delete" | "import"> {
  const idOf = (attributes: Attributes) => attributes.string("id") || attributes.number("id");
  return {
    async read(state) {
      const item = await collection.get(idOf(state));
      return item ? stateOf(item, state.values) : null;
    },
    delete: (state) => collection.delete(idOf(state)),
    import: (id) => ({ id }),
  };
}

/** The fields of a new object that all kinds have. */
export function commonFields(id: number, planned: Attributes): CloudObject {
  return {
    id,
    name: planned.string("name"),
    labels: planned.stringMap("labels"),
    deleteProtection: false,
  };
}

/** Refuses labels that the Hetzner Cloud API would refuse. */
export function validateLabels(config: Attributes): void {
  for (const [key, value] of Object.entries(config.stringMap("labels"))) {
    if (!LABEL_KEY.test(key)) {
      throw new ProviderError(`label key '${key}' is not correctly formatted`, "", "labels");
    }
    if (!LABEL_VALUE.test(value)) {
      throw new ProviderError(`label value '${value}' is not correctly formatted`, key, "labels");
    }
  }
}

/** Refuses to ignore attributes that the double does not act out. */
export function refuseUnsupported(planned: Attributes, names: readonly string[]): void {
  for (const name of names) {
    if (isAbsent(planned.get(name))) continue;
    throw new ProviderError("The provider double does not act out this attribute", "", name);
  }
}

/** Refuses the attribute that the API's phasing out of datacenters has taken away. */
export function validateDatacenter(config: Attributes): void {
  if (!config.isSet("datacenter")) return;
  throw new ProviderError("Removed Attribute", "Use location instead.", "datacenter");
}
