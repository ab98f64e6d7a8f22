import { commands, Disposable, EventEmitter, Uri, workspace } from "vscode";

/** Read-only pages in Markdown that are shown beside the editor. */
export interface Pages {
  /** One with the title of an earlier page takes its place. */
  show(title: string, text: string): Promise<void>;
  readonly registration: Disposable;
}

/** Pages under a scheme of their own. */
export function registerPages(scheme: string): Pages {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()),
  });
  return {
    async show(title, text) {
      const uri = Uri.from({ scheme, path: `/${title.replaceAll("/", " ")}.md` });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      await commands.executeCommand("markdown.showPreviewToSide", uri);
    },
    registration: Disposable.from(changed, provider),
  };
}
