import { type Diagnostic, type FleetApp, FleetError, ValidationError } from "../constructs";
import { type AppOptions, createApp, type LoadMain } from "./app";
import { type RenderedFleet, renderFleet, type StageOptions } from "./stages";
import { type TypecheckResult, typecheck as typecheckFolder } from "./typecheck";

/** A rendered fleet and its app. */
export interface RenderedApp extends RenderedFleet {
  readonly app: FleetApp;
}

export interface RenderOptions extends AppOptions, StageOptions {
  /** Whether to compile the fleet as well. */
  readonly typecheck: boolean;
}

/** Codes for which the compiler has a more precise message. */
const REPORTED_BY_COMPILER = ["object-expected", "prop-missing", "wrong-type"];

/**
 * Declares, validates and renders a fleet, and compiles it at the same time.
 *
 * @throws ValidationError with the errors of both
 */
export async function renderMain(
  load: LoadMain,
  { typecheck, ...options }: RenderOptions,
): Promise<RenderedApp> {
  if (!typecheck) return render(load, options);
  const types = typecheckFolder();
  const rendered = await attempt(() => render(load, options));
  const errors = typeErrors(await types);
  if (errors.length === 0) {
    if ("error" in rendered) throw rendered.error;
    return rendered;
  }
  const others = "error" in rendered ? diagnosticsOf(rendered.error) : rendered.judged.open;
  throw new ValidationError([
    ...errors,
    ...others.filter(
      ({ code, value }) =>
        !REPORTED_BY_COMPILER.includes(code) &&
        !(code === "prop-unknown" && errors.some(({ summary }) => summary.includes(`'${value}'`))),
    ),
  ]);
}

async function render(
  load: LoadMain,
  { needsReach = false, ...options }: AppOptions & StageOptions,
): Promise<RenderedApp> {
  const app = createApp(await load(), options);
  return { app, ...renderFleet(app, { needsReach }) };
}

async function attempt<Result extends object>(
  run: () => Promise<Result>,
): Promise<Result | { readonly error: unknown }> {
  try {
    return await run();
  } catch (error) {
    return { error };
  }
}

/** The diagnostics of a user's error. Throws any other error, so that type errors do not hide a bug. */
function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof ValidationError) return error.diagnostics;
  if (FleetError.isFleetError(error)) return [];
  throw error;
}

function typeErrors(result: TypecheckResult): readonly Diagnostic[] {
  if (!result.compiled) {
    console.error(`note: ${result.note}`);
    return [];
  }
  return result.problems.map(({ file, line, column, code, message }) => ({
    code: "type-error",
    severity: "error",
    path: file,
    source: { file, line, column },
    summary: `${message.replace(/\.$/, "")} (${code})`,
    value: undefined,
    allowed: "a value of the declared type",
    remedy: "correct this line",
  }));
}
