#!/usr/bin/env node
import "./compile-cache";
import { fleetCommand } from "./program";

// `fleet check | head` closes the pipe early, which is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void fleetCommand().parseAsync();
