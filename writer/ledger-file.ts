import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { attempt } from "./errors";

/**
 * Appends a line to a ledger, which is a user's file: nothing that it holds is changed. Lines of two programs at
 * once do not mix, since each is one write to the end of the file.
 *
 * @param line - with its newline
 */
export function appendToLedger(path: string, line: string): void {
  attempt(`append to ${path}`, () => {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, "a+");
    try {
      // A line that a crash cut off stays a line of its own.
      const text = Buffer.from(endsInLine(file) ? line : `\n${line}`);
      const written = writeSync(file, text);
      // A disk that is nearly full takes a part, and says why not the rest.
      if (written < text.length) writeFileSync(file, text.subarray(written));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last.toString() === "\n";
}
