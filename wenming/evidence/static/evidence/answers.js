// What the server says to a script that sends a file.

export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  ?? document.querySelector('[name=csrfmiddlewaretoken]').value;

export function judged(status, text, onend) {
  let answer = {};
  try { answer = JSON.parse(text); } catch { /* a proxy's own page: the status says enough */ }
  if (status === 200) onend('done', '', answer);
  else if (status === 422) onend('refused', answer.sentence);
  else if (status === 413) onend('refused', '文件太大，服务器不收。');
  else onend('failed', answer.sentence ?? '服务器没有收下，文件还在这里，稍后点重试。');
}
