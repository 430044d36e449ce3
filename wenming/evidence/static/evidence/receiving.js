// One file to the server, which answers with a receipt. Used by every page that takes files.
import { judged, token } from './answers.js';
import { LARGE, receiveLarge } from './resumable.js';

export { token };

export const readable = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

// A pasted picture has no name of its own.
export function named(file, at = new Date()) {
  const stamp = new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  const suffix = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif' }[file.type];
  return suffix ? new File([file], `粘贴图片-${stamp}.${suffix}`, { type: file.type }) : file;
}

// Pasted files; the browser calls every picture image.png, which tells two of them apart no more than the person.
export const pasted = (event) => [...event.clipboardData.files].map((file, index) => (
  /^image\.\w+$/.test(file.name) ? named(file, new Date(Date.now() + index * 1000)) : file));

// `onend(state, sentence, answer)`: done with the answer, refused for good, failed for now, or to be tried again at once.
// Returns what stops it. Large files go to `pieces` and go on where they broke off.
export function receive(file, { url, pieces, query = '', onprogress, onend }) {
  if (pieces && file.size > LARGE) return receiveLarge(file, { url: pieces, query, onprogress, onend });
  const request = new XMLHttpRequest();
  request.open('POST', url);
  request.setRequestHeader('X-CSRFToken', token());
  request.setRequestHeader('Accept', 'application/json');
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
  request.upload.onprogress = (event) => onprogress(event.loaded, event.lengthComputable ? event.loaded / event.total : 0);
  request.onload = () => judged(request.status, request.responseText, onend);
  request.onerror = () => onend('failed', '网络断了，文件还在这里，连上后点重试。');
  request.send(file);
  return () => request.abort();
}
