import type { ExpressionNode, NixEntries, NixValue } from "../expression";
import { float } from "../lexical/number";
import { refuseConflicts } from "./conflicts";
import { orderedParagraph } from "./of-entries";
import { application, operation, selection } from "./of-operator";
import { syntaxOfString } from "./of-string";
import { syntaxOf, syntaxOfNumber, syntaxOfSet } from "./of-value";
import { asOperand, Precedence } from "./parentheses";
import type { Paragraph, Syntax } from "./syntax";

export function syntaxOfExpression(node: ExpressionNode): Syntax {
  switch (node.kind) {
    case "variable":
      return { type: "token", kind: "identifier", text: node.name };
    case "float":
      return syntaxOfNumber(float(node.value));
    case "path":
      return { type: "token", kind: "path", text: node.path };
    case "raw":
      return { type: "token", kind: "raw", text: node.source };
    case "string":
      return syntaxOfString(node.parts);
    case "set":
      return syntaxOfSet(distinct(node.paragraphs));
    case "select":
      return selection(node.from, node.names, node.fallback);
    case "apply":
      return application(node.function, node.first, node.others);
    case "operation":
      return operation(node.operator, node.first, node.others);
    case "not": {
      const operand = asOperand(syntaxOf(node.operand), Precedence.CONCATENATION);
      return { type: "prefix", operator: "!", operand };
    }
    case "lambda":
      return { type: "lambda", parameter: node.parameter, body: syntaxOf(node.body) };
    case "function":
      return { type: "function", parameters: node.parameters, body: syntaxOf(node.body) };
    case "with":
      return { type: "with", scope: syntaxOf(node.scope), body: syntaxOf(node.body) };
    case "let":
      return syntaxOfLet(node.variables, node.body);
    case "if":
      return {
        type: "if",
        condition: syntaxOf(node.condition),
        consequence: syntaxOf(node.consequence),
        alternative: syntaxOf(node.alternative),
      };
  }
}

function syntaxOfLet(variables: NixEntries, value: NixValue): Syntax {
  const [bindings = []] = distinct([variables]);
  const body = syntaxOf(value);
  return bindings.length === 0 ? body : { type: "let", bindings, body };
}

function distinct(entries: readonly NixEntries[]): Paragraph[] {
  const paragraphs = entries.map(orderedParagraph);
  refuseConflicts(paragraphs);
  return paragraphs;
}
