import { Session } from "node:inspector/promises";

/**
 * Counts how often the blocks of code of the package run, as V8 does for coverage: the same number on
 * every machine, however busy it is. What JavaScript itself does, such as joining texts, is no step.
 * V8 counts only in code that it loads after the start, and does not optimize.
 */
export class StepCounter {
  private constructor(private readonly session: Session) {}

  static async start(): Promise<StepCounter> {
    const session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    return new StepCounter(session);
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
