import { createHash } from 'node:crypto';

/**
 * The script of the closed page. It is sent a worker's script, a job and a port; it starts the
 * worker, hands it the job and passes on its one answer. It is stopped by being taken away.
 */
export const sandboxScript = `
addEventListener('message', ({ data: { worker: text, job }, ports: [port] }) => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => {
    port.postMessage(data);
    worker.terminate();
  };
  worker.onerror = ({ message }) => {
    port.postMessage(JSON.stringify({ error: message || 'The worker could not be started' }));
    worker.terminate();
  };
  worker.postMessage(job);
});
parent.postMessage('ready', '*');
`;

/**
 * What may happen in the closed page: this one script, and workers out of text. No request of any
 * kind leaves it; what it is embedded in also takes its origin away, and with it all storage.
 */
export const sandboxPolicy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(sandboxScript).digest('base64')}' 'unsafe-eval' blob:`,
  'worker-src blob:',
].join('; ');
