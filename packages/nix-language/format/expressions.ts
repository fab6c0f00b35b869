import { Spacing } from "../layout/document";
import { render } from "../layout/page";
import { isTerm } from "../syntax/operators";
import type { If, Lambda, Let, Paragraph, PatternFunction, Syntax, With } from "../syntax/syntax";
import { isOneInherit, type Layout, linesOf } from "./lines";
import {
  formatAbsorbed,
  formatApplication,
  formatAssignedOperation,
  formatBelow,
  formatOperation,
} from "./operations";
import { formatEntry, formatItem, formatParagraphs, formatTerm, Writer } from "./terms";
import { FEW_PARAMETERS, isAbsorbable, isAbsorbableTerm } from "./traits";

/** The lines of paragraphs. */
type Blocks = Map<readonly Paragraph[], readonly string[]>;

/** Writes expressions with the line breaks that nixfmt allows. */
export class ExpressionWriter extends Writer {
  /**
   * @param broken - brackets to break, even if they fit on one line
   * @param blocks - lines from an earlier layout of the same document
   */
  constructor(
    broken: ReadonlySet<object>,
    private readonly blocks: Blocks,
  ) {
    super(broken);
  }

  override expression(syntax: Syntax): void {
    switch (syntax.type) {
      case "application":
        formatApplication(this, syntax);
        break;
      case "operation":
        formatOperation(this, syntax);
        break;
      case "prefix":
        this.text(syntax.operator);
        this.expression(syntax.operand);
        break;
      case "lambda":
        formatLambda(this, syntax);
        break;
      case "function":
        formatFunction(this, syntax);
        break;
      case "with":
        formatWith(this, syntax);
        break;
      case "let":
        formatLet(this, syntax);
        break;
      case "if":
        formatIf(this, syntax);
        break;
      default:
        formatTerm(this, syntax);
        break;
    }
  }

  override assigned(value: Syntax): void {
    if (value.type === "application") {
      this.nest(() => formatApplication(this, value, "after ="));
    } else if (value.type === "operation") {
      formatAssignedOperation(this, value);
    } else if (isAbsorbable(value) || value.type === "string" || isPath(value)) {
      const braces =
        value.type === "set" && isOneInherit(value.paragraphs) ? Spacing.LINE : Spacing.HARD_LINE;
      this.nest(() => {
        this.space(Spacing.HARD_SPACE);
        this.group("normal", () => formatAbsorbed(this, value, braces));
      });
    } else if (isTerm(value) || value.type === "with") {
      this.nest(() => {
        this.group("normal", () => {
          this.space(Spacing.LINE);
          this.expression(value);
        });
      });
    } else {
      formatBelow(this, value);
    }
  }

  /** Lays out the paragraphs at once, to keep only the lines of a large set in memory. */
  override paragraphs(paragraphs: readonly Paragraph[]): void {
    const lines = this.blocks.get(paragraphs) ?? linesOf(paragraphs, LAYOUT);
    this.blocks.set(paragraphs, lines);
    this.block(lines);
  }

  override enclosed(value: Syntax): void {
    if (isAbsorbable(value)) {
      this.group("normal", () => formatAbsorbed(this, value, Spacing.LINE));
    } else if (value.type === "application") {
      formatApplication(this, value, "between parentheses");
    } else {
      const isSelection = value.type === "selection";
      if (!isSelection || isAbsorbableTerm(value.from)) this.space(Spacing.BREAK);
      this.group("normal", () => this.expression(value));
      this.space(Spacing.BREAK);
    }
  }
}

/**
 * The text of what `write` writes. nixfmt keeps broken brackets broken, even if they fit on one line. Brackets that did
 * not fit in the first layout are therefore broken from the start in a second layout.
 */
export function layOut(write: (writer: Writer) => void): string {
  const blocks: Blocks = new Map();
  let broken: ReadonlySet<object> = new Set();
  for (;;) {
    const writer = new ExpressionWriter(broken, blocks);
    write(writer);
    const rendering = render(writer.build());
    const all = new Set([...broken, ...rendering.broken]);
    if (all.size === broken.size) return rendering.text;
    broken = all;
  }
}

