import type { CompletionItem, CompletionList } from "vscode";
import type { Middleware } from "vscode-languageclient";

/** Once a key or a property is chosen, VS Code offers its values without another keystroke. */
export const completionMiddleware: Pick<Middleware, "provideCompletionItem"> = {
  async provideCompletionItem(document, position, context, token, next) {
    const offered = await next(document, position, context, token);
    for (const item of itemsOf(offered)) {
      if (awaitsValue(item)) item.command = { command: "editor.action.triggerSuggest", title: "" };
    }
    return offered;
  },
};

function itemsOf(offered: CompletionItem[] | CompletionList | null | undefined): readonly CompletionItem[] {
  if (!offered) return [];
  return Array.isArray(offered) ? offered : offered.items;
}

/** What is inserted ends where a value begins. */
function awaitsValue({ insertText, label }: CompletionItem): boolean {
  const inserted = insertText ?? (typeof label === "string" ? label : label.label);
  return /[:=] ?(?:\$0)?$/.test(typeof inserted === "string" ? inserted : inserted.value);
}
