import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";
import { anything, kind, number, oneOf, required, text } from "../props/kinds";
import { nested, readProps, shapeOf } from "../props/read-props";
import type { Condition } from "./condition";
import { GATE_PROPS, Gate, type GateProps } from "./gate";
import { machinesOf } from "./gate-machines";
import type { Ledger } from "./ledger";
import type { Phase } from "./phase";

/** What a command has to print or to exit with. */
export interface Expectation {
  /** @default 0 */
  readonly exitCode?: number;
  /** What its standard output matches. @default - anything */
  readonly output?: RegExp;
  /** What the first number of its standard output is below. @default - anything */
  readonly below?: number;
}

export interface MeasuredGateProps extends GateProps {
  /** A command of a POSIX shell. `$MACHINE` is the name of the machine. */
  readonly command: string;
  /** @default - exit code 0 */
  readonly expect?: Expectation;
  /**
   * Where it runs: `here`, in the output folder; `machine`: over ssh on each machine.
   *
   * @default "here"
   */
  readonly runs?: "here" | "machine";
  /** The machines that it is measured for. @default - those of the phase; without any, it is measured once */
  readonly machines?: readonly Machine[];
  /** Seconds after which the command is stopped, and has failed. @default 60 */
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
export class MeasuredGate extends Gate {
  readonly knownBy = "measured";
  readonly command: string;
  readonly expect: Expectation;
  readonly runs: "here" | "machine";
  readonly timeout: number;
  readonly machines: readonly Machine[];

  constructor(phase: Phase, id: string, given: MeasuredGateProps) {
    const props = readProps(PROPS, given);
    super(phase, id, props);
    this.command = props.command;
    this.expect = props.expect ?? {};
    this.runs = props.runs ?? "here";
    this.timeout = props.timeout ?? 60;
    this.machines = machinesOf(this, props.machines);
    addCheck(this, () => this.check());
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    if (this.machines.length === 0) return this.conditionsFor(undefined, ledger);
    return this.machines.flatMap((machine) => this.conditionsFor(machine.name, ledger));
  }

  private conditionsFor(machine: string | undefined, ledger: Ledger): readonly Condition[] {
    const remedy = `fleet migration verify ${machine ?? this.phase.node.id}`;
    const place = machine === undefined ? "" : ` for ${machine}`;
    const measured = ledger.measurement(this.name, machine);
    const deployed = machine === undefined ? undefined : ledger.deployedAt(machine);
    if (measured === undefined || (deployed !== undefined && measured.at < deployed)) {
      return [this.condition(`not measured${place}: ${this.criterion}`, remedy)];
    }
    if (measured.result === "passed") return [];
    return [this.condition(`failed${place}: ${this.criterion}`, remedy)];
  }

  private *check(): Iterable<Finding> {
    if (Number.isFinite(this.timeout) && this.timeout > 0) return;
    yield {
      code: "gate-timeout-invalid",
      summary: "timeout of gate is not a positive number",
      value: this.timeout,
      allowed: "seconds, such as 60",
      remedy: "correct it, or leave it out",
    };
  }
}
