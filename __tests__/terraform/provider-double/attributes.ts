import { isObject, type ObjectValue, type Value } from "./values";

/**
 * Typed access to a resource's configuration, plan or state. As in the legacy SDK, an attribute that
 * is null or unknown reads as the zero of its type.
 */
export class Attributes {
  constructor(readonly values: ObjectValue) {}

  get(name: string): Value {
    return this.values[name] ?? null;
  }

  /** True for an unknown value, too. */
  isSet(name: string): boolean {
    return this.get(name) !== null;
  }

  string(name: string): string {
    const value = this.get(name);
    return typeof value === "string" ? value : "";
  }

  number(name: string): number {
    const value = this.get(name);
    return typeof value === "number" ? value : 0;
  }

  boolean(name: string): boolean {
    return this.get(name) === true;
  }

  list(name: string): Value[] {
    const value = this.get(name);
    return Array.isArray(value) ? value : [];
  }

  strings(name: string): string[] {
    return this.list(name).filter((item) => typeof item === "string");
  }

  numbers(name: string): number[] {
    return this.list(name).filter((item) => typeof item === "number");
  }

  blocks(name: string): Attributes[] {
    return this.list(name)
      .filter(isObject)
      .map((item) => new Attributes(item));
  }

  stringMap(name: string): { readonly [key: string]: string } {
    const value = this.get(name);
    const entries = isObject(value) ? Object.entries(value) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  }
}
