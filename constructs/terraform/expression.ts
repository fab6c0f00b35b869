import { type IResolvable, Lazy, Token } from "cdktf";

/**
 * A Terraform expression in a string, since plain text is always a `literal`: `expression("path.module")` becomes
 * `${path.module}`. For a list or a map of strings, use {@link expression.list} and {@link expression.map}.
 *
 * @param source - the expression without `${` and `}`
 */
export function expression(source: string): string {
  return Token.asString(template(source));
}

/** An expression whose value is a list: `from: expression.list("var.admin_cidrs")`. */
expression.list = (source: string): string[] => Token.asList(template(source));

/** An expression whose value is a map: `labels: expression.map("local.common_labels")`. */
expression.map = (source: string): Record<string, string> => Token.asStringMap(template(source));

function template(source: string): IResolvable {
  return Lazy.anyValue({ produce: () => `\${${source}}` });
}
