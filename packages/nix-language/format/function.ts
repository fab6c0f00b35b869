import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { Lambda, PatternFunction, Syntax } from "../syntax/syntax";
import { formatAbsorbed } from "./absorbed";
import { formatExpression } from "./expression";
import { isAbsorbable } from "./traits";

/** Numbers of parameters up to which these share a line. */
const FEW_PARAMETERS = 2;

/** Writes `x: body`. */
export function formatLambda(builder: DocumentBuilder, { parameter, body }: Lambda): void {
  builder.group("normal", () => {
    builder.space(Spacing.BREAK).text(`${parameter}:`);
    formatLambdaBody(builder, body, 1);
  });
}

function formatLambdaBody(builder: DocumentBuilder, body: Syntax, parameters: number): void {
  if (body.type === "lambda") {
    builder.space(Spacing.HARD_SPACE).text(`${body.parameter}:`);
    formatLambdaBody(builder, body.body, parameters + 1);
  } else if (isAbsorbable(body)) {
    builder.space(Spacing.HARD_SPACE);
    builder.group("priority", () => formatAbsorbed(builder, body, Spacing.LINE));
  } else {
    builder.space(parameters <= FEW_PARAMETERS ? Spacing.LINE : Spacing.HARD_LINE);
    formatExpression(builder, body);
  }
}

/**
 * Writes `{ a, b, ... }: body`. A body in brackets starts below: so do nixfmt's releases before 1.2
 * want it, and later ones accept it.
 */
export function formatFunction(builder: DocumentBuilder, syntax: PatternFunction): void {
  const { parameters, body } = syntax;
  const isShort = parameters.length <= FEW_PARAMETERS;
  const separator = isShort ? Spacing.LINE : Spacing.HARD_LINE;
  builder.group("normal", () => {
    builder.text("{").space(separator);
    builder.nest(() => {
      for (const parameter of parameters) builder.text(`${parameter},`).space(separator);
      builder.text("...");
    });
    builder.space(separator).text("}");
  });
  builder.text(":").space(isAbsorbable(body) ? Spacing.HARD_LINE : Spacing.LINE);
  formatExpression(builder, body);
}
