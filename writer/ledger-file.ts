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
 * Appends a line to a ledger. The ledger is a user's file, so existing lines are not changed. Lines of two programs
 * that append at the same time do not mix, because each line is one write to the end of the file.
 *
 * @param line - including its newline
 */
export function appendToLedger(path: string, line: string): void {
  attempt(`append to ${path}`, () => {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, "a+");
    try {
      // A line that a crash truncated remains a separate line.
      const text = Buffer.from(endsInLine(file) ? line : `\n${line}`);
      const written = writeSync(file, text);
      // An almost full disk accepts only a part; writing the rest throws the error.
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
