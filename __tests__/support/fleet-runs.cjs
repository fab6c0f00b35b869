// Runs the compiled command `fleet` again and again in this process, so that a run needs no start of Node.
// A line of JSON on file descriptor 3 starts a run; descriptor 4 then gets its exit code.
const { writeSync } = require("node:fs");
const { Socket } = require("node:net");
const { dirname, join, sep } = require("node:path");
const { createInterface } = require("node:readline");

const [program] = process.argv.slice(2);
const cli = dirname(program);
const { fleetCommand } = require(join(cli, "program"));
const { isEsModule, mainFile } = require(join(cli, "main-file"));
// It reads the tsconfig.json of the current folder only now.
require("tsx/cjs");

/** What one run leaves loaded for the next: the library and its packages. */
const KEPT = ["node_modules", "packages"].map((name) => join(__dirname, "../..", name) + sep);

class Exit extends Error {
  constructor(code = process.exitCode) {
    super(`exit ${code}`);
    this.code = code;
  }
}

process.exit = (code) => {
  throw new Exit(code);
};

async function run({ folder, args, env }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(folder);
  process.exitCode = undefined;
  process.argv = [process.execPath, program, ...args];
  await fleetCommand()
    .parseAsync()
    .catch((error) => {
      if (!(error instanceof Exit)) throw error;
      process.exitCode = error.code;
    });
  refuseEsModule();
  forgetUsersModules();
  return process.exitCode ?? 0;
}

function forgetUsersModules() {
  for (const path of Object.keys(require.cache)) {
    if (!KEPT.some((folder) => path.startsWith(folder))) delete require.cache[path];
  }
}

/** Node never forgets an ES module, so the next run would see the old one. */
function refuseEsModule() {
  let entry;
  try {
    entry = mainFile(process.cwd());
  } catch {
    return;
  }
  if (isEsModule(entry)) throw new Error(`${entry} is an ES module: it needs runFleetProcess`);
}

(async () => {
  for await (const request of createInterface({ input: new Socket({ fd: 3 }) })) {
    const code = await run(JSON.parse(request));
    writeSync(4, `${code}\n`);
  }
})();
