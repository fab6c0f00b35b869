const DAY = 24 * 60 * 60 * 1000;

/** Adds days of 24 hours to a time; daylight saving time has no effect. */
export function daysAfter(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY);
}

/** `2026-12-01 08:30 UTC`. */
export function utc(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `14 days`, `1 day`. */
export function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** Start of a day in UTC, from a date such as `2026-12-01`; undefined for a date that does not exist. */
export function dayOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const time = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(text)) return undefined;
  return time;
}
