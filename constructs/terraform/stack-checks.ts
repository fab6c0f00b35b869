import type { TerraformStack } from "cdktf";
import type { Finding, PlacedFinding } from "../diagnostics/finding";
import { secretFindings } from "../secrets";
import { addressAt, addressOf, addressProblems } from "./addresses";
import { elementsOf } from "./elements";
import { FleetStack } from "./fleet-stack";
import { valueAt } from "./json";
import { sensitiveOutputs } from "./sensitive-outputs";
import { statePath } from "./state-file";
import { valueInvalid } from "./thrown-by-cdktf";

// The id is a folder, a key of the manifest and an argument of `cdktf deploy`.
const STACK_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;

/** Levels of lists and objects in a stack. */
const DEEPEST = 200;

/**
 * Checks of a whole stack: its id, its addresses, unencrypted secrets, and the path of its state.
 *
 * @param json - the Terraform JSON of the stack
 */
export function* stackFindings(stack: TerraformStack, json: unknown): Iterable<PlacedFinding> {
  // Ignore the suffix that the library adds to the id of a duplicate.
  if (!STACK_ID.test(stack.node.id.replace(/#\d+$/, ""))) {
    yield { path: stack.node.path, finding: invalidId(stack.node.id) };
  }
  for (const { element, problem } of addressProblems(elementsOf(stack))) {
    yield { path: element.node.path, finding: problem };
  }
  const pathOf = constructPaths(stack);
  const invalid = invalidValues(json);
  for (const at of invalid) yield { path: pathOf(at), finding: valueInvalid(at) };
  if (invalid.length > 0) return;
  for (const { at, finding } of secretFindings(json)) {
    if (at.includes("//")) continue; // cdktf's notes, which Terraform does not read.
    yield { path: pathOf(at), finding };
  }
  for (const { id, finding } of sensitiveOutputs(json)) {
    yield { path: pathOf(["output", id]), finding };
  }
  for (const problem of statePathProblems(stack, json)) {
    yield { path: stack.node.path, finding: problem };
  }
  if (!FleetStack.isFleetStack(stack)) return;
  for (const problem of stack.readStateProblems()) {
    yield { path: stack.node.path, finding: problem };
  }
}

function invalidId(id: string): Finding {
  return {
    code: "stack-id-invalid",
    summary: "stack id is invalid",
    value: id,
    allowed: "a letter or digit, then letters, digits and '-', up to 63 together",
    remedy: "change the id, and move an existing state to the new folder",
  };
}

/** Finds the path of the construct that a place in the Terraform JSON belongs to; by default, that of the stack. */
function constructPaths(stack: TerraformStack): (at: readonly string[]) => string {
  let paths: ReadonlyMap<string | undefined, string> | undefined;
  return (at) => {
    const address = addressAt(at);
    if (address === undefined) return stack.node.path;
    paths ??= new Map(elementsOf(stack).map((element) => [addressOf(element), element.node.path]));
    return paths.get(address) ?? stack.node.path;
  };
}

/** Whether git does not ignore a path, given from the folder of `terraform/.gitignore`. */
function isCommitted(path: string): boolean {
  if (path.startsWith("../")) return true;
  return /^(.*\/)?\.gitignore$|^manifest\.json$|^stacks\/[^/]+\/(cdk\.tf\.json|\.terraform\.lock\.hcl)$/.test(
    path,
  );
}

/** Reports a state file that `terraform/.gitignore` does not keep out of git; it contains unencrypted secrets. */
function* statePathProblems(stack: TerraformStack, json: unknown): Iterable<Finding> {
  const path = valueAt(json, ["terraform", "backend", "local", "path"]);
  if (typeof path !== "string") return;
  const isAbsolute = /^([/\\~]|[A-Za-z]:)/.test(path);
  const isIgnored = !isCommitted(statePath(stack, path));
  if (!isAbsolute && isIgnored) return;
  yield {
    code: isAbsolute ? "backend-path-absolute" : "backend-path-not-ignored",
    summary: isAbsolute
      ? "backend path is absolute, so it is valid on one machine only"
      : "git does not ignore the backend path, so secrets in the state would be committed",
    value: path,
    allowed:
      "a path relative to the stack's folder that stays below terraform/, such as ../../states/hetzner.tfstate",
    remedy:
      'use Backend.local("terraform.tfstate") or another backend, and move an existing state with `terraform init -migrate-state`',
  };
}

/** The paths of values that JSON cannot represent; cdktf does not check overrides. */
function invalidValues(json: unknown): readonly (readonly string[])[] {
  const invalid: (readonly string[])[] = [];
  const at: string[] = [];
  const around = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) {
      if (!hasJson(value)) invalid.push([...at]);
    } else if (around.has(value) || at.length > DEEPEST || !isPlain(value)) {
      invalid.push([...at]);
    } else {
      around.add(value);
      for (const [name, inner] of Object.entries(value)) {
        at.push(name);
        visit(inner);
        at.pop();
      }
      around.delete(value);
    }
  };
  visit(json);
  return invalid;
}

/** Whether JSON has a primitive value. It omits undefined values. */
function hasJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return !["bigint", "function", "symbol"].includes(typeof value);
}

/** Whether an object is a plain object or a list; JSON loses the entries of a Map. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
