import { randomInt } from "node:crypto";
import type { ManagedResource } from "../provider";

export const nullResource: ManagedResource = {
  replaceOn: ["triggers"],
  create: async ({ values }) => ({ ...values, id: String(randomInt(2 ** 47)) }),
  read: async ({ values }) => values,
  delete: async () => {},
};
