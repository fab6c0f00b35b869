import type { DocumentBuilder } from "../layout/builder";
import type { Syntax } from "../syntax/syntax";
import { formatApplication } from "./application";
import { formatIf, formatLet, formatWith } from "./block";
import { formatFunction, formatLambda } from "./function";
import { formatOperation } from "./operation";
import { formatTerm } from "./term";

/** Writes an expression where nothing about its place changes its layout. */
export function formatExpression(builder: DocumentBuilder, syntax: Syntax): void {
  switch (syntax.type) {
    case "application":
      formatApplication(builder, syntax);
      break;
    case "operation":
      formatOperation(builder, syntax);
      break;
    case "prefix":
      builder.text(syntax.operator);
      formatExpression(builder, syntax.operand);
      break;
    case "lambda":
      formatLambda(builder, syntax);
      break;
    case "function":
      formatFunction(builder, syntax);
      break;
    case "with":
      formatWith(builder, syntax);
      break;
    case "let":
      formatLet(builder, syntax);
      break;
    case "if":
      formatIf(builder, syntax);
      break;
    default:
      formatTerm(builder, syntax);
      break;
  }
}
