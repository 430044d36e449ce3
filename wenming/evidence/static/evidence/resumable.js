// A large file in pieces (tus 1.0). A broken connection, a fallen server or a closed page costs one piece: the browser
// remembers where the file went, the server says how much of it is there.
import { judged, token } from './answers.js';

export const LARGE = 16 * 1048576;
const PIECE = 8 * 1048576;
const AGAIN_AFTER = [0, 1000, 2000, 5000, 10000, 20000, 30000];

export function receiveLarge(file, { url, query, onprogress, onend }) {
  const upload = new window.tus.Upload(file, {
    endpoint: url,
    chunkSize: PIECE,
    retryDelays: AGAIN_AFTER,
    metadata: { filename: file.name },
    headers: { Accept: 'application/json' },
    onBeforeRequest: (request) => request.setHeader('X-CSRFToken', token()),
    onShouldRetry(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      return navigator.onLine && (!status || status === 409 || (status >= 500 && status !== 507));
    },
    onProgress: (sent, all) => onprogress(sent, sent / all),
    onSuccess: finish,
    onError(error) {
      const answered = error.originalResponse;
      if (answered) judged(answered.getStatus(), answered.getBody(), onend);
      else {
        onend('failed', '网络断了，已传的部分留在服务器上，连上后接着传。');
        addEventListener('online', resume, { once: true });
      }
    },
  });

  async function forget() {
    for (const one of await upload.findPreviousUploads()) await upload.options.urlStorage.removeUpload(one.urlStorageKey);
  }

  async function finish() {
    try {
      const answer = await fetch(`${upload.url}finish/${query}`, {
        method: 'POST', headers: { 'X-CSRFToken': token(), Accept: 'application/json' },
      });
      if (answer.ok || answer.status === 422) await forget();
      judged(answer.status, await answer.text(), onend);
    } catch {
      onend('failed', '网络断了，文件已在服务器上，连上后点重试。');
    }
  }

  async function start() {
    const [before] = await upload.findPreviousUploads();
    if (before) upload.resumeFromPreviousUpload(before);
    upload.start();
  }

  const resume = () => onend('again');
  start();
  return () => { removeEventListener('online', resume); upload.abort(true); forget(); };
}
