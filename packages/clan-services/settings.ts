import type { RoleName, ServiceName } from "./service";
import type { Services } from "./src/settings";

/**
 * The settings of every role of every service: `ServiceSettings["zerotier"]["controller"]`.
 *
 * Settings without a default are required. All properties are read-only.
 *
 * @typeParam Expression a type that is allowed instead of any value, for values that Nix computes
 */
export type ServiceSettings<Expression = never> = {
  readonly [S in ServiceName]: {
    readonly [R in RoleName<S>]: Settings<Services[S][R & keyof Services[S]], Expression>;
  };
};

/**
 * Like `ServiceSettings`, but with nothing required: for one of several places (role, tag, machine) that
 * clan-core merges.
 */
export type PartialServiceSettings<Expression = never> = {
  readonly [S in ServiceName]: {
    readonly [R in RoleName<S>]: Settings<
      DeepPartial<Services[S][R & keyof Services[S]]>,
      Expression
    >;
  };
};

type Settings<T, Expression> = unknown extends T
  ? unknown
  : T extends readonly (infer Item)[]
    ? readonly Settings<Item, Expression>[] | Expression
    : T extends object
      ? SettingsSet<T, Expression> | Expression
      : T | Expression;

// In TypeScript, a type without properties accepts any value. A role without settings must not.
type SettingsSet<T, Expression> = [keyof T] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [Name in keyof T]: Settings<T[Name], Expression> };

type DeepPartial<T> = unknown extends T
  ? unknown
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? string extends keyof T
        ? { [Name in keyof T]: DeepPartial<T[Name]> }
        : { [Name in keyof T]?: DeepPartial<T[Name]> }
      : T;
