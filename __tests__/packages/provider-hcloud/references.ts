import { DefaultTokenResolver, StringConcat, type TerraformStack, Tokenization } from "cdktf";
import { type Members, propertyName, type Value } from "./schema";

/**
 * The attributes and blocks, nested and computed ones included, that cannot be read from `owner`
 * as a Terraform expression about the object at `address`.
 */
export function unreadableMembers(
  stack: TerraformStack,
  owner: unknown,
  members: Members,
  address: string,
  path = "",
): string[] {
  return Object.entries(members).flatMap(([name, { value }]) => {
    const reference = property(owner, propertyName(name));
    const expression = expressionOf(stack, reference);
    const readable = expression.includes(address) && new RegExp(`\\.${name}\\b`).test(expression);
    const object = objectIn(value, reference);
    return [
      ...(readable ? [] : [`${path}${name}`]),
      ...unreadableMembers(stack, object.reference, object.members, address, `${path}${name}.`),
    ];
  });
}

/** The object an attribute holds, or the first one if it holds several; no members if it holds none. */
function objectIn(value: Value, reference: unknown): { reference: unknown; members: Members } {
  if ("members" in value) {
    return { reference, members: value.members };
  }
  if ("collection" in value && "members" in value.of) {
    return { reference: firstElement(reference), members: value.of.members };
  }
  return { reference, members: {} };
}

function firstElement(collection: unknown): unknown {
  const get = property(collection, "get");
  return typeof get === "function" ? get.call(collection, 0) : undefined;
}

function property(owner: unknown, name: string): unknown {
  return typeof owner === "object" && owner !== null ? Reflect.get(owner, name) : undefined;
}

function expressionOf(scope: TerraformStack, reference: unknown): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return JSON.stringify(Tokenization.resolve(reference, { scope, resolver })) ?? "";
}
