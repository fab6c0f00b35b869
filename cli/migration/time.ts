import { InvalidArgumentError } from "commander";

/** Parses a time on the command line: ISO 8601 with an offset or `Z`, or a day, which begins in local time. */
export function timeArgument(text: string): Date {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const hasOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = new Date(isDay ? `${text}T00:00` : text);
  if ((isDay || hasOffset) && !Number.isNaN(time.getTime()) && isOfCalendar(text)) return time;
  throw new InvalidArgumentError(
    "expected a day such as 2026-11-28, or a time such as 2026-11-28T09:00:00Z or 2026-11-28T10:00+01:00",
  );
}

/** Whether the day exists: JavaScript parses February 30 as March 2. */
function isOfCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** A local time with its offset: `2026-11-28 10:00 +01:00`. */
export function local(time: Date): string {
  const offset = -time.getTimezoneOffset();
  const shifted = new Date(time.getTime() + offset * 60_000).toISOString();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const sign = offset < 0 ? "-" : "+";
  const zone = `${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
  return `${shifted.slice(0, 16).replace("T", " ")} ${zone}`;
}

/** Replaces the UTC times in the text of a gate, which Terraform also shows, by local times. */
export function withLocalTimes(text: string): string {
  return text.replaceAll(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (_, day, time) =>
    local(new Date(`${day}T${time}:00Z`)),
  );
}
