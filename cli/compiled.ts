import { type Diagnostic, type FleetApp, FleetError, ValidationError } from "../constructs";
import { type AppOptions, createApp, type LoadMain } from "./app";
import { type RenderedFleet, renderFleet, type StageOptions } from "./stages";
import { type TypecheckResult, typecheck as typecheckFolder } from "./typecheck";

/** A rendered fleet, and the app that it was rendered from. */
export interface RenderedApp extends RenderedFleet {
  readonly app: FleetApp;
}

export interface RenderOptions extends AppOptions, StageOptions {
  /** Whether the compiler looks at the fleet too. */
  readonly typecheck: boolean;
}

/** What the compiler says more precisely. */
const COMPILER_KNOWS_BETTER = ["object-expected", "prop-missing", "wrong-type"];

/**
 * Declares, validates and renders a fleet, and has the compiler look at its types meanwhile.
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
        !COMPILER_KNOWS_BETTER.includes(code) &&
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

/** The diagnostics of an error; one of this library itself is not hidden behind the compiler's. */
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
    allowed: "what the types of the props declare",
    remedy: "correct the line that is named",
  }));
}
