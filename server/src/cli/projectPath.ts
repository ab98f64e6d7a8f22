import path from "node:path";
import { pathToFileURL } from "node:url";

/** A path as services for code see it: from the working folder where it lies below it, with slashes. */
export function pathInProject(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  const isOutside = relative === "" || relative.startsWith("..") || path.isAbsolute(relative);
  return (isOutside ? file : relative).replaceAll(path.sep, "/");
}

/** Where a file is, as SARIF writes it: a relative address in the project, else an absolute one. */
export function addressOf(file: string): { readonly uri: string; readonly uriBaseId?: "%SRCROOT%" } {
  const inProject = pathInProject(file);
  if (path.isAbsolute(inProject) || inProject.startsWith("../")) return { uri: pathToFileURL(path.resolve(file)).href };
  return { uri: inProject.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}
