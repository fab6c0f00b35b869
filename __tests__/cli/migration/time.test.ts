import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { local, timeArgument } from "../../../cli/migration/time";

const { TZ } = process.env;

afterEach(() => {
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

describe("in Berlin", () => {
  beforeEach(() => {
    process.env.TZ = "Europe/Berlin";
  });

  // The hour from 2 to 3 o'clock is missing on 2027-03-28, and there twice on 2027-10-31.
  it.each([
    ["2027-03-28T00:59:00Z", "2027-03-28 01:59 +01:00"],
    ["2027-03-28T01:00:00Z", "2027-03-28 03:00 +02:00"],
    ["2027-10-31T00:30:00Z", "2027-10-31 02:30 +02:00"],
    ["2027-10-31T01:30:00Z", "2027-10-31 02:30 +01:00"],
    ["2028-02-28T23:30:00Z", "2028-02-29 00:30 +01:00"],
  ])("%s is shown as %s", (time, shown) => {
    expect(local(new Date(time))).toBe(shown);
  });

  it.each([
    ["2027-03-28", "2027-03-27T23:00:00.000Z"],
    ["2027-03-29", "2027-03-28T22:00:00.000Z"],
    ["2027-10-31", "2027-10-30T22:00:00.000Z"],
    ["2027-11-01", "2027-10-31T23:00:00.000Z"],
    ["2028-02-29", "2028-02-28T23:00:00.000Z"],
    ["2027-10-31T02:30+02:00", "2027-10-31T00:30:00.000Z"],
    ["2027-10-31T02:30+01:00", "2027-10-31T01:30:00.000Z"],
    ["2027-03-28T09:00:00Z", "2027-03-28T09:00:00.000Z"],
  ])("%s means %s", (text, time) => {
    expect(timeArgument(text).toISOString()).toBe(time);
  });
});

it.each([
  ...["", "today", "2027", "2027-W12-7", "28.03.2027", "20270328T090000Z", "1806224400"],
  ...["2027-02-29", "2028-02-30", "2100-02-29", "2027-13-01", "2027-00-10", "2027-3-28"],
  ...["2027-03-28T02:30", "2027-03-28 09:00:00Z", "2027-03-28T09:00:00 Z"],
  ...["2027-03-28T25:00:00Z", "2027-03-28T09:00+25:00", "2027-02-30T10:00:00Z"],
])("%j is not a time", (text) => {
  expect(() => timeArgument(text)).toThrow("expected a day such as 2026-11-28");
});

it.each([
  ["America/St_Johns", "2027-01-01T00:00:00Z", "2026-12-31 20:30 -03:30"],
  ["Asia/Kathmandu", "2027-01-01T00:00:00Z", "2027-01-01 05:45 +05:45"],
])("shows a zone with a half or quarter of an hour: %s", (zone, time, shown) => {
  process.env.TZ = zone;
  expect(local(new Date(time))).toBe(shown);
});
