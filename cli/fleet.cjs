#!/usr/bin/env node
// npm links this file as the command `fleet`; tsx lets Node run the TypeScript sources.
require("tsx/cjs");
require("./fleet.ts");
