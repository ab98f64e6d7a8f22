// @ts-check

/**
 * Ends a check that this machine cannot run, with one line that says what is missing. With CI=true that is a failure.
 * @param {string} missing what the machine lacks
 * @param {unknown} [cause] the error that told it
 * @returns {never}
 */
export function skipWithout(missing, cause) {
  const reason = cause instanceof Error ? ` (${cause.message.split("\n")[0]})` : "";
  console.log(`Not run: this machine lacks ${missing}${reason}.`);
  process.exit(process.env.CI === "true" ? 1 : 77);
}
