import fc from "fast-check";

// CI uses the same values in every run, so that it fails only because of a change. Elsewhere each run tries
// others.
if (process.env.CI) fc.configureGlobal({ seed: 20260101 });

export default fc;
