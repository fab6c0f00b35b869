import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import { isTerm } from "../syntax/parentheses";
import type { Operation, Syntax } from "../syntax/syntax";
import { formatAbsorbed, formatAbsorbedTerm } from "./absorbed";
import { formatApplication } from "./application";
import { formatExpression } from "./expression";
import { extendsFirst, formatChain, onlyOperand } from "./operation";
import { isAbsorbable, isAbsorbableTerm } from "./traits";

/** Writes the value of an attribute, after its `=`. */
export function formatAssigned(builder: DocumentBuilder, value: Syntax): void {
  if (value.type === "application") {
    builder.nest(() => formatApplication(builder, value, "after ="));
  } else if (value.type === "operation") {
    formatAssignedOperation(builder, value);
  } else if (isAbsorbable(value) || value.type === "string" || isPath(value)) {
    const braces = isOnlyInherit(value) ? Spacing.LINE : Spacing.HARD_LINE;
    builder.nest(() => {
      builder.space(Spacing.HARD_SPACE);
      builder.group("normal", () => formatAbsorbed(builder, value, braces));
    });
  } else if (isTerm(value) || value.type === "with") {
    builder.nest(() => {
      builder.group("normal", () => {
        builder.space(Spacing.LINE);
        formatExpression(builder, value);
      });
    });
  } else {
    formatBelow(builder, value);
  }
}

function formatAssignedOperation(builder: DocumentBuilder, operation: Operation): void {
  const { operator, first, others } = operation;
  const last = onlyOperand(others);
  if (!extendsFirst(operator)) {
    formatBelow(builder, operation);
  } else if (isAbsorbableTerm(first)) {
    builder.space(Spacing.HARD_SPACE);
    formatChain(builder, operation, Spacing.HARD_LINE);
  } else if (last !== undefined && isAbsorbableTerm(last)) {
    builder.nest(() => {
      builder.group("normal", () => {
        builder.space(Spacing.LINE);
        formatExpression(builder, first);
        builder.space(Spacing.LINE);
        builder.group("transparent", () => {
          builder.text(operator).space(Spacing.HARD_SPACE);
          builder.group("priority", () => formatAbsorbedTerm(builder, last, Spacing.HARD_LINE));
        });
      });
    });
  } else {
    formatBelow(builder, operation);
  }
}

/** Writes a value that starts on a line of its own unless all of it fits after the `=`. */
function formatBelow(builder: DocumentBuilder, value: Syntax): void {
  builder.nest(() => {
    builder.space(Spacing.LINE);
    builder.group("normal", () => formatExpression(builder, value));
  });
}

function isPath(value: Syntax): boolean {
  return value.type === "token" && value.kind === "path";
}

function isOnlyInherit(value: Syntax): boolean {
  if (value.type !== "set") return false;
  const [only, ...others] = value.paragraphs.flat();
  return only?.type === "inherit" && others.length === 0;
}
