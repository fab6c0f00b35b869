import fc from "fast-check";

// CI tries the same values in every run, so that it fails only on what a change broke. Elsewhere each
// run tries others.
if (process.env.CI) fc.configureGlobal({ seed: 20260101 });

export default fc;
