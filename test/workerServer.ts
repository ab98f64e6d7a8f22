import { readFileSync } from "node:fs";
import {
  type DataCallback,
  Emitter,
  type Message,
  type MessageReader,
  type MessageWriter,
} from "vscode-languageserver";

/** The two ends of a channel to a server. */
export interface ServerChannel {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** As much of Playwright as is used; its own types are made for a page's scripts. */
interface Page {
  evaluate<A, R>(run: (argument: A) => R, argument: A): Promise<R>;
  exposeFunction(name: string, run: (index: number, message: Message) => void): Promise<void>;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** As much of a page's worker as is used. */
interface Worker {
  onmessage: (event: { data: unknown }) => void;
  postMessage(message: Message): void;
}

/** What the page in the browser keeps for us. */
interface WorkerPage {
  workers: Worker[];
  Worker: new (url: string) => Worker;
  receive(index: number, message: Message): Promise<void>;
}

const launcher = new URL("../scripts/browser.mjs", import.meta.url).href;
const built = new URL("../server/dist/", import.meta.url);
const listeners: DataCallback[] = [];
let opened: Promise<{ browser: Browser; page: Page }> | undefined;

/** What the client in a browser sends along, as a worker reads no files. */
export function textsForWorker(): object {
  return JSON.parse(readFileSync(new URL("texts.json", built), "utf8")) as object;
}

/** Starts the built server as a web worker of a real browser, as a VS Code in a browser does. One browser serves all. */
export async function startWorkerServer(): Promise<ServerChannel> {
  opened ??= openPage();
  const { page } = await opened;
  const program = readFileSync(new URL("server.js", built), "utf8");
  const index = await page.evaluate((text) => {
    const held = globalThis as unknown as WorkerPage;
    const worker = new held.Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    const at = held.workers.push(worker) - 1;
    worker.onmessage = ({ data }) => void held.receive(at, data as Message);
    return at;
  }, program);
  let burst: Message[] = [];
  /** What is written at once arrives at once, as from an editor: a message on its own takes the way to the browser alone. */
  const send = async () => {
    const messages = burst;
    burst = [];
    await page.evaluate(
      ([at, all]) => {
        for (const message of all) (globalThis as unknown as WorkerPage).workers[at]?.postMessage(message);
      },
      [index, messages] as const,
    );
  };
  const error = new Emitter<[Error, Message | undefined, number | undefined]>();
  const close = new Emitter<void>();
  return {
    reader: {
      onError: new Emitter<Error>().event,
      onClose: close.event,
      onPartialMessage: new Emitter<{ messageToken: number; waitingTime: number }>().event,
      listen(callback) {
        listeners[index] = callback;
        return { dispose: () => delete listeners[index] };
      },
      dispose() {},
    },
    writer: {
      onError: error.event,
      onClose: close.event,
      write(message) {
        if (burst.push(message) === 1) setImmediate(() => void send());
        return Promise.resolve();
      },
      end() {},
      dispose() {},
    },
  };
}

/** Ends the browser with all its workers. */
export async function closeWorkerServers(): Promise<void> {
  await (await opened)?.browser.close();
  opened = undefined;
}

async function openPage(): Promise<{ browser: Browser; page: Page }> {
  const { launchBrowser } = (await import(launcher)) as { launchBrowser(): Promise<Browser> };
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.exposeFunction("receive", (index: number, message: Message) => listeners[index]?.(message));
  await page.evaluate((none) => {
    (globalThis as unknown as WorkerPage).workers = none;
  }, []);
  return { browser, page };
}
