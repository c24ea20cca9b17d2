import type { WorkerAnswer, WorkerJob } from '../runs/run-file.ts';
import { element } from './elements.ts';

/** So long may a run take, in milliseconds. */
const timeLimit = 5000;
/** So much may an answer be, in characters. */
const sizeLimit = 8_000_000;

/**
 * Runs a job where it can do no harm: in a worker inside a page of no origin, without network or
 * storage, that is taken away when it has answered or its time is over.
 */
export async function runLive(
  { worker: workerHref = '', sandbox = '' }: DOMStringMap,
  job: WorkerJob,
): Promise<WorkerAnswer> {
  const worker = await (await fetch(workerHref)).text();
  const frame = element('iframe', { src: sandbox, hidden: true, title: 'Where edited code runs' });
  frame.setAttribute('sandbox', 'allow-scripts');
  const { port1: ours, port2: theirs } = new MessageChannel();
  const ready = new Promise<void>((resolve) => {
    const listen = ({ source }: MessageEvent): void => {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      resolve();
    };
    addEventListener('message', listen);
  });
  document.body.append(frame);
  await ready;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = new Promise<WorkerAnswer>((resolve) => {
    timer = setTimeout(() => {
      resolve({
        error: `It was stopped after ${timeLimit / 1000} seconds. Is there an endless loop?`,
      });
    }, timeLimit);
    ours.onmessage = ({ data }) => {
      resolve(readAnswer(data));
    };
  });
  frame.contentWindow?.postMessage({ worker, job }, '*', [theirs]);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
    ours.close();
    frame.remove();
  }
}

/** Edited code can answer anything; only what has the form of an answer goes on. */
function readAnswer(data: unknown): WorkerAnswer {
  if (typeof data !== 'string') return { error: 'What it answered is no recording.' };
  if (data.length > sizeLimit) return { error: 'Its answer is too large.' };
  try {
    const answer = JSON.parse(data) as Partial<{ recording: unknown; error: unknown }>;
    if (typeof answer.error === 'string') return { error: answer.error };
    const { steps, pictures, account, files, end } = answer.recording as Record<string, unknown>;
    const isWhole = [steps, pictures, account, files].every(Array.isArray) && end instanceof Object;
    return isWhole ? (answer as WorkerAnswer) : { error: 'What it answered is no recording.' };
  } catch {
    return { error: 'What it answered is no recording.' };
  }
}
