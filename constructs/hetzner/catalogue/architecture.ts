/** Processor architecture, as in Hetzner's API: `x86` is x86_64-linux, `arm` is aarch64-linux. */
export type Architecture = "x86" | "arm";
