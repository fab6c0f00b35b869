import { synthesize } from "../cli/synthesize";
import { SHAPES, type Shape } from "./shapes";

// node bench/shape.js <shape> <size> <folder>: synthesizes a fleet and prints the peak memory in KB.
const [name = "", size = "1", out = "bench-output"] = process.argv.slice(2);
const shape: Shape | undefined = Object.entries(SHAPES).find(([key]) => key === name)?.[1];
if (shape === undefined) throw new Error(`no shape ${name}`);
synthesize((app) => shape.declare(app, Number(size)), { out });
console.log(process.resourceUsage().maxRSS);
