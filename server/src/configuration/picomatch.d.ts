// The package has no types of its own. Those of tinyglobby name it too.
declare module "picomatch" {
  interface Options {
    /** A glob without a slash is compared with the name of the file alone. */
    readonly basename?: boolean;
    /** `*` matches names that begin with a dot too. */
    readonly dot?: boolean;
    /** Backslashes are separators. */
    readonly windows?: boolean;
  }
  function picomatch(glob: string, options?: Options): (path: string) => boolean;

  // biome-ignore lint/style/noDefaultExport: CommonJS has what it exports as its default.
  export { picomatch as default };
}
