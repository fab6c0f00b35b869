import { expect, it } from "vitest";
import { SHAPES } from "../bench/shapes";
import { createApp } from "../cli/app";
import { renderFleet } from "../cli/stages";

it.each(Object.entries(SHAPES))(
  "the fleet that the bench measures is a right one: %s",
  (_, shape) => {
    const { judged } = renderFleet(createApp((app) => shape.declare(app, 2)));
    expect(judged.open.filter(({ severity }) => severity === "error")).toEqual([]);
  },
);
