import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";

type Language = typeof import("@nix-fleet/nix-language");

const requireAgain = createRequire(__filename);

/**
 * Counts how often the blocks of code of the package run, as V8 does for coverage: the same number on
 * every machine, however busy it is. What JavaScript itself does, such as joining texts, is no step.
 */
export class StepCounter {
  private constructor(
    private readonly session: Session,
    /** The instrumented package. */
    readonly language: Language,
  ) {}

  static async start(): Promise<StepCounter> {
    // V8 does not count in code that it has optimized.
    for (const flag of ["--no-opt", "--no-maglev"]) setFlagsFromString(flag);
    const session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    return new StepCounter(session, loadAgain());
  }

  async stop(): Promise<void> {
    await this.session.post("Profiler.stopPreciseCoverage");
    this.session.disconnect();
  }

  async steps(run: () => unknown): Promise<number> {
    await this.session.post("Profiler.takePreciseCoverage");
    run();
    const { result } = await this.session.post("Profiler.takePreciseCoverage");
    return result
      .filter(({ url }) => url.includes("/nix-language/lib/"))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  }
}

/** V8 counts in code that it compiles after counting began. */
function loadAgain(): Language {
  for (const file of Object.keys(requireAgain.cache)) {
    if (file.includes("/nix-language/lib/")) delete requireAgain.cache[file];
  }
  return requireAgain("@nix-fleet/nix-language");
}
