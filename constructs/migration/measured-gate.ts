import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { anything, kind, number, oneOf, required, text } from "../props/kinds";
import { nested, readProps, shapeOf } from "../props/read-props";
import { GATE_PROPS } from "./gate";
import { MachineMeasurement, type MachineMeasurementProps } from "./machine-measurement";
import type { Phase } from "./phase";

/** The expected output and exit code of a command. */
export interface Expectation {
  /** @default 0 */
  readonly exitCode?: number;
  /** A pattern that its standard output must match. @default - anything */
  readonly output?: RegExp;
  /** An upper limit, exclusive, for the first number of its standard output. @default - anything */
  readonly below?: number;
}

export interface MeasuredGateProps extends MachineMeasurementProps {
  /** A POSIX shell command. `$MACHINE` is the name of the machine. */
  readonly command: string;
  /** @default - exit code 0 */
  readonly expect?: Expectation;
  /**
   * Where it runs. `here`: in the output folder. `machine`: over ssh on each machine.
   *
   * @default "here"
   */
  readonly runs?: "here" | "machine";
  /** Seconds after which the command is stopped and counts as failed. @default 60 */
  readonly timeout?: number;
}

const EXPECTATION = shapeOf<Expectation>("Expectation", {
  exitCode: number,
  output: kind("a regular expression", (value) => value instanceof RegExp),
  below: number,
});

const PROPS = shapeOf<MeasuredGateProps>("MeasuredGate", {
  ...GATE_PROPS,
  command: required(text, "false"),
  expect: nested(EXPECTATION),
  runs: oneOf("here", "machine"),
  machines: anything,
  timeout: number,
});

/** A criterion that a command measures: `fleet migration verify` runs it and records the result. */
export class MeasuredGate extends MachineMeasurement {
  readonly command: string;
  readonly expect: Expectation;
  readonly runs: "here" | "machine";
  readonly timeout: number;

  constructor(phase: Phase, id: string, given: MeasuredGateProps) {
    const props = readProps(PROPS, given);
    super(phase, id, props);
    this.command = props.command;
    this.expect = props.expect ?? {};
    this.runs = props.runs ?? "here";
    this.timeout = props.timeout ?? 60;
    addCheck(this, () => this.check());
  }

  private *check(): Iterable<Finding> {
    if (Number.isFinite(this.timeout) && this.timeout > 0) return;
    yield {
      code: "gate-timeout-invalid",
      summary: "timeout of gate is not a positive number",
      value: this.timeout,
      allowed: "seconds, such as 60",
      remedy: "correct `timeout`, or remove it",
    };
  }
}
