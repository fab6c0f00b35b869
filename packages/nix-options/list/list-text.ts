import type { OptionList, OptionNode } from "./option-list";

/** The end of a line before the options of a set, which are one per line. */
const OPENED = ':{"c":{';

/**
 * A list as the text of a file: JSON in ASCII, with one line for each option or set at the second level. The
 * diff of two versions is therefore readable, and {@link parseListText} parses only the lines that are used.
 */
export function listText({ name, version, options }: OptionList): string {
  const lines = Object.entries(options.c ?? {}).map(([child, node]) =>
    isNamespace(node)
      ? `${JSON.stringify(child)}${OPENED}\n${Object.entries(node.c).map(leafText).join(",\n")}\n}}`
      : leafText([child, node]),
  );
  const head = JSON.stringify({ name, version }).slice(0, -1);
  return ascii(`${head},"options":{"c":{\n${lines.join(",\n")}\n}}}\n`);
}

/**
 * The list written by {@link listText}. Parses each set when it is first read, because parsing the whole
 * NixOS list takes much time and memory.
 */
export function parseListText(text: string): OptionList {
  const [head = "", ...lines] = text.split("\n");
  const { name, version } = JSON.parse(`${head}}}}`);
  const options: Record<string, OptionNode> = {};
  let into = options;
  for (const line of lines) {
    const end = line.indexOf('":');
    if (end < 0) {
      into = options;
      continue;
    }
    const child: string = JSON.parse(line.slice(0, end + 1));
    if (line.endsWith(OPENED)) {
      into = {};
      options[child] = { c: into };
    } else {
      defineLazily(into, child, line.slice(end + 2).replace(/,$/, ""));
    }
  }
  return { name, version, options: { c: options } };
}

function defineLazily(options: Record<string, OptionNode>, name: string, json: string): void {
  let parsed: OptionNode | undefined;
  Object.defineProperty(options, name, {
    enumerable: true,
    get: (): OptionNode => {
      parsed ??= JSON.parse(json) as OptionNode;
      return parsed;
    },
  });
}

/** A set of options that is not an option itself. */
function isNamespace(node: OptionNode): node is Required<Pick<OptionNode, "c">> {
  return node.c !== undefined && Object.keys(node).length === 1;
}

function leafText([name, node]: [string, OptionNode]): string {
  return `${JSON.stringify(name)}:${JSON.stringify(node)}`;
}

function ascii(text: string): string {
  return text.replace(
    /[^\n -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
