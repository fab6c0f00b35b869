import { TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { elementsOf } from "./elements";

type ProviderClass = new (scope: Construct, id: string) => TerraformProvider;

const PLACE = "fleet:providers";
const known = new WeakMap<TerraformStack, Set<string>>();

/**
 * Adds a provider without settings to the stack of a construct, unless the stack already has the provider.
 *
 * @param type - name of the provider, such as `null`
 */
export function ensureProvider(scope: Construct, Kind: ProviderClass, type: string): void {
  const stack = TerraformStack.of(scope);
  const types = known.get(stack) ?? new Set(elementsOf(stack).flatMap(typeOf));
  known.set(stack, types);
  if (types.has(type)) return;
  types.add(type);
  const place = stack.node.tryFindChild(PLACE) ?? new Construct(stack, PLACE);
  new Kind(place as Construct, type);
}

function typeOf(element: object): readonly string[] {
  return element instanceof TerraformProvider ? [element.terraformResourceType] : [];
}
