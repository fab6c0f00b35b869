import { Construct, type IConstruct } from "constructs";
import { report } from "../diagnostics/check";
import { FleetError } from "../diagnostics/fleet-error";
import { printable } from "../diagnostics/printable";

/**
 * Requires a scope, without which a construct cannot report findings.
 *
 * @param noun - kind of the construct: `machine`
 * @throws FleetError if the scope is not a construct
 */
export function requireScope(scope: unknown, noun: string, id: unknown): void {
  if (typeof scope === "object" && scope !== null && Construct.isConstruct(scope)) return;
  throw new FleetError(
    `scope of ${noun} ${JSON.stringify(printable(id))} is not a construct: ${JSON.stringify(printable(scope))}\n` +
      "  allowed: a Fleet or FleetApp, or a construct below one, as the first argument\n" +
      "  remedy: pass the fleet or the parent construct: new Tag(fleet, …), new Tag(this, …); the given value may be undefined",
  );
}

/** A valid construct id; a wrong id is reported together with the name. */
export function idText(id: unknown): string {
  return typeof id === "string" && id !== "" ? id : "unnamed";
}

const TOKEN = /\$\{TfToken\[|#\{TfToken\[/;

/**
 * The name, or a placeholder if it is not plain text.
 *
 * @param noun - kind of the construct: `machine`
 */
export function plainName(construct: IConstruct, noun: string, name: unknown): string {
  if (typeof name === "string" && !TOKEN.test(name)) return name;
  report(construct, {
    code: "name-not-text",
    summary: `name of ${noun} is not plain text`,
    value: printable(name),
    allowed: "a plain string, not a Terraform reference or a number",
    remedy: "write the name as a string",
  });
  return `unnamed-${noun}`;
}

/**
 * Requires that a construct can still be changed.
 *
 * @param method - name of the method: `addTags`
 * @throws FleetError once the fleet is being validated
 */
export function requireUnlocked({ node }: IConstruct, method: string): void {
  if (!node.locked) return;
  throw new FleetError(
    `${method} is called after ${node.path} was validated, so it would have no effect\n` +
      "  allowed: calls in main and in the method `visit` of an aspect\n" +
      "  remedy: move the call out of the check, validation or lazy value",
  );
}
