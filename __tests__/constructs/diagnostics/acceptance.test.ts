import { expect, it } from "vitest";
import { renderFleet } from "../../../cli/stages";
import { type AcceptProps, Fleet, FleetApp, NixosMachine, Tag } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { temporaryOutdir } from "../../support/fleets";

const OF_PROJECT = "the tag is for machines to come";

/** A fleet with two unused tags, and a machine whose name is wrong in every case. */
function twoTags(code: string, accept: (tag: Tag, fleet: Fleet) => AcceptProps, machine = "jade") {
  const app = new FleetApp({ outdir: temporaryOutdir() });
  const fleet = new Fleet(app, "infra");
  const tag = new Tag(fleet, "cloud");
  new Tag(fleet, "edge");
  new NixosMachine(fleet, machine, { stateVersion: "25.11" });
  fleet.accept(code, accept(tag, fleet));
  return app;
}

function found(...args: Parameters<typeof twoTags>) {
  return issuesOf(twoTags(...args)).map(({ path, code }) => [path, code]);
}

const CLOUD = ["infra/tag:cloud", "tag-unused"];
const EDGE = ["infra/tag:edge", "tag-unused"];

it("an accepted diagnostic is listed separately with its reason", () => {
  const app = twoTags("tag-unused", (at) => ({ at, because: OF_PROJECT }));
  const { open, accepted } = renderFleet(app).judged;
  expect(open.map(({ path, code }) => [path, code])).toEqual([EDGE]);
  expect(accepted).toMatchObject([
    { path: "infra/tag:cloud", code: "tag-unused", because: OF_PROJECT },
  ]);
});

it("an acceptance for the app or a construct applies to everything below it", () => {
  expect(found("tag-unused", () => ({ because: OF_PROJECT }))).toEqual([]);
  expect(found("tag-unused", (_, at) => ({ at, because: OF_PROJECT }))).toEqual([]);
});

it("a diagnostic is not accepted without a reason", () => {
  expect(found("tag-unused", () => ({ because: " " }))).toEqual([
    ["infra", "accept-without-reason"],
    CLOUD,
    EDGE,
  ]);
});

it("a misspelt code is reported with a suggestion", () => {
  const app = twoTags("tag-unsued", () => ({ because: OF_PROJECT }));
  const [issue, ...others] = issuesOf(app);
  expect(others.map(({ path, code }) => [path, code])).toEqual([CLOUD, EDGE]);
  expect(issue).toMatchObject({ path: "infra", code: "accept-unused", severity: "warning" });
  expect(issue?.message).toContain("allowed: tag-unused\n");
});

it("an accepted diagnostic that does not occur is reported", () => {
  const reason = { because: "Macs have passwords" };
  expect(found("password-login", () => reason)).toEqual([["infra", "accept-unused"], CLOUD, EDGE]);
});

it("a diagnostic can be accepted twice, for a construct and for the fleet", () => {
  const app = twoTags("tag-unused", (at, fleet) => {
    fleet.accept("tag-unused", { because: "all tags are for later" });
    return { at, because: OF_PROJECT };
  });
  expect(issuesOf(app)).toEqual([]);
});

it("a wrong acceptance has its own line", () => {
  const app = twoTags("password-login", () => ({ because: OF_PROJECT }));
  const [unused] = renderFleet(app).judged.open;
  expect(unused).toMatchObject({
    code: "accept-unused",
    source: { file: "__tests__/constructs/diagnostics/acceptance.test.ts" },
  });
});

it("each accepted diagnostic that does not occur is reported", () => {
  const app = new FleetApp({ outdir: temporaryOutdir() });
  const fleet = new Fleet(app, "infra");
  for (const code of ["password-login", "tag-unused"]) fleet.accept(code, { because: OF_PROJECT });
  expect(issuesOf(app).map(({ message }) => message)).toEqual([
    expect.stringContaining('"password-login"'),
    expect.stringContaining('"tag-unused"'),
  ]);
});

it("an error that is wrong in every case cannot be accepted", () => {
  const because = "we like dots";
  expect(found("machine-name-invalid", () => ({ because }), "ja.de")).toEqual([
    ["infra", "accept-not-possible"],
    ["infra/machine:ja.de", "machine-name-invalid"],
    CLOUD,
    EDGE,
  ]);
});
