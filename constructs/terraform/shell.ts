/** One word of a POSIX shell command, whatever the text: `it's` becomes `'it'\''s'`. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
