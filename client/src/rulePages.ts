import { commands, Disposable, l10n, languages, Uri, window, workspace } from "vscode";

const scheme = "lxc-rule";

/** The pages as Markdown, by the rule's name. */
type Pages = Readonly<Record<string, string>>;

/**
 * The command Show Rule Documentation. The pages lie in the extension, in one file that the build makes, so they are there without
 * a network, and a browser, which cannot list folders, finds them too.
 * @param extensionUri Where the extension is installed: a folder, or an address in a browser.
 */
export function registerRulePages(extensionUri: Uri): Disposable {
  const file = Uri.joinPath(extensionUri, "server", "dist", "rules.json");
  let pages: Promise<Pages> | undefined;
  const readPages = () => {
    pages ??= readJson(file);
    return pages;
  };
  return Disposable.from(
    commands.registerCommand("lxcConfig.showRuleDocumentation", async (rule?: unknown) => {
      const name = typeof rule === "string" ? rule : await chooseRule(readPages);
      if (name) await commands.executeCommand("markdown.showPreview", Uri.from({ scheme, path: `/${name}.md` }));
    }),
    workspace.registerTextDocumentContentProvider(scheme, {
      // The preview would show the facts at the top of a page as a table before its first sentence.
      provideTextDocumentContent: async ({ path }) => {
        const name = path.slice(1, -".md".length);
        return withoutFrontMatter((await readPages())[name] ?? l10n.t("There is no page for a rule {0}.", name));
      },
    }),
  );
}

/** The rule at the cursor; where there are several, or none, the user chooses from them, or from all. */
async function chooseRule(readPages: () => Promise<Pages>): Promise<string | undefined> {
  const here = rulesAtCursor();
  if (here.length === 1) return here[0];
  return window.showQuickPick(here.length > 0 ? here : Object.keys(await readPages()), { placeHolder: l10n.t("Rule") });
}

function rulesAtCursor(): string[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  const rules = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === "lxc" && range.contains(editor.selection.active))
    .map(({ code }) => String(typeof code === "object" ? code.value : code));
  return [...new Set(rules)];
}

async function readJson(file: Uri): Promise<Pages> {
  return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
}

/** The front matter is what stands between two lines of three hyphens at the very top. */
function withoutFrontMatter(page: string): string {
  const end = page.startsWith("---\n") ? page.indexOf("\n---\n") : -1;
  return end === -1 ? page : page.slice(end + "\n---\n".length).trimStart();
}
