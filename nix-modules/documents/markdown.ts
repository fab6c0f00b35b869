/** A table. Line breaks in cells become spaces. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}

/** A table without the columns that are empty in every row. */
export function filledTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isFilled = (_: string, column: number): boolean => rows.some((row) => row[column] !== "");
  return table(
    head.filter(isFilled),
    rows.map((row) => row.filter(isFilled)),
  );
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** A bullet list. */
export function list(items: readonly string[], mark = "-"): string {
  return items.map((item) => `${mark} ${item}\n`).join("");
}

/** A numbered list; an item can have several paragraphs. */
export function steps(items: readonly string[]): string {
  return items
    .map((item, index) => {
      const mark = `${index + 1}. `;
      const indented = item.trimEnd().replaceAll(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`);
      return `${mark}${indented}\n`;
    })
    .join("\n");
}

/** A code block with a fence longer than any run of backticks in it. */
export function code(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}\n`;
}

/** Inline code. */
export function inline(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, " ");
  if (!line.includes("`")) return `\`${line}\``;
  return `\`\` ${line} \`\``;
}

/** Joins paragraphs, lists, tables and code blocks with empty lines; skips empty blocks. */
export function paragraphs(...blocks: readonly (string | undefined)[]): string {
  return blocks
    .filter((block): block is string => block !== undefined && block !== "")
    .map((block) => `${block.trimEnd()}\n`)
    .join("\n");
}

/** Adds a full stop to a sentence if it has none. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
