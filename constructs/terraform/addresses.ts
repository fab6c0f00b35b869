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

/** The part of an element's address that the fleet sets; undefined for a provider without an alias. */
function nameOf(element: TerraformElement): string | undefined {
  return element instanceof TerraformProvider ? element.alias : element.friendlyUniqueId;
}

/** How Terraform addresses an element: `hcloud_server.cinnabar`, `var.admin_cidrs`. */
export function addressOf(element: TerraformElement): string | undefined {
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

/** The address of the block that contains a place in the Terraform JSON; undefined for a provider. */
export function addressAt([kind, name, id]: readonly string[]): string | undefined {
  switch (kind) {
    case "resource":
      return `${name}.${id}`;
    case "data":
      return `data.${name}.${id}`;
    case "variable":
      return `var.${name}`;
    case "locals":
      return `local.${name}`;
    case "module":
    case "output":
      return `${kind}.${name}`;
    default:
      return undefined;
  }
}

/** An address problem of one element. */
export interface AddressProblem {
  readonly element: TerraformElement;
  readonly problem: Finding;
}

/** Reports duplicate addresses, which cdktf merges silently, and invalid names, which it does not check. */
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
      yield {
        element,
        problem: invalidName(
          address,
          renaming(element, (part) => `its ${part}`),
        ),
      };
    const owner = owners.get(address);
    if (owner === undefined) owners.set(address, element);
    else
      yield {
        element,
        problem: duplicate(
          address,
          owner.node.path,
          renaming(element, (part) => `the ${part} of the newer element`),
        ),
      };
  }
}

/** How to give an element another address. */
function renaming(element: TerraformElement, partOf: (part: string) => string): string {
  if (element instanceof TerraformProvider) {
    return `set ${partOf("`alias`")}, and pass the provider to the resources that use it`;
  }
  return `change ${partOf("logical id")}; an existing resource also needs a \`moved\` block`;
}

function invalidName(address: string, remedy: string): Finding {
  return {
    code: "terraform-address-invalid",
    summary: "Terraform address is invalid",
    value: address,
    allowed: "a letter or '_', then letters, digits, '_' and '-'",
    remedy,
  };
}

function tooLate(ignored: string, used: string): Finding {
  return {
    code: "logical-id-too-late",
    summary: "logical id is set after something refers to the element, so it has no effect",
    value: ignored,
    allowed: `${used}, which existing references use`,
    remedy:
      "set the prop `logicalId` if the library declares the element; otherwise call overrideLogicalId before anything refers to it",
  };
}

function duplicate(address: string, owner: string, remedy: string): Finding {
  return {
    code: "terraform-address-duplicate",
    summary: "duplicate Terraform address in one stack",
    value: address,
    allowed: `a unique address; ${owner} already has this one`,
    remedy,
  };
}
