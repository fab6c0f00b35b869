import {
  TerraformDataSource,
  type TerraformElement,
  TerraformLocal,
  TerraformModule,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  TerraformVariable,
} from "cdktf";
import type { Finding } from "../diagnostics/finding";
import { ignoredLogicalId } from "./cdktf-internals";

// HCL's own rule for identifiers (hclsyntax.ValidIdentifier).
const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** The part of an element's address that the fleet chooses; none: a provider without an alias. */
function nameOf(element: TerraformElement): string | undefined {
  return element instanceof TerraformProvider ? element.alias : element.friendlyUniqueId;
}

/** How Terraform addresses an element: `hcloud_server.cinnabar`, `var.admin_cidrs`. */
function addressOf(element: TerraformElement): string | undefined {
  const id = element.friendlyUniqueId;
  if (element instanceof TerraformResource) return `${element.terraformResourceType}.${id}`;
  if (element instanceof TerraformDataSource) return `data.${element.terraformResourceType}.${id}`;
  if (element instanceof TerraformVariable) return `var.${id}`;
  if (element instanceof TerraformLocal) return `local.${id}`;
  if (element instanceof TerraformOutput) return `output.${id}`;
  if (element instanceof TerraformModule) return `module.${id}`;
  if (element instanceof TerraformProvider) {
    return ["provider", element.terraformResourceType, element.alias]
      .filter((part) => part !== undefined)
      .join(".");
  }
  return undefined;
}

/** An address problem of one element. */
export interface AddressProblem {
  readonly element: TerraformElement;
  readonly problem: Finding;
}

/** cdktf merges two elements of one address silently and lets invalid names pass: both are refused. */
export function* addressProblems(elements: readonly TerraformElement[]): Iterable<AddressProblem> {
  const owners = new Map<string, TerraformElement>();
  for (const element of elements) {
    const ignored = ignoredLogicalId(element);
    if (ignored !== undefined)
      yield { element, problem: tooLate(ignored, element.friendlyUniqueId) };
    const address = addressOf(element);
    if (address === undefined) continue;
    const name = nameOf(element);
    if (name !== undefined && !IDENTIFIER.test(name))
      yield { element, problem: invalidName(address) };
    const owner = owners.get(address);
    if (owner === undefined) owners.set(address, element);
    else yield { element, problem: duplicate(address, owner.node.path) };
  }
}

function invalidName(address: string): Finding {
  return {
    code: "terraform-address-invalid",
    summary: "terraform address is invalid",
    value: address,
    allowed: "a letter or '_', then letters, digits, '_' and '-'",
    remedy: "give it another `address`; one that exists already needs a `moved` block",
  };
}

function tooLate(ignored: string, used: string): Finding {
  return {
    code: "logical-id-too-late",
    summary: "logical id is set after something refers to the element, so it would be ignored",
    value: ignored,
    allowed: `${used}, to which others refer already`,
    remedy:
      "give the prop `logicalId` where the library declares the element; elsewhere call overrideLogicalId before anything refers to it",
  };
}

function duplicate(address: string, owner: string): Finding {
  return {
    code: "terraform-address-duplicate",
    summary: "terraform address is used twice in one stack",
    value: address,
    allowed: `an address that no other element has; ${owner} has this one`,
    remedy:
      "give the new one of the two another address; one that exists already needs a `moved` block",
  };
}
