import {
  DefaultTokenResolver,
  Fn,
  Lazy,
  StringConcat,
  TerraformStack,
  TerraformVariable,
  Token,
  Tokenization,
} from "cdktf";
import { describe, expect, it } from "vitest";
import { resolveTokens } from "../../../constructs/terraform/resolve-tokens";
import fc from "../../support/fast-check";
import { testApp } from "../../support/fleets";

const stack = new TerraformStack(testApp(), "stack");
const variable = new TerraformVariable(stack, "variable", { type: "string" });

/** cdktf's own way, and the number of values that it is asked for. */
function cdktf() {
  const asked: unknown[] = [];
  const resolve = (obj: unknown): unknown => {
    asked.push(obj);
    return Tokenization.resolve(obj, {
      scope: stack,
      resolver: new DefaultTokenResolver(new StringConcat()),
      preparing: false,
    });
  };
  return { asked, resolve };
}

function expectSame(value: unknown): void {
  const { resolve } = cdktf();
  const ways = [() => resolve(value), () => resolveTokens(value, resolve)];
  const [theirs, ours] = ways.map((way) => {
    try {
      return JSON.stringify({ result: way() });
    } catch (error) {
      return String(error);
    }
  });
  expect(ours).toBe(theirs);
}

const TOKENS: readonly unknown[] = [
  variable.stringValue,
  variable.numberValue,
  variable.listValue,
  variable.value,
  `a ${variable.stringValue} b`,
  `port ${variable.numberValue}`,
  Fn.join(",", [variable.stringValue, "x"]),
  Lazy.stringValue({ produce: () => "lazy" }),
  Lazy.anyValue({ produce: () => ({ a: [undefined, variable.stringValue] }) }),
  Token.asStringMap({ a: variable.stringValue }),
  Token.asNumberList([1, 2]),
  { [variable.stringValue]: 1 },
];

const OTHERS: readonly unknown[] = [
  ...["", "text", "1e5", "-1.5e+300", "${var.x}", "}", "e+", "TfToken[", "${TfToken[TOKEN.9999]}"],
  ...[0, -1, 1.5, 1e99, -1e308, null, undefined, true, new Date(0)],
];

const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...OTHERS),
    fc.constantFrom(...TOKENS),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "${var.x}", "resolved"), tie("value")),
  ),
}));

describe("resolving tokens", () => {
  it.each([...TOKENS, ...OTHERS].map((value) => [value]))("gives what cdktf gives: %j", (value) => {
    for (const one of [value, [value], { a: value }, [{ a: [value, "x"] }]]) expectSame(one);
  });

  it("gives what cdktf gives for any value", () => {
    fc.assert(fc.property(anyValue, expectSame));
  });

  it("fails with cdktf's message, which names the place", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.a = { b: [cyclic] };
    for (const value of [{ a: { b: () => 1 } }, { a: [stack] }, cyclic]) expectSame(value);
    const { resolve } = cdktf();
    expect(() => resolveTokens({ a: { b: () => 1 } }, resolve)).toThrow("at '/a/b'");
  });

  it("leaves to cdktf only what can contain tokens", () => {
    const { asked, resolve } = cdktf();
    const token = variable.stringValue;
    resolveTokens({ name: "web", ports: [22, 80], ids: { key: token } }, resolve);
    expect(asked).toEqual([token]);
  });
});
