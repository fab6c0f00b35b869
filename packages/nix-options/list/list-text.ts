import type { OptionList, OptionNode } from "./option-list";

/** How a line ends after which the options of a set follow, one on each line. */
const OPENED = ':{"c":{';

/**
 * A list as the text of a file: JSON in ASCII, with a line for each option or set that is two names deep.
 * So a version differs from the next by lines, and {@link parseListText} parses only what is looked at.
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
 * The list that {@link listText} wrote. Its sets are parsed when they are first read: the whole of NixOS'
 * list takes longer, and more memory, than a fleet has to spare.
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

/** A set of options that is no option itself. */
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