const LAYOUT: Layout = {
  entry: (entry) => linesIn(layOut((writer) => formatEntry(writer, entry))),
  item: (item) => linesIn(layOut((writer) => formatItem(writer, item))),
};

function linesIn(text: string): readonly string[] {
  return text.slice(0, -1).split("\n");
}

/** Writes `x: body`. */
function formatLambda(writer: Writer, { parameter, body }: Lambda): void {
  writer.group("normal", () => {
    writer.space(Spacing.BREAK).text(`${parameter}:`);
    formatLambdaBody(writer, body, 1);
  });
}

function formatLambdaBody(writer: Writer, body: Syntax, parameters: number): void {
  if (body.type === "lambda") {
    writer.space(Spacing.HARD_SPACE).text(`${body.parameter}:`);
    formatLambdaBody(writer, body.body, parameters + 1);
  } else if (isAbsorbable(body)) {
    writer.space(Spacing.HARD_SPACE);
    writer.group("priority", () => formatAbsorbed(writer, body, Spacing.LINE));
  } else {
    writer.space(parameters <= FEW_PARAMETERS ? Spacing.LINE : Spacing.HARD_LINE);
    writer.expression(body);
  }
}

/**
 * Writes `{ a, b, ... }: body`. A body in brackets starts on a new line: nixfmt before 1.2 requires it, later
 * releases accept it.
 */
function formatFunction(writer: Writer, syntax: PatternFunction): void {
  const { parameters, body } = syntax;
  const isShort = parameters.length <= FEW_PARAMETERS;
  const separator = isShort ? Spacing.LINE : Spacing.HARD_LINE;
  writer.group("normal", () => {
    writer.text("{").space(separator);
    writer.nest(() => {
      for (const parameter of parameters) writer.text(`${parameter},`).space(separator);
      writer.text("...");
    });
    writer.space(separator).text("}");
  });
  writer.text(":").space(isAbsorbable(body) ? Spacing.HARD_LINE : Spacing.LINE);
  writer.expression(body);
}

/** Writes `with scope; body`. */
function formatWith(writer: Writer, { scope, body }: With): void {
  writer.group("normal", () => {
    writer.text("with").space(Spacing.HARD_SPACE);
    writer.nest(() => writer.group("normal", () => writer.expression(scope)));
    writer.text(";");
  });
  writer.space(Spacing.LINE);
  writer.expression(body);
}

/** Writes `let … in body`. */
function formatLet(writer: Writer, { bindings, body }: Let): void {
  writer.group("normal", () => {
    writer.text("let").space(Spacing.HARD_LINE);
    writer.nest(() => formatParagraphs(writer, [bindings]));
  });
  writer.space(Spacing.HARD_LINE);
  writer.group("normal", () => {
    writer.text("in").space(Spacing.HARD_LINE);
    writer.expression(body);
  });
}

/** Writes `if … then … else …`. */
function formatIf(writer: Writer, syntax: If): void {
  writer.group("normal", () => formatBranches(writer, syntax, Spacing.LINE));
}

function formatBranches(
  writer: Writer,
  { condition, consequence, alternative }: If,
  separator: Spacing,
): void {
  writer.group("normal", () => {
    writer.text("if").space(Spacing.LINE);
    writer.nest(() => writer.expression(condition));
    writer.space(Spacing.LINE).text("then");
  });
  writer.space(separator);
  writer.nest(() => writer.group("normal", () => writer.expression(consequence)));
  writer.space(separator).text("else").space(Spacing.HARD_SPACE);
  if (alternative.type === "if") {
    formatBranches(writer, alternative, Spacing.HARD_LINE);
  } else {
    writer.space(Spacing.LINE);
    writer.nest(() => writer.group("normal", () => writer.expression(alternative)));
  }
}

function isPath(value: Syntax): boolean {
  return value.type === "token" && value.kind === "path";
}
