import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Attributes } from "./attributes";
import { applyChange } from "./lifecycle/apply";
import { planChange } from "./lifecycle/plan";
import { keepAbsent, settle } from "./lifecycle/settle";
import { validateConfig } from "./lifecycle/validate";
import type { Provider } from "./provider";
import { ProviderError } from "./provider-error";
import type { BlockSchema } from "./schema/schema";
import { isObject, isValue, type ResourceState } from "./values";
import { attributePath, diagnostic, reporting } from "./wire/diagnostics";
import { decodeObject, decodeOptionalObject, encodeValue } from "./wire/encoding";
import { unary } from "./wire/grpc";

function find<Kind>(kinds: { readonly [type: string]: Kind }, type: string): Kind {
  const kind = kinds[type];
  if (kind !== undefined) return kind;
  throw new ProviderError(
    `The provider double does not act out ${type}`,
    `It knows its schema only. It acts out: ${Object.keys(kinds).join(", ") || "nothing"}.`,
  );
}

/** The calls of the plugin protocol, answered by `provider`. */
export function providerRpcs({
  schema,
  resources,
  dataSources,
  ...provider
}: Provider): UntypedServiceImplementation {
  const resourceBlock = (type: string): BlockSchema => schema.resource_schemas?.[type]?.block ?? {};
  const dataBlock = (type: string): BlockSchema => schema.data_source_schemas?.[type]?.block ?? {};
  const encodeState = (type: string, state: ResourceState) =>
    encodeValue(state && settle(resourceBlock(type), state));

  return {
    GetProviderSchema: unary(() => schema),
    GetResourceIdentitySchemas: unary(() => ({})),
    StopProvider: unary(() => ({})),

    ValidateProviderConfig: reporting(({ config }) => {
      provider.validate?.(new Attributes(decodeObject(config)));
      return {};
    }),

    ConfigureProvider: reporting(({ config }) => {
      provider.configure?.(new Attributes(decodeObject(config)));
      return {};
    }),

    ValidateResourceConfig: reporting(({ typeName, config }) => {
      validateConfig(resources[typeName], resourceBlock(typeName), decodeObject(config));
      return {};
    }),

    ValidateDataResourceConfig: reporting(({ typeName, config }) => {
      validateConfig(dataSources[typeName], dataBlock(typeName), decodeObject(config));
      return {};
    }),

    UpgradeResourceState: reporting(({ typeName, rawState }) => {
      const stored: unknown = JSON.parse(Buffer.from(rawState.json).toString());
      if (!isValue(stored) || !isObject(stored)) throw new Error("the stored state is no object");
      return { state: encodeState(typeName, stored) };
    }),

    ReadResource: reporting(async ({ typeName, currentState }) => {
      const resource = find(resources, typeName);
      const current = decodeObject(currentState);
      const state = await resource.read(new Attributes(current));
      const kept = state && resource.legacy ? keepAbsent(state, current) : state;
      return { state: encodeState(typeName, kept) };
    }),

    PlanResourceChange: reporting((request) => {
      const resource = find(resources, request.typeName);
      const { planned, requiresReplace } = planChange(resource, resourceBlock(request.typeName), {
        prior: decodeOptionalObject(request.priorState),
        proposed: decodeOptionalObject(request.proposedNewState),
        config: decodeOptionalObject(request.config),
      });
      return {
        plannedState: encodeValue(planned),
        requiresReplace: requiresReplace.map(attributePath),
        legacyTypeSystem: resource.legacy ?? false,
      };
    }),

    ApplyResourceChange: reporting(async (request) => {
      const resource = find(resources, request.typeName);
      const prior = decodeOptionalObject(request.priorState);
      const planned = decodeOptionalObject(request.plannedState);
      const { state, error } = await applyChange(resource, prior, planned);
      return {
        newState: encodeState(request.typeName, state),
        legacyTypeSystem: resource.legacy ?? false,
        diagnostics: error === undefined ? [] : [diagnostic(error)],
      };
    }),

    ImportResourceState: reporting(({ typeName, id }) => {
      const imported = find(resources, typeName).import?.(id);
      if (imported === undefined) throw new ProviderError(`${typeName} cannot be imported`);
      return { importedResources: [{ typeName, state: encodeState(typeName, imported) }] };
    }),

    ReadDataSource: reporting(async ({ typeName, config }) => {
      const state = await find(dataSources, typeName).read(new Attributes(decodeObject(config)));
      return { state: encodeValue(settle(dataBlock(typeName), state)) };
    }),
  };
}
