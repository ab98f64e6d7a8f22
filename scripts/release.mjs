// @ts-check
// Makes a release: npm run release -- VERSION. Sets the version, dates the changelog, runs every test, and puts both packages into out/release. Publishes
// and pushes nothing: it prints the commands for that. With --dry-run the tree stays as it is.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = path.join(root, "out/release");
const versioned = ["package.json", "server/package.json", "package-lock.json", "CHANGELOG.md"];

try {
  release(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {string[]} args */
function release(args) {
  const isDryRun = args.includes("--dry-run");
  const [version = ""] = args.filter((each) => each !== "--dry-run");
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new Error("Usage: npm run release -- VERSION [--dry-run], such as 0.2.0.");
  if (run("git", ["status", "--porcelain"], "pipe") !== "") throw new Error("The tree has changes; commit them first.");
  const changelog = read("CHANGELOG.md");
  if (changelog.includes(`## ${version}\n`)) throw new Error(`CHANGELOG.md has a version ${version} already.`);
  if (!changelog.includes("## Unreleased\n")) throw new Error("CHANGELOG.md has nothing under Unreleased.");
  try {
    // The lock file takes the versions of both packages from npm itself.
    run("npm", [
      "version",
      version,
      "--no-git-tag-version",
      "--workspaces",
      "--include-workspace-root",
      "--loglevel=error",
    ]);
    write("CHANGELOG.md", changelog.replace("## Unreleased\n", `## ${version}\n`));
    run("npm", ["test"]);
    pack(version);
  } finally {
    if (isDryRun) run("git", ["checkout", "--quiet", "--", ...versioned]);
  }
  const next = isDryRun
    ? ["That was a dry run; the tree is as it was."]
    : [
        `git commit --all --message "Release ${version}" && git tag v${version} && git push --follow-tags`,
        `npx vsce publish --packagePath out/release/lxc-config-${version}.vsix`,
        `npx ovsx publish out/release/lxc-config-${version}.vsix`,
        `npm publish out/release/lxc-config-language-server-${version}.tgz`,
      ];
  console.log(`\nBoth packages are in out/release.\n\n${next.join("\n")}`);
}

/** @param {string} version */
function pack(version) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run("npm", ["run", "--silent", "package"]);
  copyFileSync(path.join(root, "out/lxc-config.vsix"), path.join(folder, `lxc-config-${version}.vsix`));
  run("npm", ["pack", "--silent", "--workspace", "server", "--pack-destination", folder]);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {"pipe" | "inherit"} output
 */
function run(program, args, output = "inherit") {
  const { status, stdout } = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", output, "inherit"],
  });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed.`);
  return stdout ?? "";
}

/** @param {string} file */
function read(file) {
  return readFileSync(path.join(root, file), "utf8");
}

/** @param {string} file @param {string} text */
function write(file, text) {
  writeFileSync(path.join(root, file), text);
}
