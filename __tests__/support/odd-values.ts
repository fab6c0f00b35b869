import fc from "fast-check";

/** A value that a prop was never meant to take. */
const ODD: Readonly<Record<string, () => unknown>> = {
  null: () => null,
  undefined: () => undefined,
  "the empty text": () => "",
  "a blank": () => " ",
  zero: () => 0,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "a negative number": () => -1.5,
  true: () => true,
  "a bigint": () => 1n,
  "a symbol": () => Symbol("odd"),
  "a function": () => () => undefined,
  "a function that throws": () => () => {
    throw new Error("thrown on purpose");
  },
  "a date": () => new Date(0),
  "a regular expression": () => /x/,
  "a map": () => new Map([["a", 1]]),
  "an empty list": () => [],
  "a list of nothing": () => [undefined, null],
  "a list in a list": () => [[["x"]]],
  "an empty object": () => ({}),
  "an object of something else": () => ({ enable: { when: 1 } }),
  "an object without a prototype": () => Object.assign(Object.create(null), { x: 1 }),
  "__proto__ as a name": () =>
    JSON.parse('{"__proto__": {"x": 1}, "constructor": 1, "toString": 2}'),
  "a cycle": () => {
    const cycle: Record<string, unknown> = { x: 1 };
    cycle.again = { inner: cycle };
    return cycle;
  },
  "a list in itself": () => {
    const list: unknown[] = [];
    list.push(list);
    return list;
  },
  "3,000 levels": () => {
    let value: unknown = "x";
    for (let depth = 0; depth < 3000; depth += 1) value = { a: value };
    return value;
  },
  "a long text": () => "x".repeat(100_000),
  "a text with control characters": () => "a\u0000\n\r\"${b}%{c}''\\d\u{1f600}\ud800",
  "a getter that throws": () => ({
    get x(): never {
      throw new Error("thrown on purpose");
    },
  }),
  "a proxy": () =>
    new Proxy(
      {},
      {
        get() {
          throw new Error("thrown on purpose");
        },
      },
    ),
  "a promise": () => Promise.resolve(1),
};

type Step = string | number;

/** One change of whole props. */
export interface Change {
  readonly action: "replace" | "remove" | "add" | "unreadable";
  /** Selects one of the places of the props. */
  readonly place: number;
  readonly odd: string;
}

export const changes: fc.Arbitrary<Change> = fc.record({
  action: fc.oneof(
    { arbitrary: fc.constant("replace" as const), weight: 6 },
    {
      arbitrary: fc.constantFrom("remove" as const, "add" as const, "unreadable" as const),
      weight: 1,
    },
  ),
  place: fc.nat(),
  odd: fc.constantFrom(...Object.keys(ODD)),
});

/** Props with one change, and its description. */
export function changed(props: object, { action, place, odd }: Change): readonly [object, string] {
  const places = placesIn(props, []);
  const at = places[place % places.length] ?? [];
  const value = ODD[odd]?.();
  const words = `${action} ${at.join(".") || "the props"}${action === "remove" ? "" : `: ${odd}`}`;
  return [changeAt(props, at, action, value) as object, words];
}

function changeAt(
  whole: unknown,
  at: readonly Step[],
  action: Change["action"],
  odd: unknown,
): unknown {
  const [first, ...rest] = at;
  if (first === undefined) return action === "replace" ? odd : whole;
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<
    Step,
    unknown
  >;
  if (rest.length > 0) copy[first] = changeAt(copy[first], rest, action, odd);
  else if (action === "replace") copy[first] = odd;
  else if (action === "remove") delete copy[first];
  else if (action === "add") copy[`${first}s`] = odd;
  else {
    Object.defineProperty(copy, first, {
      enumerable: true,
      get() {
        throw new Error("thrown on purpose");
      },
    });
  }
  return copy;
}

/** The places in plain objects and lists; other objects are the library's own. */
function placesIn(value: unknown, at: readonly Step[]): readonly (readonly Step[])[] {
  if (Array.isArray(value)) {
    return [at, ...value.flatMap((item, index) => placesIn(item, [...at, index]))];
  }
  if (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  ) {
    return [
      at,
      ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name])),
    ];
  }
  return [at];
}
